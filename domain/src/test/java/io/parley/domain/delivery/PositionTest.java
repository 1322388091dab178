package io.parley.domain.delivery;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class PositionTest {
    @Test
    void offsetZeroMeansNothingYet() {
        assertThat(new Position("e", 0).offset()).isZero();
    }

    @Test
    void anOffsetIsNeverNegative() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Position("e", -1));
    }

    @Test
    void anOffsetWithoutItsEpochMeansNothing() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Position("", 1));
    }

    @Test
    void theSameOffsetOfAnotherEpochIsAnotherPosition() {
        assertThat(new Position("e", 1)).isNotEqualTo(new Position("f", 1));
    }
}
