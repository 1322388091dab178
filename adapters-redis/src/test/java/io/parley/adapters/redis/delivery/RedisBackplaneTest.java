package io.parley.adapters.redis.delivery;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.AfterEach;
import org.redisson.api.RedissonClient;

import io.parley.adapters.redis.SharedClients;
import io.parley.application.delivery.Backplane;
import io.parley.application.delivery.BackplaneContract;
import io.parley.devservices.testing.TestServers;

/** The contract on a real Redis; each node has a connection of its own. */
class RedisBackplaneTest extends BackplaneContract {
    private final List<RedisBackplane> nodes = new ArrayList<>();
    private final List<RedissonClient> clients = new ArrayList<>();

    /** Where Redis is. */
    String url() {
        return TestServers.redisUrl();
    }

    @Override
    protected Backplane node() {
        RedissonClient redis = SharedClients.borrow(url());
        clients.add(redis);
        RedisBackplane node = new RedisBackplane(redis, "node-" + UUID.randomUUID(), UUID::randomUUID, InstantSource.system());
        nodes.add(node);
        return node;
    }

    @AfterEach
    void disconnect() {
        nodes.forEach(RedisBackplane::close);
        clients.forEach(SharedClients::giveBack);
    }
}
