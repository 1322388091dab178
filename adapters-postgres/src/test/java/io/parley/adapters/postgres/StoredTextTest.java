package io.parley.adapters.postgres;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class StoredTextTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "ada", "auth0|Jörg", "a\\0b", "a\nb", "🦊", "漢字", "\u0001\uffff\ue000", "'\"%s$1:now"})
    void ordinaryTextStaysAsItIs(String text) {
        assertThat(StoredText.of(text)).isEqualTo(text);
    }

    @Test
    void aZeroCharacterIsEscaped() {
        assertThat(StoredText.of("a\u0000b")).isEqualTo("a\u001B0b");
    }

    @Test
    void theEscapeItselfIsEscaped() {
        assertThat(StoredText.of("a\u001B0b")).isEqualTo("a\u001B\u001B0b");
    }

    @Test
    void halfASurrogatePairIsEscaped() {
        assertThat(StoredText.of("a\ud83e")).isEqualTo("a\u001B\ue03e");
    }

    @Test
    void thePairBesideAHalfStaysAsItIs() {
        assertThat(StoredText.of("🦊\ud83e🦊")).isEqualTo("🦊\u001B\ue03e🦊");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u001B", "a\u001B"})
    void anEscapeAtTheEndThatNobodyHereWroteIsReadAsItIs(String stored) {
        assertThat(StoredText.read(stored)).isEqualTo(stored);
    }
}
