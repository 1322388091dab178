package io.parley.application.connection;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import io.parley.application.ManualClock;
import io.parley.application.time.ManualTimers;

import static org.assertj.core.api.Assertions.assertThat;

class AlarmTest {
    private final ManualClock clock = new ManualClock();
    private final ManualTimers timers = new ManualTimers(clock);
    private final List<Instant> rings = new ArrayList<>();
    private final Alarm alarm = new Alarm(timers, () -> rings.add(clock.instant()));

    private static Instant at(long second) {
        return ManualClock.START.plusSeconds(second);
    }

    private void setTo(long second) {
        alarm.set(Optional.of(at(second)));
    }

    @Test
    void itRingsAtTheDeadline() {
        setTo(10);
        timers.advance(Duration.ofSeconds(30));
        assertThat(rings).containsExactly(at(10));
    }

    @Test
    void aDeadlineThatComesNearerRingsEarlier() {
        setTo(10);
        setTo(5);
        timers.advance(Duration.ofSeconds(30));
        assertThat(rings).containsExactly(at(5));
    }

    @Test
    void aDeadlineThatMovesAwayCostsNoNewTimer() {
        setTo(10);
        setTo(20);
        assertThat(timers.pending()).containsExactly(at(10));
    }

    @Test
    void afterAnEarlyRingItIsSetToWhereTheDeadlineWent() {
        setTo(10);
        setTo(20);
        timers.advance(Duration.ofSeconds(10));
        alarm.rung();
        setTo(20);
        timers.advance(Duration.ofSeconds(30));
        assertThat(rings).containsExactly(at(10), at(20));
    }

    @Test
    void aNearerDeadlineTakesTheOldTimerAway() {
        setTo(10);
        setTo(5);
        assertThat(timers.pending()).containsExactly(at(5));
    }

    @Test
    void withoutADeadlineItDoesNotRing() {
        setTo(10);
        alarm.set(Optional.empty());
        timers.advance(Duration.ofSeconds(30));
        assertThat(rings).isEmpty();
    }

    @Test
    void withoutADeadlineNoTimerIsLeft() {
        setTo(10);
        alarm.set(Optional.empty());
        assertThat(timers.pending()).isEmpty();
    }

    @Test
    void itMayBeSetAgainAfterItWasTakenAway() {
        setTo(10);
        alarm.set(Optional.empty());
        setTo(20);
        timers.advance(Duration.ofSeconds(30));
        assertThat(rings).containsExactly(at(20));
    }

    @Test
    void howeverOftenTheDeadlineMovesThereIsOneTimer() {
        for (int second = 100; second > 0; second--) {
            setTo(second);
            setTo(second + 50);
        }
        assertThat(timers.pending()).containsExactly(at(1));
    }
}
