package io.parley.adapters.redis.channel;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.redisson.api.RedissonClient;

import io.parley.adapters.redis.Redis;
import io.parley.application.channel.ChannelCopies;
import io.parley.application.channel.ChannelCopiesContract;
import io.parley.devservices.testing.TestServers;

/** The contract on a real Redis; each node has a connection of its own. */
class RedisChannelCopiesTest extends ChannelCopiesContract {
    private final List<RedissonClient> clients = new ArrayList<>();

    @Override
    protected ChannelCopies node() {
        RedissonClient redis = Redis.connect(TestServers.redisUrl());
        clients.add(redis);
        return new RedisChannelCopies(redis);
    }

    @AfterEach
    void disconnect() {
        clients.forEach(RedissonClient::shutdown);
    }
}
