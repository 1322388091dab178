package io.parley.adapters.redis.ingest;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.StringCodec;

import io.parley.adapters.redis.Redis;
import io.parley.application.Unavailable;
import io.parley.devservices.testing.TestServers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** One holder at a time, who lets go by his own clock before another can take it. */
class LeaseTest {
    private static final Duration LENGTH = Duration.ofMinutes(6);

    private final RedissonClient redis = Redis.connect(TestServers.redisUrl());
    private final String key = "test-lease:" + UUID.randomUUID();
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 7); // A clock that only runs forward may run over.
    private final Lease ours = lease("ours", LENGTH);
    private final Lease theirs = lease("theirs", LENGTH);

    @AfterEach
    void disconnect() {
        if (!redis.isShutdown()) {
            redis.getBucket(key).delete();
            redis.shutdown();
        }
    }

    private Lease lease(String holder, Duration length) {
        return new Lease(redis, key, holder, length, nanos::get);
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    private void runsOutInRedis() {
        assertThat(redis.getBucket(key).delete()).isTrue();
    }

    @Test
    void theFirstWhoAsksTakesIt() {
        assertThat(ours.hold()).isEqualTo(Lease.Hold.TAKEN);
        assertThat(theirs.hold()).isEqualTo(Lease.Hold.ANOTHERS);
        assertThat(ours.isRunning(ours.term())).isTrue();
        assertThat(theirs.isRunning(theirs.term())).isFalse();
    }

    @Test
    void whoHasItKeepsIt() {
        ours.hold();
        long term = ours.term();
        pass(LENGTH.dividedBy(2));
        assertThat(ours.hold()).isEqualTo(Lease.Hold.KEPT);
        pass(LENGTH.dividedBy(2));
        assertThat(ours.isRunning(term)).isTrue();
        assertThat(theirs.hold()).isEqualTo(Lease.Hold.ANOTHERS);
    }

    @Test
    void renewingItBeginsItAnewInRedis() {
        ours.hold();
        redis.getBucket(key).expire(Duration.ofMinutes(1));
        pass(LENGTH.dividedBy(2));
        ours.hold();
        assertThat(redis.getBucket(key).remainTimeToLive()).isGreaterThan(Duration.ofMinutes(5).toMillis());
    }

    @Test
    void redisIsNotAskedBeforeAThirdOfItHasPassed() {
        ours.hold();
        runsOutInRedis();
        pass(LENGTH.dividedBy(4));
        assertThat(ours.hold()).isEqualTo(Lease.Hold.KEPT);
        pass(LENGTH.dividedBy(4));
        assertThat(ours.hold()).isEqualTo(Lease.Hold.TAKEN);
    }

    @Test
    void whoCannotRenewItLetsGoBeforeItRunsOutInRedis() {
        ours.hold();
        pass(LENGTH.minus(LENGTH.dividedBy(5)));
        assertThat(ours.isRunning(ours.term())).isTrue();
        pass(LENGTH.dividedBy(20));
        assertThat(ours.isRunning(ours.term())).isFalse();
        assertThat(theirs.hold()).isEqualTo(Lease.Hold.ANOTHERS);
    }

    @Test
    void whoWakesUpAfterAnotherTookItHasLostIt() {
        ours.hold();
        long term = ours.term();
        pass(LENGTH.multipliedBy(2));
        runsOutInRedis();
        assertThat(theirs.hold()).isEqualTo(Lease.Hold.TAKEN);
        assertThat(ours.isRunning(term)).isFalse();
        assertThat(ours.hold()).isEqualTo(Lease.Hold.ANOTHERS);
    }

    @Test
    void whoTakesItAgainBeginsANewTerm() {
        ours.hold();
        long term = ours.term();
        pass(LENGTH.multipliedBy(2));
        runsOutInRedis();
        assertThat(ours.hold()).isEqualTo(Lease.Hold.TAKEN);
        assertThat(ours.isRunning(term)).isFalse();
        assertThat(ours.isRunning(ours.term())).isTrue();
    }

    @Test
    void itRunsOutByItself() {
        assertThat(lease("brief", Duration.ofMillis(100)).hold()).isEqualTo(Lease.Hold.TAKEN);
        Awaitility.await().atMost(Duration.ofSeconds(5)).until(() -> theirs.hold() == Lease.Hold.TAKEN);
    }

    @Test
    void whoReleasesItLetsTheNextOneIn() {
        ours.hold();
        ours.release();
        assertThat(ours.isRunning(ours.term())).isFalse();
        assertThat(theirs.hold()).isEqualTo(Lease.Hold.TAKEN);
    }

    @Test
    void nobodyReleasesWhatIsAnothers() {
        ours.hold();
        theirs.release();
        assertThat(redis.getBucket(key, StringCodec.INSTANCE).get()).isEqualTo("ours");
    }

    @Test
    void whileRedisDoesNotAnswerTheTermGoesOnToItsEnd() {
        ours.hold();
        redis.shutdown();
        pass(LENGTH.dividedBy(2));
        assertThatExceptionOfType(Unavailable.class).isThrownBy(ours::hold);
        assertThat(ours.isRunning(ours.term())).isTrue();
        pass(LENGTH.dividedBy(2));
        assertThat(ours.isRunning(ours.term())).isFalse();
    }
}
