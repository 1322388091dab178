package io.parley.adapters.redis.delivery;

import java.util.UUID;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.redisson.api.RedissonClient;

import io.parley.adapters.redis.Redis;
import io.parley.application.delivery.ArchiveQueue;
import io.parley.application.delivery.ArchiveQueueContract;
import io.parley.application.delivery.Backplane;
import io.parley.devservices.testing.TestServers;

/** The contract on a real Redis, beside the backplane that fills it. */
class RedisArchiveQueueTest extends ArchiveQueueContract {
    private static RedissonClient redis;

    @BeforeAll
    static void connect() {
        redis = Redis.connect(TestServers.redisUrl());
    }

    @AfterAll
    static void disconnect() {
        redis.shutdown();
    }

    @Override
    protected Backplane backplane() {
        return new RedisBackplane(redis, UUID::randomUUID);
    }

    @Override
    protected ArchiveQueue queue() {
        return new RedisArchiveQueue(redis);
    }
}
