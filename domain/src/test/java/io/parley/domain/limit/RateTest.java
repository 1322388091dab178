package io.parley.domain.limit;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class RateTest {
    @Test
    void soManyInATimeAreOneInItsShare() {
        assertThat(Rate.of(100, Duration.ofMinutes(1))).isEqualTo(new Rate(100, Duration.ofMillis(600)));
    }

    @Test
    void whatIsNeverOrAlwaysIsNoRate() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Rate(0, Duration.ofSeconds(1)));
        assertThatIllegalArgumentException().isThrownBy(() -> new Rate(1, Duration.ZERO));
    }

    @Test
    void aBurstThatTakesMoreThanAYearToComeAgainIsNoRate() {
        assertThat(new Rate(366, Duration.ofDays(1)).burst()).isEqualTo(366);
        assertThatIllegalArgumentException().isThrownBy(() -> new Rate(367, Duration.ofDays(1)));
        assertThatIllegalArgumentException().isThrownBy(() -> new Rate(Integer.MAX_VALUE, Duration.ofSeconds(Long.MAX_VALUE)));
    }
}
