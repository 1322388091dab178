package io.parley.adapters.redis.identity;

import java.time.Duration;
import java.util.Optional;

import org.redisson.api.RBucket;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.ByteArrayCodec;

import io.parley.adapters.redis.Redis;
import io.parley.application.identity.TicketStore;

/** Tickets in Redis: a key each, which expires by itself and is read and deleted in one step. */
public final class RedisTicketStore implements TicketStore {
    private final RedissonClient redis;

    /** Tickets for every node of this Redis. */
    public RedisTicketStore(RedissonClient redis) {
        this.redis = redis;
    }

    @Override
    public void put(String name, byte[] sealed, Duration validity) {
        Redis.tell("keep a ticket", () -> ticket(name).set(sealed, validity));
    }

    @Override
    public Optional<byte[]> take(String name) {
        return Redis.ask("look for a ticket", () -> Optional.ofNullable(ticket(name).getAndDelete()));
    }

    private RBucket<byte[]> ticket(String name) {
        return redis.getBucket("parley:ticket:" + name, ByteArrayCodec.INSTANCE);
    }
}
