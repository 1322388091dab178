package io.parley.application.presence;

import java.time.Duration;
import java.util.UUID;

import io.parley.application.ManualClock;
import io.parley.application.delivery.Backplane;
import io.parley.application.delivery.InMemoryBackplane;
import io.parley.domain.connection.NodeId;

/** Nodes in memory. */
public final class InMemoryPresenceCluster implements PresenceCluster {
    private final ManualClock clock = new ManualClock();
    private final InMemoryBackplane.Store wire = new InMemoryBackplane.Store(clock);
    private final InMemoryPresenceDirectory.Cluster cluster = new InMemoryPresenceDirectory.Cluster(clock, Duration.ofSeconds(15), wire);
    private final InMemoryBackplane backplane = new InMemoryBackplane(wire);

    @Override
    public PresenceDirectory node() {
        return new InMemoryPresenceDirectory(cluster, new NodeId("node-" + UUID.randomUUID()));
    }

    @Override
    public void letLeaseRunOut(PresenceDirectory dead) {
        ((InMemoryPresenceDirectory) dead).wasSilent();
    }

    @Override
    public Backplane backplane() {
        return backplane;
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}
