package io.parley.domain.payload;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class PayloadTest {
    @Test
    void theTextComesOutAsItWentIn() {
        String json = "{\"a\" :\t1.50, \"a\": \"\\n \\u00e4 ä 🦊\"}";
        assertThat(Payload.ofJson(json).json()).isEqualTo(json);
    }

    @Test
    void theBytesAreThoseOfUtf8() {
        assertThat(Payload.ofJson("\"ä🦊\"").bytes()).isEqualTo("\"ä🦊\"".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void theBytesAreSharedNotCopied() {
        byte[] bytes = "42".getBytes(StandardCharsets.UTF_8);
        assertThat(Payload.ofUtf8(bytes).bytes()).isSameAs(bytes);
    }

    @Test
    void payloadsOfTheSameBytesAreEqual() {
        assertThat(Payload.ofJson("[1]")).isEqualTo(Payload.ofJson("[1]")).hasSameHashCodeAs(Payload.ofJson("[1]"));
    }

    @Test
    void theSameValueInAnotherSpellingIsAnotherPayload() {
        assertThat(Payload.ofJson("[1]")).isNotEqualTo(Payload.ofJson("[ 1]"));
    }

    @Test
    void aLogLineShowsTheSizeAndNotTheContent() {
        assertThat(Payload.ofJson("\"secret\"")).hasToString("8 bytes");
    }

    @Test
    void nothingIsJsonsNull() {
        assertThat(Payload.NULL.json()).isEqualTo("null");
    }

    // Bytes that are no JSON

    @Test
    void bytesAreBytesAndJsonIsNot() {
        assertThat(Payload.ofBinary(new byte[]{1}).isBinary()).isTrue();
        assertThat(Payload.ofJson("1").isBinary()).isFalse();
    }

    @Test
    void bytesAreSharedNotCopied() {
        byte[] bytes = {0, -1, 10};
        assertThat(Payload.ofBinary(bytes).bytes()).isSameAs(bytes);
    }

    @Test
    void asJsonBytesAreAStringInBase64() {
        assertThat(Payload.ofBinary(new byte[]{0, -1, 10, -2}).json()).isEqualTo("\"AP8K/g==\"");
    }

    @Test
    void noBytesAreAnEmptyString() {
        assertThat(Payload.ofBinary(new byte[0]).json()).isEqualTo("\"\"");
    }

    @Test
    void bytesAreNotTheJsonOfTheSameBytes() {
        assertThat(Payload.ofBinary("1".getBytes(StandardCharsets.UTF_8))).isNotEqualTo(Payload.ofJson("1"))
                .isEqualTo(Payload.ofBinary("1".getBytes(StandardCharsets.UTF_8)));
    }

    // Out of a larger text

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {"[1, 2]|[1, 2]", "{ \\n\"a\":\\r\\n1 }|{ \"a\":1 }", "\\n1\\n|1"})
    void lineBreaksAreLeftOutAndNothingElse(String written, String kept) {
        byte[] frame = ("<<" + written.replace("\\n", "\n").replace("\\r", "\r") + ">>").getBytes(StandardCharsets.UTF_8);
        assertThat(Payload.cutFrom(frame, 2, frame.length - 2)).isEqualTo(Payload.ofJson(kept));
    }

    @Test
    void whatIsCutOutIsACopy() {
        byte[] frame = "<1>".getBytes(StandardCharsets.UTF_8);
        Payload cut = Payload.cutFrom(frame, 1, 2);
        frame[1] = '2';
        assertThat(cut).isEqualTo(Payload.ofJson("1"));
    }

    @Test
    void aTextInAnotherEncodingDoesNotBeginAsUtf8() {
        assertThat(Stream.of("\uFEFF1".getBytes(StandardCharsets.UTF_8), "12".getBytes(StandardCharsets.UTF_16BE),
                "12".getBytes(StandardCharsets.UTF_16LE), "12".getBytes(StandardCharsets.UTF_16))).noneMatch(Payload::beginsAsUtf8);
    }

    @Test
    void aTextInUtf8BeginsAsOne() {
        assertThat(Stream.of("1", "12", "{}", "\"ä\"", "").map(text -> text.getBytes(StandardCharsets.UTF_8)))
                .allMatch(Payload::beginsAsUtf8);
    }
}
