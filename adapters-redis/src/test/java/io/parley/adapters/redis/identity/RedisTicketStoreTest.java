package io.parley.adapters.redis.identity;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.redisson.api.RedissonClient;

import io.parley.adapters.redis.SharedClients;
import io.parley.application.identity.TicketStore;
import io.parley.application.identity.TicketStoreContract;
import io.parley.devservices.testing.TestServers;

/** The contract on a real Redis; each node has a connection of its own. */
class RedisTicketStoreTest extends TicketStoreContract {
    private final List<RedissonClient> clients = new ArrayList<>();

    /** Where Redis is. */
    String url() {
        return TestServers.redisUrl();
    }

    @Override
    protected TicketStore node() {
        RedissonClient redis = SharedClients.borrow(url());
        clients.add(redis);
        return new RedisTicketStore(redis);
    }

    @AfterEach
    void disconnect() {
        clients.forEach(SharedClients::giveBack);
    }
}
