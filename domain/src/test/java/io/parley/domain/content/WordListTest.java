package io.parley.domain.content;

import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** Which words are found, and what is left of them. */
class WordListTest {
    private final WordList list = new WordList(List.of("bad", "Straße", "evil2", " ﬁne "), WordList.Action.MASK);

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {"bad|***", "so bad!|so ***!", "BAD Bad bAd|*** *** ***",
            "bad-evil2|***-*****",
            "ｂａｄ|***", "ⓑⓐⓓ|***", "𝐛𝐚𝐝|***", "b\u200Bad|****", "\u00ADbad\u200D|*****", "STRASSE|*******", "strasse|*******",
            "Fine|****",
            "🦊bad🦊|🦊***🦊", "<b>bad</b>|<b>***</b>"})
    void aWordIsMaskedHoweverItIsWritten(String text, String masked) {
        assertThat(list.mask(text)).isEqualTo(masked);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "good", "badge", "abad", "bad2", "bäd", "b ad", "evil", "baḑ", "悪い", "\ud83e"})
    void partsOfWordsAndOtherWordsStay(String text) {
        assertThat(list.mask(text)).isSameAs(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "two words", "b*d", "!"})
    void whatIsNotOneWordCannotBeOnTheList(String word) {
        assertThatIllegalArgumentException().isThrownBy(() -> new WordList(List.of(word), WordList.Action.REFUSE));
    }

    @Test
    void listsAndWordsAreBounded() {
        String longest = "x".repeat(WordList.MAX_WORD_LENGTH);
        assertThat(new WordList(List.of(longest), WordList.Action.REFUSE).mask(longest)).isEqualTo("*".repeat(WordList.MAX_WORD_LENGTH));
        assertThatIllegalArgumentException().isThrownBy(() -> new WordList(List.of(longest + "x"), WordList.Action.REFUSE));
        assertThatIllegalArgumentException().isThrownBy(() -> new WordList(List.of(), WordList.Action.REFUSE));
        assertThatIllegalArgumentException().isThrownBy(() -> new WordList(
                IntStream.rangeClosed(0, WordList.MAX_WORDS).mapToObj(i -> "w" + i).toList(), WordList.Action.REFUSE));
    }
}
