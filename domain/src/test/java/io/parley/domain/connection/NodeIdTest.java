package io.parley.domain.connection;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class NodeIdTest {
    @ParameterizedTest
    @ValueSource(strings = {"n", "hub-1.example.org", "A_9", "-"})
    void aNodeIdIsMadeOfLettersDigitsDotsUnderscoresAndHyphens(String value) {
        assertThat(new NodeId(value)).hasToString(value);
    }

    @Test
    void aNodeIdMayHaveSixtyFourCharacters() {
        assertThat(new NodeId("n".repeat(64)).value()).hasSize(64);
    }

    @Test
    void aNodeIdMayNotHaveSixtyFiveCharacters() {
        assertThatIllegalArgumentException().isThrownBy(() -> new NodeId("n".repeat(65)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a:b", "a/b", "ä", "n\n"})
    void anythingElseIsNoNodeId(String value) {
        assertThatIllegalArgumentException().isThrownBy(() -> new NodeId(value));
    }
}
