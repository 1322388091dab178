package io.parley.adapters.redis.identity;

import org.junit.jupiter.api.Nested;

import io.parley.adapters.redis.Topologies;

/** The contract on every other layout of Redis. */
class RedisTicketStoreOnTopologiesTest {

    @Nested
    class OnSentinel extends RedisTicketStoreTest {
        @Override
        String url() {
            return Topologies.sentinel();
        }
    }

    @Nested
    class OnCluster extends RedisTicketStoreTest {
        @Override
        String url() {
            return Topologies.cluster();
        }
    }

    @Nested
    class OnTls extends RedisTicketStoreTest {
        @Override
        String url() {
            return Topologies.tls();
        }
    }
}
