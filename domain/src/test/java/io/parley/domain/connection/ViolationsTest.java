package io.parley.domain.connection;

import java.time.Instant;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class ViolationsTest {
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    private static Violations every(int millis, int count) {
        return IntStream.range(0, count).mapToObj(i -> START.plusMillis((long) i * millis)).reduce(Violations.NONE, Violations::and,
                (one, _) -> one);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 9})
    void upToNineAreNotTooMany(int count) {
        assertThat(every(1, count).tooMany()).isFalse();
    }

    @Test
    void tenAtOnceAreTooMany() {
        assertThat(every(0, 10).tooMany()).isTrue();
    }

    @Test
    void tenWithinAMinuteAreTooMany() {
        assertThat(every(6_666, 10).tooMany()).isTrue();
    }

    @Test
    void theTenthJustAMinuteAfterTheFirstIsOneOfNine() {
        assertThat(every(0, 9).and(START.plus(Violations.WINDOW)).tooMany()).isFalse();
    }

    @Test
    void theTenthJustBeforeAMinuteHasPassedIsOneTooMany() {
        assertThat(every(0, 9).and(START.plus(Violations.WINDOW).minusNanos(1)).tooMany()).isTrue();
    }

    @Test
    void oneEverySevenSecondsIsNeverTooMany() {
        assertThat(IntStream.rangeClosed(1, 1_000).mapToObj(count -> every(7_000, count))).noneMatch(Violations::tooMany);
    }

    @Test
    void whatIsOlderThanTheWindowIsForgotten() {
        assertThat(every(0, 9).and(START.plus(Violations.WINDOW)).recent()).containsExactly(START.plus(Violations.WINDOW));
    }

    @Test
    void aCleanRecordIsEmpty() {
        assertThat(Violations.NONE.recent()).isEmpty();
    }
}
