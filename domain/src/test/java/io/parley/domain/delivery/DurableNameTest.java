package io.parley.domain.delivery;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class DurableNameTest {
    @ParameterizedTest
    @ValueSource(strings = {"a", "worker-1", "app:inbox.v2_x", "-", "0123456789012345678901234567890123456789012345678901234567890123"})
    void aNameIsOne(String name) {
        assertThat(new DurableName(name)).hasToString(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "ä", "a/b", "a\n", "\u0000",
            "01234567890123456789012345678901234567890123456789012345678901234"})
    void anythingElseIsNone(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> new DurableName(name)).withMessageContaining(DurableName.FORM);
    }
}
