package io.parley.adapters.redis.presence;

import org.junit.jupiter.api.Nested;

import io.parley.adapters.redis.Topologies;

/** The contract on every other layout of Redis. */
class RedisPresenceDirectoryOnTopologiesTest {

    @Nested
    class OnSentinel extends RedisPresenceDirectoryTest {
        @Override
        String url() {
            return Topologies.sentinel();
        }
    }

    @Nested
    class OnCluster extends RedisPresenceDirectoryTest {
        @Override
        String url() {
            return Topologies.cluster();
        }
    }

    @Nested
    class OnTls extends RedisPresenceDirectoryTest {
        @Override
        String url() {
            return Topologies.tls();
        }
    }

    @Nested
    class ChangesOnCluster extends RedisRosterChangesTest {
        @Override
        String url() {
            return Topologies.cluster();
        }
    }
}
