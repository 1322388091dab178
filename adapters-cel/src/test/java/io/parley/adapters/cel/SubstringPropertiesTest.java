package io.parley.adapters.cel;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;

import static org.assertj.core.api.Assertions.assertThat;

/** Whatever is looked for, the answer is the JDK's. */
class SubstringPropertiesTest {
    @Property
    void aTextContainsEachOfItsParts(@ForAll @CharRange(from = 'a', to = 'b') @StringLength(max = 300) String before,
            @ForAll @CharRange(from = 'a', to = 'b') @StringLength(min = 33, max = 60) String part,
            @ForAll @CharRange(from = 'a', to = 'b') @StringLength(max = 300) String after) {
        assertThat(Substring.isIn(before + part + after, part)).isTrue();
    }

    @Property
    void aTextContainsWhatTheJdkFindsInIt(@ForAll @CharRange(from = 'a', to = 'b') @StringLength(max = 20) String word,
            @ForAll @CharRange(from = 'a', to = 'b') @StringLength(max = 20) String other) {
        String text = word.repeat(20) + other;
        String wanted = (word.repeat(4) + other).repeat(2);
        assertThat(Substring.isIn(text, wanted)).isEqualTo(text.contains(wanted));
    }
}
