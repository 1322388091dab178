package io.parley.application.presence;

import java.time.Duration;

import io.parley.application.ManualClock;
import io.parley.domain.connection.NodeId;

/** The contract holds in memory, so that tests on it mean something. */
class InMemoryPresenceDirectoryTest extends PresenceDirectoryContract {
    private static final Duration LEASE = Duration.ofSeconds(15);

    private final ManualClock clock = new ManualClock();
    private final InMemoryPresenceDirectory.Cluster cluster = new InMemoryPresenceDirectory.Cluster(clock, LEASE);

    @Override
    protected PresenceDirectory node(String nodeId) {
        return new InMemoryPresenceDirectory(cluster, new NodeId(nodeId));
    }

    @Override
    protected void letLeaseRunOut(PresenceDirectory deadNode) {
        ((InMemoryPresenceDirectory) deadNode).wasSilent();
    }
}
