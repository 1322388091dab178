package io.parley.adapters.cel;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.parley.application.rule.CompiledRule;
import io.parley.application.rule.Question;
import io.parley.domain.channel.Rule;
import io.parley.domain.refusal.ErrorCode;
import io.parley.domain.refusal.Outcome;
import io.parley.domain.refusal.Refusal;

import static io.parley.adapters.cel.Scene.LANGUAGE;
import static io.parley.adapters.cel.Scene.refusal;
import static org.assertj.core.api.Assertions.assertThat;

/** How a text that means nothing is refused: with the place, with what was expected there, and with what came. */
class RuleMistakesTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            auth.uid === 'x'                  | 11 | an expression or an operator              | =
            auth.uid = 'x'                    |  9 | an expression or an operator              | =
            auth.uid ==                       | 11 | an expression                             | the end
            auth.uid == 'a' 'b'               | 16 | an operator or the end                    | 'b'
            (auth.uid == 'a'                  | 16 | ')'                                       | the end
            auth.uid == 'a)                   | 12 | a text between quotes                     | 'a)
            [1, 2                             |  5 | ']' or ','                                | the end
            true ? false                      | 12 | an operator or ':'                        | the end
            auth..uid                         |  5 | an expression                             | ..
            nobody.uid == 'a'                 |  0 | auth, data, channel, captured             | nobody
            true && now() > 1                 |  8 | a function of the language                | now
            data.members.has('a')             | 13 | a function of the language                | has
            channel.includes('a')             |  8 | what includes takes                       | string.(string)
            1 + 'a' == 2                      |  2 | what + takes                              | (int, string)
            channel == 1                      |  8 | what == takes                             | (string, int)
            'a' in channel                    |  4 | what in takes                             | (string, string)
            channel.id == 'a'                 |  7 | something with fields                     | string
            has(auth)                         |  3 | a field, as in has(data.members)          | something else
            if                                |  0 | a name that is not reserved               | if
            99999999999999999999 == 1         |  0 | a number of 64 bits                       | 99999999999999999999
            channel.matches('(')              | 16 | a regular expression                      | missing closing )
            channel.matches(auth.uid)         | 20 | a pattern between quotes                  | one that is not known yet
            1 + 1                             |  0 | a condition                               | a value of type int
            'yes'                             |  0 | a condition                               | a value of type string
            captured                          |  0 | a condition                               | a value of type map
            """)
    void aMistakeHasAPlaceAndSaysWhatWasExpectedThere(String text, int position, String expected, String got) {
        assertThat(refusal(text, Question.ENTER).details()).containsEntry("position", position).containsEntry("expected", expected)
                .containsEntry("got", got);
    }

    @Test
    void aMistakeIsAnInvalidMessageInOneSentence() {
        Refusal refusal = refusal("auth.uid === 'x'", Question.ENTER);
        assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_MESSAGE);
        assertThat(refusal.message()).isEqualTo("Expected an expression or an operator at character 11 of the rule, got =");
    }

    @Test
    void aFilterThatSpeaksOfItsReceiverIsRefusedWhereItDoes() {
        assertThat(refusal("message.data.to == auth.uid", Question.FILTER).message())
                .isEqualTo("Expected message at character 19 of the rule, got auth");
    }

    @Test
    void thePlaceIsCountedInCharactersOverLines() {
        assertThat(refusal("true &&\n\t nobody", Question.ENTER).details()).containsEntry("position", 10);
    }

    @Test
    void thePlaceIsCountedAsTheTextIsIndexed() {
        String text = "'😀😀' == nobody";
        assertThat(refusal(text, Question.ENTER).details()).containsEntry("position", text.indexOf("nobody"));
    }

    @Property(tries = 2_000)
    void everyTextIsARuleOrRefusedInOneBoundedLine(@ForAll @From("texts") String text) {
        if (LANGUAGE.compile(new Rule(text), Question.PUBLISH) instanceof Outcome.Refused<CompiledRule>(Refusal refusal)) {
            assertThat(refusal.message()).hasSizeLessThan(400).doesNotContainPattern("[\\p{Cntrl}\\u2028\\u2029]");
            assertThat((int) refusal.details().get("position")).isBetween(0, text.length());
            assertThat(refusal.details()).containsOnlyKeys("position", "expected", "got");
        }
    }

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> pieces = Arbitraries.of("auth", "data", "message", ".", "uid", "members", "includes", "(", ")", "[", "]", "{",
                "}", "'", "\"",
                "==", "=", "!", "&&", "||", "?", ":", ",", "1", "1.5e", "0x", "u", " ", "\n", "\r", "\t", "\\", "null", "in", "exists",
                "map", "x", "😀", "\uD800",
                "\0", "\u2028", "matches('", "{9}", "has", "`", "//", "%s", "-", "+", "*", "true");
        return Arbitraries.oneOf(pieces.list().ofMinSize(1).ofMaxSize(40).map(list -> String.join("", list)),
                Arbitraries.strings().ofMinLength(1).ofMaxLength(100)).filter(text -> !text.isBlank() && text.length() <= Rule.MAX_LENGTH);
    }
}
