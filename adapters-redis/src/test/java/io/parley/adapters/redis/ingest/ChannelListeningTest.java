package io.parley.adapters.redis.ingest;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.ByteArrayCodec;
import org.redisson.client.codec.StringCodec;

import io.parley.adapters.redis.Redis;
import io.parley.application.ingest.IngestRule;
import io.parley.application.ingest.RecordingIntake;
import io.parley.devservices.testing.TestServers;

import static org.assertj.core.api.Assertions.assertThat;

/** A node that is held up longer than its lease: what it hears then may be another's already. */
class ChannelListeningTest {
    private static final Duration LENGTH = Duration.ofMinutes(6);

    private final RedissonClient redis = Redis.connect(TestServers.redisUrl());
    private final String channel = "test-" + UUID.randomUUID();
    private final IngestRule rule = Rules.channels(channel);
    private final AtomicLong nanos = new AtomicLong();
    private final Lease lease = new Lease(redis, "lease-of-" + channel, "ours", LENGTH, nanos::get);
    private final RecordingIntake intake = new RecordingIntake();
    private final Conveyor conveyor = new Conveyor(rule, intake);
    private final ChannelListening listening = new ChannelListening(redis, rule, lease, conveyor);
    private final List<String> heard = new CopyOnWriteArrayList<>();

    @BeforeEach
    void itIsThisNodesTurn() {
        assertThat(lease.hold()).isEqualTo(Lease.Hold.TAKEN);
        listening.begin(lease.term());
        // After the node's own listener on the same line: what is heard here, the node has heard.
        redis.getPatternTopic(channel, ByteArrayCodec.INSTANCE).addListener(byte[].class,
                (_, _, message) -> heard.add(new String(message, StandardCharsets.UTF_8)));
    }

    @AfterEach
    void disconnect() {
        listening.end();
        lease.release();
        conveyor.stop();
        redis.shutdown();
    }

    private void publish(String message) {
        redis.getTopic(channel, StringCodec.INSTANCE).publish(message);
        Awaitility.await().until(() -> heard.contains(message));
        conveyor.awaitEmpty(Duration.ofSeconds(5));
    }

    @Test
    void whatIsHeardInTheTermIsTakenIn() {
        publish("1");
        assertThat(intake.messages()).containsExactly("1");
    }

    @Test
    void whatIsHeardAfterTheTermIsNot() {
        nanos.addAndGet(LENGTH.toNanos());
        publish("1");
        assertThat(intake.messages()).isEmpty();
    }

    @Test
    void inANewTermTheOldSubscriptionTakesNothingIn() {
        redis.getBucket("lease-of-" + channel).delete();
        nanos.addAndGet(LENGTH.toNanos());
        assertThat(lease.hold()).isEqualTo(Lease.Hold.TAKEN);
        publish("1");
        assertThat(intake.messages()).isEmpty();
        listening.end();
        listening.begin(lease.term());
        publish("2");
        Awaitility.await().untilAsserted(() -> assertThat(intake.messages()).containsExactly("2"));
    }

    @Test
    void afterTheEndNothingIsTakenIn() {
        listening.end();
        publish("1");
        assertThat(intake.messages()).isEmpty();
    }
}
