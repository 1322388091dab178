package io.parley.adapters.redis.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.AfterEach;
import org.redisson.api.RedissonClient;

import io.parley.adapters.redis.Redis;
import io.parley.application.delivery.Backplane;
import io.parley.application.delivery.BackplaneContract;
import io.parley.devservices.testing.TestServers;

/** The contract on a real Redis; each node has a connection of its own. */
class RedisBackplaneTest extends BackplaneContract {
    private final List<RedissonClient> clients = new ArrayList<>();

    @Override
    protected Backplane node() {
        RedissonClient redis = Redis.connect(TestServers.redisUrl());
        clients.add(redis);
        return new RedisBackplane(redis, UUID::randomUUID);
    }

    @AfterEach
    void disconnect() {
        clients.forEach(RedissonClient::shutdown);
    }
}
