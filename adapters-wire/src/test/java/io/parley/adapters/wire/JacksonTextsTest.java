package io.parley.adapters.wire;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.parley.domain.payload.Payload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** What is changed in a payload, and what is not. */
class JacksonTextsTest {
    private static final UnaryOperator<String> SHOUT = text -> text.equals("hi") ? "HI" : text;

    private final JacksonTexts texts = new JacksonTexts();

    private String changed(String json) {
        return texts.change(Payload.ofJson(json), SHOUT).json();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', value = {"\"hi\";\"HI\"", "[\"hi\", 1.00 ,\"hi\"];[\"HI\", 1.00 ,\"HI\"]",
            "{\"hi\" : \"hi\"};{\"hi\" : \"HI\"}", "{\"a\":[{\"b\":\"hi\"}],\"a\":\"ho\\/\"};{\"a\":[{\"b\":\"HI\"}],\"a\":\"ho\\/\"}",
            "[\"\\u0068i\"];[\"HI\"]", " \"hi\" ; \"HI\" ", "[\"ä\",\"hi\",\"🦊\"];[\"ä\",\"HI\",\"🦊\"]"})
    void everyTextIsChangedAndNothingElse(String json, String expected) {
        assertThat(changed(json)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "1e5", "{\"b\":1.00,\"a\" : {\"b\":[ ]},\"b\":2}", "\"\\/\\u00e4\\ud83e\"", "[\"ho\"]"})
    void whereNoTextChangesThePayloadItselfComesBack(String json) {
        Payload data = Payload.ofJson(json);
        assertThat(texts.change(data, SHOUT)).isSameAs(data);
    }

    @Test
    void textsAreShownWithTheirEscapesResolved() {
        List<String> seen = new ArrayList<>();
        texts.change(Payload.ofJson("{\"no\":[\"a\\n\\u00e4\",{\"x\":\"\\\"\"}]}"), text -> {
            seen.add(text);
            return text;
        });
        assertThat(seen).containsExactly("a\nä", "\"");
    }

    @Test
    void aNewTextIsEscaped() {
        assertThat(texts.change(Payload.ofJson("\"hi\""), _ -> "\"\n\\\u0000ä").json()).isEqualTo("\"\\\"\\n\\\\\\u0000ä\"");
    }

    @Test
    void bytesArePassedOnAsTheyAre() {
        Payload bytes = Payload.ofBinary("\"hi\"".getBytes(StandardCharsets.UTF_8));
        assertThat(texts.change(bytes, SHOUT)).isSameAs(bytes);
        assertThat(texts.oneLine(bytes)).isSameAs(bytes);
    }

    @Test
    void lineBreaksBetweenValuesAreLeftOut() {
        assertThat(texts.oneLine(Payload.ofJson("{\r\n\"a\": [\n1]}"))).isEqualTo(Payload.ofJson("{\"a\": [1]}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "{", "nul", "1 2", "{} {}", "{\"a\":}", "\"a", "[1,]", "]", "'a'", "\"\n\"", "1x", "\uFEFF1"})
    void whatIsNotOneValueIsRefused(String json) {
        assertThatIllegalArgumentException().isThrownBy(() -> texts.oneLine(Payload.ofJson(json)));
    }

    @Test
    void whatIsTooDeepIsRefused() {
        assertThat(texts.oneLine(nested(Json.MAX_DEPTH))).isEqualTo(nested(Json.MAX_DEPTH));
        assertThatIllegalArgumentException().isThrownBy(() -> texts.oneLine(nested(Json.MAX_DEPTH + 1)));
    }

    @Test
    void whatIsNotUtf8IsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> texts.oneLine(Payload.ofUtf8(new byte[]{'"', (byte) 0xff, '"'})));
    }

    private static Payload nested(int depth) {
        return Payload.ofJson("[".repeat(depth) + "]".repeat(depth));
    }
}
