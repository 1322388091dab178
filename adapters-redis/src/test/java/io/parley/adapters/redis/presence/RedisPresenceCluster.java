package io.parley.adapters.redis.presence;

import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

import org.redisson.api.RedissonClient;

import io.parley.adapters.redis.LeapingClock;
import io.parley.adapters.redis.SharedClients;
import io.parley.adapters.redis.delivery.RedisBackplane;
import io.parley.adapters.redis.node.NodeLease;
import io.parley.application.delivery.Backplane;
import io.parley.application.presence.PresenceCluster;
import io.parley.application.presence.PresenceDirectory;
import io.parley.domain.connection.NodeId;

/** Nodes on a real Redis, whose leases run out when a test says so. */
final class RedisPresenceCluster implements PresenceCluster {
    private static final Duration LEASE = Duration.ofMinutes(5);

    private final RedissonClient redis;
    private final RedisBackplane backplane;
    private final Map<PresenceDirectory, NodeLease> leases = new LinkedHashMap<>();

    RedisPresenceCluster(String url) {
        redis = SharedClients.borrow(url);
        backplane = new RedisBackplane(redis, "listener-" + UUID.randomUUID(), UUID::randomUUID, InstantSource.system());
    }

    @Override
    public PresenceDirectory node() {
        NodeLease lease = new NodeLease(redis, new NodeId("node-" + UUID.randomUUID()), UUID::randomUUID, LEASE, new LeapingClock());
        PresenceDirectory directory = new RedisPresenceDirectory(redis, lease, UUID::randomUUID);
        leases.put(directory, lease);
        return directory;
    }

    @Override
    public void letLeaseRunOut(PresenceDirectory dead) {
        leases.get(dead).close();
    }

    @Override
    public Backplane backplane() {
        return backplane;
    }

    /** What the nodes of this test entered is nothing to the tests that follow. */
    @Override
    public void close() {
        leases.values().forEach(NodeLease::close);
        PresenceDirectory last = node();
        last.evictDeadNodes(_ -> {});
        leases.get(last).close();
        leases.values().forEach(lease -> lease.forget(lease.life()));
        backplane.close();
        SharedClients.giveBack(redis);
    }
}
