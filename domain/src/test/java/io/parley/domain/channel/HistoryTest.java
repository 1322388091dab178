package io.parley.domain.channel;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class HistoryTest {
    @Test
    void aHistoryWithSizeAndAgeIsKept() {
        assertThat(new History(1, Duration.ofNanos(1)).kept()).isTrue();
    }

    @Test
    void noHistoryIsNotKept() {
        assertThat(History.NONE.kept()).isFalse();
    }

    @Test
    void aSizeWithoutAnAgeIsNoHistory() {
        assertThatIllegalArgumentException().isThrownBy(() -> new History(100, Duration.ZERO));
    }

    @Test
    void anAgeWithoutASizeIsNoHistory() {
        assertThatIllegalArgumentException().isThrownBy(() -> new History(0, Duration.ofHours(1)));
    }

    @Test
    void aNegativeSizeIsNoHistory() {
        assertThatIllegalArgumentException().isThrownBy(() -> new History(-1, Duration.ofHours(1)));
    }

    @Test
    void aNegativeAgeIsNoHistory() {
        assertThatIllegalArgumentException().isThrownBy(() -> new History(1, Duration.ofHours(-1)));
    }
}
