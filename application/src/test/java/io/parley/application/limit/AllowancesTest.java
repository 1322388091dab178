package io.parley.application.limit;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import io.parley.application.ManualClock;
import io.parley.domain.limit.Rate;

import static org.assertj.core.api.Assertions.assertThat;

class AllowancesTest {
    private static final Rate RATE = new Rate(100, Duration.ofMillis(100));

    private final ManualClock clock = new ManualClock();
    private final InMemoryBuckets buckets = new InMemoryBuckets(clock);
    private final Allowances here = new Allowances(buckets, clock);
    private final Allowances there = new Allowances(buckets, clock);

    private long passes(int times, Allowances... nodes) {
        return IntStream.range(0, times).filter(i -> nodes[i % nodes.length].take("ada", RATE).isEmpty()).count();
    }

    @Test
    void atOnceTheBurstPassesWhereverItIsAskedFor() {
        assertThat(passes(300, here)).isEqualTo(100);
    }

    @Test
    void onTwoNodesNoMoreThanTheBurstPasses() {
        assertThat(passes(300, here, there)).isLessThanOrEqualTo(100).isGreaterThan(80);
    }

    @Test
    void whoSaysMuchDoesNotCostARoundTripEachTime() {
        passes(100, here);
        assertThat(buckets.faults().calls("take")).isLessThan(20);
    }

    @Test
    void whoSaysLittleTakesNoMoreThanHeUses() {
        Rate slow = new Rate(10, Duration.ofSeconds(1));
        for (int i = 0; i < 100; i++) {
            clock.advance(Duration.ofMillis(1_001));
            assertThat(here.take("ada", slow)).isEmpty();
        }
    }

    @Test
    void whoIsRefusedIsToldHowLongAndPassesThen() {
        passes(100, here);
        Duration wait = here.take("ada", RATE).orElseThrow();
        clock.advance(wait);
        assertThat(here.take("ada", RATE)).isEmpty();
    }

    @Test
    void inTheLongRunNoMoreThanTheRatePassesOnAnyNumberOfNodes() {
        long passed = 0;
        for (int i = 0; i < 2_000; i++) {
            clock.advance(Duration.ofMillis(ThreadLocalRandom.current().nextInt(1, 20)));
            passed += passes(1, ThreadLocalRandom.current().nextBoolean() ? here : there);
        }
        long elapsed = Duration.between(ManualClock.START, clock.instant()).toMillis();
        assertThat(passed).isLessThanOrEqualTo(100 + elapsed / 100);
    }

    @Test
    void whileTheStoreIsAwayWhoeverAsksPasses() {
        buckets.faults().storeIsAwayAt("take");
        assertThat(passes(300, here)).isEqualTo(300);
    }

    @Test
    void oneUserDoesNotUseUpAnothers() {
        passes(100, here);
        assertThat(here.take("bob", RATE)).isEmpty();
    }
}
