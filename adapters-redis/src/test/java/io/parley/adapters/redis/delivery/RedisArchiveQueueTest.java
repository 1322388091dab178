package io.parley.adapters.redis.delivery;

import java.time.InstantSource;
import java.util.UUID;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.redisson.api.RedissonClient;

import io.parley.adapters.redis.SharedClients;
import io.parley.application.delivery.ArchiveQueue;
import io.parley.application.delivery.ArchiveQueueContract;
import io.parley.application.delivery.Backplane;
import io.parley.devservices.testing.TestServers;

/** The contract on a real Redis, beside the backplane that fills it. */
class RedisArchiveQueueTest extends ArchiveQueueContract {
    private static RedissonClient redis;
    private static RedisBackplane node;

    @BeforeAll
    static void connect() {
        redis = SharedClients.borrow(TestServers.redisUrl());
        node = new RedisBackplane(redis, "node-" + UUID.randomUUID(), UUID::randomUUID, InstantSource.system());
    }

    @AfterAll
    static void disconnect() {
        node.close();
        SharedClients.giveBack(redis);
    }

    @Override
    protected Backplane backplane() {
        return node;
    }

    @Override
    protected ArchiveQueue queue() {
        return new RedisArchiveQueue(redis);
    }
}
