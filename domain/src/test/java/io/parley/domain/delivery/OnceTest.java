package io.parley.domain.delivery;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class OnceTest {
    @Test
    void aKeyHasUpTo128Characters() {
        assertThatCode(() -> new Once("user:ada", "k".repeat(128), "f")).doesNotThrowAnyException();
    }

    @Test
    void aKeyIsNeverEmptyNorLonger() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Once("user:ada", "", "f"));
        assertThatIllegalArgumentException().isThrownBy(() -> new Once("user:ada", "k".repeat(129), "f"));
    }
}
