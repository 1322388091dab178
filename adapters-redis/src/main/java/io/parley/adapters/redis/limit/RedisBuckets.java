package io.parley.adapters.redis.limit;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;

import org.redisson.api.RedissonClient;

import io.parley.adapters.redis.Redis;
import io.parley.adapters.redis.Script;
import io.parley.application.limit.Buckets;
import io.parley.domain.limit.Rate;

/** Buckets in Redis: a key each, which is there only as long as its bucket is not full. */
public final class RedisBuckets implements Buckets {
    private static final Script TAKE = Script.of("take.lua");

    private final RedissonClient redis;

    /** Buckets for every node of this Redis. */
    public RedisBuckets(RedissonClient redis) {
        this.redis = redis;
    }

    @Override
    public Grant take(String name, Rate rate, int wanted) {
        long answer = Redis.ask("take from a bucket", () -> TAKE.number(redis, List.of("parley:bucket:" + name),
                Script.bytes(rate.interval().dividedBy(ChronoUnit.MICROS.getDuration())), Script.bytes(rate.burst()),
                Script.bytes(wanted)));
        return answer > 0 ? new Grant((int) answer, Duration.ZERO) : new Grant(0, Duration.of(1 - answer, ChronoUnit.MICROS));
    }
}
