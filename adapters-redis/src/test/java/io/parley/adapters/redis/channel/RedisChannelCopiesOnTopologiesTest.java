package io.parley.adapters.redis.channel;

import org.junit.jupiter.api.Nested;

import io.parley.adapters.redis.Topologies;

/** The contract on every other layout of Redis. */
class RedisChannelCopiesOnTopologiesTest {

    @Nested
    class OnSentinel extends RedisChannelCopiesTest {
        @Override
        String url() {
            return Topologies.sentinel();
        }
    }

    @Nested
    class OnCluster extends RedisChannelCopiesTest {
        @Override
        String url() {
            return Topologies.cluster();
        }
    }

    @Nested
    class OnTls extends RedisChannelCopiesTest {
        @Override
        String url() {
            return Topologies.tls();
        }
    }
}
