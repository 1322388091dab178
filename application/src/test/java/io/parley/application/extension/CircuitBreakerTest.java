package io.parley.application.extension;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Whether an extension is asked, after three time-outs in a row and for ten seconds. */
class CircuitBreakerTest {
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    private static final Instant RESTED = START.plusSeconds(10);

    private final CircuitBreaker breaker = new CircuitBreaker(3, Duration.ofSeconds(10));

    private void timesOut(int times) {
        IntStream.range(0, times).forEach(_ -> {
            assertThat(breaker.admits(START)).isTrue();
            breaker.timedOut(START);
        });
    }

    @Test
    void lessThanTheMostTimeOutsSuspendNothing() {
        timesOut(2);
        assertThat(breaker.admits(START)).isTrue();
    }

    @Test
    void theMostTimeOutsInARowSuspend() {
        timesOut(3);
        assertThat(breaker.admits(START)).isFalse();
        assertThat(breaker.admits(RESTED.minusNanos(1))).isFalse();
    }

    @Test
    void anAnswerBetweenThemBeginsTheRowAnew() {
        timesOut(2);
        breaker.answered();
        timesOut(2);
        assertThat(breaker.admits(START)).isTrue();
    }

    @Test
    void afterItsRestOneQuestionIsLetThroughAndNoOtherUntilItsFateIsKnown() {
        timesOut(3);
        assertThat(breaker.admits(RESTED)).isTrue();
        assertThat(breaker.admits(RESTED)).isFalse();
    }

    @Test
    void theOneThatIsAnsweredEndsIt() {
        timesOut(3);
        breaker.admits(RESTED);
        breaker.answered();
        assertThat(breaker.admits(RESTED)).isTrue();
        assertThat(breaker.admits(RESTED)).isTrue();
    }

    @Test
    void theOneThatTimesOutSuspendsAgain() {
        timesOut(3);
        breaker.admits(RESTED);
        breaker.timedOut(RESTED);
        assertThat(breaker.admits(RESTED.plusSeconds(9))).isFalse();
        assertThat(breaker.admits(RESTED.plusSeconds(10))).isTrue();
    }

    @Test
    void theOneThatWasNotAskedLeavesTheTurnToTheNext() {
        timesOut(3);
        breaker.admits(RESTED);
        breaker.unused();
        assertThat(breaker.admits(RESTED)).isTrue();
    }
}
