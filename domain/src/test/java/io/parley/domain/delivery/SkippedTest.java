package io.parley.domain.delivery;

import java.util.Optional;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SkippedTest {
    private static Skipped at(String epoch, long offset) {
        return Skipped.one(Optional.of(new Position(epoch, offset)));
    }

    private static Skipped nowhere() {
        return Skipped.one(Optional.empty());
    }

    private static Skipped together(String epoch, long from, long to, long count) {
        return new Skipped(Optional.of(new Skipped.Range(epoch, from, to)), count);
    }

    @Test
    void oneMessageIsARangeOfOne() {
        assertThat(at("e", 7)).isEqualTo(together("e", 7, 7, 1));
    }

    @Test
    void whatFollowsMakesTheRangeLonger() {
        assertThat(at("e", 7).and(at("e", 8))).contains(together("e", 7, 8, 2));
    }

    @Test
    void whatWasForOthersLiesInTheRangeAndIsNotCounted() {
        assertThat(at("e", 7).and(at("e", 12))).contains(together("e", 7, 12, 2));
    }

    @Test
    void whatHasNoPositionIsCountedOnly() {
        assertThat(at("e", 7).and(nowhere())).contains(together("e", 7, 7, 2));
        assertThat(nowhere().and(at("e", 7))).contains(together("e", 7, 7, 2));
        assertThat(nowhere().and(nowhere())).contains(new Skipped(Optional.empty(), 2));
    }

    @Test
    void thereIsNoRangeFromOneEpochIntoAnother() {
        assertThat(at("e", 7).and(at("f", 1))).isEmpty();
    }
}
