package io.parley.application.connection;

import io.parley.domain.connection.NodeId;

/** The contract holds in memory, so that tests on it mean something. */
class InMemoryConnectionDirectoryTest extends ConnectionDirectoryContract {
    private final InMemoryConnectionDirectory.Cluster cluster = new InMemoryConnectionDirectory.Cluster();

    @Override
    protected ConnectionDirectory node(NodeId node, NodeConnections connections) {
        return new InMemoryConnectionDirectory(cluster, node, connections);
    }

    @Override
    protected void fallsSilent(ConnectionDirectory node) {
        ((InMemoryConnectionDirectory) node).fallSilent();
    }

    @Override
    protected void dies(ConnectionDirectory node) {
        ((InMemoryConnectionDirectory) node).die();
    }
}
