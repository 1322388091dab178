package io.parley.adapters.redis.delivery;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.redisson.api.RedissonClient;
import org.redisson.client.RedisClient;

import io.parley.adapters.redis.Keys;
import io.parley.adapters.redis.Redis;
import io.parley.devservices.testing.TestServers;
import io.parley.domain.delivery.Message;

/** Whether a partition is heard, where lines take longer to be made than canaries to fly. */
class WatchTest {
    private static final int PARTITION = 7;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static RedissonClient redis;

    private final AtomicInteger taken = new AtomicInteger();
    private final ThreadLocal<Boolean> makesLines = ThreadLocal.withInitial(() -> false);
    private final Lane lane = new Lane(redis);
    private final Canary canary = new Canary(PARTITION, "node-" + UUID.randomUUID(), this::publish);
    private final Executor executor = task -> Thread.ofVirtual().start(() -> {
        makesLines.set(true);
        task.run();
    });

    @BeforeAll
    static void connect() {
        redis = Redis.connect(TestServers.redisUrl());
    }

    @AfterAll
    static void disconnect() {
        redis.shutdown();
    }

    private CompletableFuture<?> publish(Message message) {
        Publication publication = new Publication(message.channel(), Envelope.encode(message), Canary.HISTORY, Optional.empty(),
                UUID.randomUUID().toString().getBytes(StandardCharsets.US_ASCII));
        lane.send(publication);
        return publication.answer().thenRun(taken::incrementAndGet);
    }

    /** Who makes a line waits until another canary has gone by, which the line will not have heard. */
    private RedisClient master() {
        if (makesLines.get()) {
            int before = taken.get();
            Awaitility.await().atMost(PATIENCE).until(() -> taken.get() > before);
        }
        return Redis.masterOf(redis, Keys.slotOf(PARTITION));
    }

    @Test
    void aCanaryThatLeftBeforeTheLineWasThereIsFollowedByOneThatIsHeard() {
        try (Watch watch = new Watch(InstantSource.system())) {
            Ear ear = new Ear(this::master, executor, new Hearer(canary.channel(), canary));
            watch.over(ear, canary);
            Awaitility.await().atMost(PATIENCE).until(() -> watch.health().isProven());
            ear.close();
        }
    }
}
