package io.parley.domain.delivery;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PayloadTest {
    @Test
    void theTextComesOutAsItWentIn() {
        String json = "{\"a\" :\t1.50, \"a\": \"\\n \\u00e4 ä 🦊\"}";
        assertThat(Payload.ofJson(json).json()).isEqualTo(json);
    }

    @Test
    void theBytesAreThoseOfUtf8() {
        assertThat(Payload.ofJson("\"ä🦊\"").utf8()).isEqualTo("\"ä🦊\"".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void theBytesAreSharedNotCopied() {
        byte[] bytes = "42".getBytes(StandardCharsets.UTF_8);
        assertThat(Payload.ofUtf8(bytes).utf8()).isSameAs(bytes);
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
}
