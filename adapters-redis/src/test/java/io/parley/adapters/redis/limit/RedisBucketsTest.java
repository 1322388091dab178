package io.parley.adapters.redis.limit;

import java.time.Duration;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.redisson.api.RedissonClient;

import io.parley.adapters.redis.Redis;
import io.parley.application.limit.Buckets;
import io.parley.application.limit.BucketsContract;
import io.parley.devservices.testing.TestServers;

class RedisBucketsTest extends BucketsContract {
    private static RedissonClient first;
    private static RedissonClient second;

    @BeforeAll
    static void connect() {
        first = Redis.connect(TestServers.redisUrl());
        second = Redis.connect(TestServers.redisUrl());
    }

    @AfterAll
    static void disconnect() {
        first.shutdown();
        second.shutdown();
    }

    @Override
    protected Buckets one() {
        return new RedisBuckets(first);
    }

    @Override
    protected Buckets other() {
        return new RedisBuckets(second);
    }

    @Override
    protected void pass(Duration time) {
        long until = System.nanoTime() + time.toNanos();
        Awaitility.await().pollInterval(Duration.ofMillis(1)).until(() -> System.nanoTime() >= until);
    }
}
