package io.parley.adapters.postgres;

import java.nio.charset.StandardCharsets;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import static org.assertj.core.api.Assertions.assertThat;

class StoredTextPropertiesTest {
    /** Any characters, and often those that PostgreSQL does not take. */
    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.oneOf(Arbitraries.strings().all(),
                Arbitraries.strings().withChars('\0', '\u001B', '0', 'a', '\ud83e', '\udd8a', '\ue03e').ofMaxLength(12));
    }

    @Property
    void aTextIsTheSameAfterItWasKept(@ForAll("texts") String text) {
        assertThat(StoredText.read(StoredText.of(text))).isEqualTo(text);
    }

    @Property
    void whatIsStoredIsUtf8WithoutAZero(@ForAll("texts") String text) {
        String stored = StoredText.of(text);
        assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(stored)).isTrue();
        assertThat(stored).doesNotContain("\0");
    }

    @Property
    void whatIsStoredIsAtMostTwiceAsLong(@ForAll("texts") String text) {
        assertThat(StoredText.of(text).length()).isLessThanOrEqualTo(2 * text.length());
    }
}
