package io.parley.application.connection;

import java.util.List;

import io.parley.domain.connection.ConnectionId;
import io.parley.domain.identity.RealmId;

/** The connections of this node, as the {@link ConnectionDirectory} asks for them on behalf of any node. Thread-safe; never blocks. */
public interface NodeConnections {
    /** The first of this node's that are asked for, and one more than the limit, if there is one. */
    List<ConnectionView> find(ConnectionQuery query);

    /** Ends that connection of the realm, if it is one of this node's: its client is told that an administrator did. */
    boolean end(RealmId realm, ConnectionId connection);
}
