package io.parley.application.limit;

import java.time.Duration;
import java.util.UUID;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import io.parley.domain.limit.Rate;

import static org.assertj.core.api.Assertions.assertThat;

/** What every {@link Buckets} does, asked by two nodes. */
public abstract class BucketsContract {
    /** So slow that nothing is refilled while a test runs. */
    private static final Rate FIVE = new Rate(5, Duration.ofMinutes(1));

    private final String name = "bucket " + UUID.randomUUID();

    /** One of the nodes; both share the buckets. */
    protected abstract Buckets one();

    /** The other. */
    protected abstract Buckets other();

    /** Returns when that time has passed by the store's clock. */
    protected abstract void pass(Duration time);

    @Test
    void atFirstItIsFull() {
        assertThat(one().take(name, FIVE, 5).tokens()).isEqualTo(5);
        assertThat(one().take(name, FIVE, 1).tokens()).isZero();
    }

    @Test
    void whoWantsMoreThanThereIsGetsWhatThereIs() {
        assertThat(one().take(name, FIVE, 3).tokens()).isEqualTo(3);
        assertThat(other().take(name, FIVE, 3).tokens()).isEqualTo(2);
    }

    @Test
    void ofManyAtOnceOnNodesNoMoreThanTheBurstPass() {
        int passed = IntStream.range(0, 40).parallel().map(i -> (i % 2 == 0 ? one() : other()).take(name, FIVE, 1).tokens()).sum();
        assertThat(passed).isEqualTo(5);
    }

    @Test
    void whoIsRefusedIsToldHowLong() {
        one().take(name, FIVE, 5);
        Buckets.Grant refused = other().take(name, FIVE, 1);
        assertThat(refused.after()).isPositive().isLessThanOrEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void afterThatTimeOneMayPass() {
        Rate quick = new Rate(2, Duration.ofMillis(200));
        one().take(name, quick, 2);
        Duration wait = one().take(name, quick, 1).after();
        pass(wait);
        assertThat(one().take(name, quick, 1).tokens()).isEqualTo(1);
    }

    @Test
    void itFillsUpAndDoesNotRunOver() {
        Rate quick = new Rate(2, Duration.ofMillis(20));
        one().take(name, quick, 2);
        pass(Duration.ofMillis(200));
        assertThat(one().take(name, quick, 10).tokens()).isEqualTo(2);
    }

    @Test
    void anotherNameIsAnotherBucket() {
        one().take(name, FIVE, 5);
        assertThat(one().take(name + " too", FIVE, 1).tokens()).isEqualTo(1);
    }
}
