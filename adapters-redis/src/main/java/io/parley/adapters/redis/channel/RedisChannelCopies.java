package io.parley.adapters.redis.channel;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.redisson.api.RedissonClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.parley.adapters.redis.Keys;
import io.parley.adapters.redis.Redis;
import io.parley.adapters.redis.Script;
import io.parley.application.channel.ChannelCopies;
import io.parley.domain.channel.ChannelId;
import io.parley.domain.channel.ChannelRecord;

/**
 * Copies in Redis: a key each, and beside it, where a channel was forgotten of late, its generation. Redis may lose what it has acknowledged when
 * it fails over; a copy that should be forgotten then lives on for the rest of its hour.
 */
public final class RedisChannelCopies implements ChannelCopies {
    private static final Logger LOG = LoggerFactory.getLogger(RedisChannelCopies.class);
    private static final Script FIND = Script.of("find-copy.lua");
    private static final Script KEEP = Script.of("keep-copy.lua");
    private static final Script FORGET = Script.of("forget-copy.lua");
    /** Bounds how long a copy is wrong that should have been forgotten and was not. */
    private static final Duration LIFE = Duration.ofHours(1);
    /** That nothing is kept is remembered too, but not for long: names cost their inventor nothing and must not fill Redis. */
    private static final Duration LIFE_OF_NOTHING = Duration.ofSeconds(60);
    /** Longer than any reader takes from the look to the copy: his statement is given up long before. */
    private static final Duration GENERATION = Duration.ofMinutes(10);

    private final RedissonClient redis;

    /** Copies for every node of this Redis. */
    public RedisChannelCopies(RedissonClient redis) {
        this.redis = redis;
    }

    @Override
    public Look find(ChannelId channel) {
        List<Object> answer = Redis.ask("look for a copy", () -> FIND.list(redis, keysOf(channel), Script.bytes(GENERATION.toMillis())));
        return new Look(copy(channel, (byte[]) answer.getLast()), (Long) answer.getFirst());
    }

    private static Optional<ChannelRecord> copy(ChannelId channel, byte[] bytes) {
        if (bytes.length == 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(RecordCodec.decode(bytes));
        } catch (IOException e) {
            // Usually another release's, for as long as both run: each writes over what it cannot read.
            LOG.debug("A copy of {} bytes of {} could not be read and counts as none: {}", bytes.length, channel, e.getMessage());
            return Optional.empty();
        }
    }

    @Override
    public void keep(ChannelId channel, ChannelRecord record, long generation) {
        Duration life = record.equals(ChannelRecord.NOTHING) ? LIFE_OF_NOTHING : LIFE;
        byte[] copy = RecordCodec.encode(record);
        Redis.ask("keep a copy",
                () -> KEEP.number(redis, keysOf(channel), Script.bytes(generation), copy, Script.bytes(life.toMillis())));
    }

    @Override
    public void forget(ChannelId channel) {
        Redis.ask("forget a copy", () -> FORGET.number(redis, keysOf(channel), Script.bytes(GENERATION.toMillis())));
    }

    private static List<String> keysOf(ChannelId channel) {
        return List.of(Keys.of("record", channel), Keys.of("record-generation", channel));
    }
}
