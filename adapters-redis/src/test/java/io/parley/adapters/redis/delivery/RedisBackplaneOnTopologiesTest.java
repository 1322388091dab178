package io.parley.adapters.redis.delivery;

import org.junit.jupiter.api.Nested;

import io.parley.adapters.redis.Topologies;

/** The contract on every other layout of Redis. */
class RedisBackplaneOnTopologiesTest {

    @Nested
    class OnSentinel extends RedisBackplaneTest {
        @Override
        String url() {
            return Topologies.sentinel();
        }
    }

    @Nested
    class OnCluster extends RedisBackplaneTest {
        @Override
        String url() {
            return Topologies.cluster();
        }
    }

    @Nested
    class OnTls extends RedisBackplaneTest {
        @Override
        String url() {
            return Topologies.tls();
        }
    }
}
