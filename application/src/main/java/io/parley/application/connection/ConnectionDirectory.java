package io.parley.application.connection;

import io.parley.application.Unavailable;
import io.parley.domain.connection.ConnectionId;
import io.parley.domain.identity.RealmId;

/**
 * Port: the connections of all nodes that live, asked for from any of them. Nothing crosses realms. Thread-safe; methods block for a round trip,
 * and for about a second where a node that should live does not answer.
 */
public interface ConnectionDirectory {
    /**
     * A page of connections. One that opens or ends meanwhile may be missing or still there; none is there twice.
     *
     * @throws Unavailable if the store did not answer
     */
    ConnectionPage find(ConnectionQuery query);

    /**
     * Ends a connection, wherever it is: its client is told that an administrator did.
     *
     * @return false if no node has it
     * @throws Unavailable if the store did not answer, or a node that may have it
     */
    boolean end(RealmId realm, ConnectionId connection);
}
