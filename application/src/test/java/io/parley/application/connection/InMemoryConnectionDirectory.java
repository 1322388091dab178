package io.parley.application.connection;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;

import io.parley.application.Faults;
import io.parley.application.Unavailable;
import io.parley.domain.connection.ConnectionId;
import io.parley.domain.connection.NodeId;
import io.parley.domain.identity.RealmId;

/** One node's view of a {@link Cluster} that several nodes may share. */
public final class InMemoryConnectionDirectory implements ConnectionDirectory {
    /** The nodes that live. */
    public static final class Cluster {
        private final List<InMemoryConnectionDirectory> nodes = new CopyOnWriteArrayList<>();
    }

    private final Cluster cluster;
    private final NodeId node;
    private final NodeConnections connections;
    private final Faults faults = new Faults();
    private volatile boolean silent;

    /** A node that has these connections. */
    public InMemoryConnectionDirectory(Cluster cluster, NodeId node, NodeConnections connections) {
        this.cluster = cluster;
        this.node = node;
        this.connections = connections;
        cluster.nodes.add(this);
    }

    /** It lives, and answers nobody. */
    public void fallSilent() {
        silent = true;
    }

    /** It is dead, and everybody knows. */
    public void die() {
        cluster.nodes.remove(this);
    }

    @Override
    public ConnectionPage find(ConnectionQuery query) {
        return faults.around("find", () -> {
            List<InMemoryConnectionDirectory> asked = cluster.nodes.stream().filter(other -> query.asks(other.node)).toList();
            return ConnectionPage.of(query,
                    asked.stream().filter(other -> !other.silent).flatMap(other -> other.connections.find(query).stream()),
                    asked.stream().anyMatch(other -> other.silent));
        });
    }

    @Override
    public boolean end(RealmId realm, ConnectionId connection) {
        return faults.around("end", () -> {
            boolean ended = cluster.nodes.stream().filter(other -> !other.silent)
                    .anyMatch(other -> other.connections.end(realm, connection));
            if (!ended && cluster.nodes.stream().anyMatch(other -> other.silent)) {
                throw new Unavailable("test: a node is silent", new TimeoutException());
            }
            return ended;
        });
    }

    /** What goes wrong at this node, by the names of the port's methods. */
    public Faults faults() {
        return faults;
    }
}
