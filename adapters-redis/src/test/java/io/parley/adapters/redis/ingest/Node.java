package io.parley.adapters.redis.ingest;

import java.time.Duration;
import java.util.List;
import java.util.UUID;

import org.redisson.api.RedissonClient;

import io.parley.adapters.redis.Redis;
import io.parley.application.ingest.IngestRule;
import io.parley.application.ingest.RecordingIntake;

/** A node that does nothing but hear sources, on a connection of its own. */
final class Node implements AutoCloseable {
    final RecordingIntake intake;
    final RedissonClient redis;
    private final RedisIngest ingest;

    Node(String redisUrl, Duration lease, IngestRule rule) {
        this(redisUrl, lease, rule, new RecordingIntake());
    }

    /** One whose messages are recorded with those of others. */
    Node(String redisUrl, Duration lease, IngestRule rule, RecordingIntake intake) {
        this.intake = intake;
        redis = Redis.connect(redisUrl);
        ingest = new RedisIngest(redis, "node-" + UUID.randomUUID(), lease, List.of(rule), intake);
        ingest.start();
    }

    /** Its line is gone from one moment to the next, and nothing is given back. */
    void die() {
        redis.shutdown();
    }

    /** Stops in order. */
    void stop() {
        ingest.close();
    }

    @Override
    public void close() {
        if (!redis.isShutdown()) {
            stop();
            redis.shutdown();
        }
    }
}
