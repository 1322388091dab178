package io.parley.bootstrap.testing;

import io.parley.devservices.testing.TestServers;

/**
 * Two nodes on one Redis and one PostgreSQL, shared by all tests of a JVM; no test stops them. A third node may join.
 *
 * <p>Their lease is long enough for a machine that is busy, short enough for a test that waits for a death.
 */
public final class TestCluster implements AutoCloseable {
    /** On node B a connection may stay unknown for so long; on A for the protocol's 10 s. */
    public static final String SHORT_DEADLINE = "parley.connections.auth-deadline=2s";

    private final String databaseUrl = TestServers.freshDatabaseUrl();
    private final TestNode a = TestNode.start("node-a", databaseUrl, "parley.node.lease=6s");
    private final TestNode b = TestNode.start("node-b", databaseUrl, "parley.node.lease=6s", SHORT_DEADLINE);

    public TestNode a() {
        return a;
    }

    public TestNode b() {
        return b;
    }

    /** One more node, the caller's to stop. */
    public TestNode join(String name, String... settings) {
        return TestNode.start(name, databaseUrl, settings);
    }

    /** One more node in a process of its own. */
    public HubProcess joinAsProcess(String name, String... settings) {
        return HubProcess.ofTestClassPath(TestNode.arguments(name, databaseUrl, settings));
    }

    @Override
    public void close() {
        b.close();
        a.close();
    }
}
