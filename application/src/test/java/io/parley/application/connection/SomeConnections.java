package io.parley.application.connection;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

import io.parley.application.ManualClock;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.connection.ConnectionId;
import io.parley.domain.connection.NodeId;
import io.parley.domain.connection.Transport;
import io.parley.domain.identity.RealmId;
import io.parley.domain.identity.UserId;

/** The connections of a node without sessions behind them. */
public final class SomeConnections implements NodeConnections {
    private final NodeId node;
    private final ConcurrentMap<ConnectionId, ConnectionView> open = new ConcurrentHashMap<>();

    public SomeConnections(NodeId node) {
        this.node = node;
    }

    /** One more, by WebSocket, as it is seen then. */
    public ConnectionView with(RealmId realm, String id, String user, String... channels) {
        return with(realm, id, user, Transport.WEBSOCKET, channels);
    }

    /** One more; of nobody if the user is empty. */
    public ConnectionView with(RealmId realm, String id, String user, Transport transport, String... channels) {
        ConnectionView view = new ConnectionView(new ConnectionId(id), realm,
                user.isEmpty() ? Optional.empty() : Optional.of(new UserId(realm, user)), node, transport,
                ManualClock.START.plusNanos(123_456_789), List.of(channels).stream().map(ChannelName::new).toList());
        open.put(view.id(), view);
        return view;
    }

    @Override
    public List<ConnectionView> find(ConnectionQuery query) {
        return query.firstOf(open.values().stream());
    }

    @Override
    public boolean end(RealmId realm, ConnectionId connection) {
        ConnectionView view = open.get(connection);
        return view != null && view.realm().equals(realm) && open.remove(connection, view);
    }
}
