package io.parley.adapters.wire;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.parley.application.protocol.ClientCommand;
import io.parley.application.protocol.ServerMessage;
import io.parley.domain.channel.ChannelId;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.delivery.Message;
import io.parley.domain.identity.RealmId;
import io.parley.domain.payload.Payload;

import static org.assertj.core.api.Assertions.assertThat;

/** {@code data} goes from a client's frame to every other client's as the bytes that came. */
class DataOnTheWireTest {
    private static Payload read(String data, String behind) {
        return ((ClientCommand.Publish) Frames
                .command("{\"type\":\"message\",\"channel\":\"a\",\"event\":\"e\",\"data\":" + data + behind + "}")).data();
    }

    private static Payload read(String data) {
        return read(data, "");
    }

    private static String written(Payload data) {
        Message message = new Message(new ChannelId(RealmId.DEFAULT, new ChannelName("a")), "e", data, MessagesOnTheWireTest.AT,
                Optional.empty());
        byte[] frame = Frames.FORMAT.encode(new ServerMessage.Event(message, Optional.empty(), message.channel().name()));
        return new String(frame, StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "true", "false", "0", "-0", "1.00", "1e5", "-1.50E+007", "0.1000000000000000055511151231257827",
            "123456789012345678901234567890", "\"\"", "\" a  b\\t \"", "\"\\n\\r\\u0000\\\\\\\"\\/\"", "\"ä ß 漢字 🦊\u2028\"",
            "\"\\ud83e\\udd8a\"",
            "\"\\ud83e\"", "\"\\u00e4\"", "{}", "[]", "{ }", "[ ]", "{\"b\":1,\"a\":2}", "{\"a\":1,\"a\":2}", "{ \"a\" :\t[ 1 ,2 ] }",
            "{\"id\":1,\"type\":\"auth\",\"data\":{\"data\":[{}]}}", "[[[1],[]],[{}]]", "\"}\"", "{\"a\":\"]}\\\"}\"}"})
    void dataIsReadByteForByte(String json) {
        assertThat(read(json).bytes()).isEqualTo(json.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "1.00", "\"x\"", "{\"a\":1}", "[1]", "true"})
    void whereDataEndsDoesNotDependOnWhatFollows(String json) {
        assertThat(read(json, " \t, \"id\":1").json()).isEqualTo(json);
    }

    @Test
    void lineBreaksOutsideStringsAreRemoved() {
        assertThat(read("{\r\n  \"a\": [\n1,\r2\n]\n}").json()).isEqualTo("{  \"a\": [1,2]}");
    }

    @Test
    void escapedLineBreaksInsideStringsAreKept() {
        assertThat(read("\"a\\nb\\r\\nc\"").json()).isEqualTo("\"a\\nb\\r\\nc\"");
    }

    @Test
    void aRawLineBreakInsideAStringIsAMistake() {
        assertThat(Frames.pathIn("{\"type\":\"message\",\"channel\":\"a\",\"event\":\"e\",\"data\":\"a\nb\"}")).isEqualTo("$");
    }

    @Test
    void aRawLineBreakInsideANestedStringIsAMistake() {
        assertThat(Frames.pathIn("{\"type\":\"message\",\"channel\":\"a\",\"event\":\"e\",\"data\":{\"x\":[\"a\nb\"]}}")).isEqualTo("$");
    }

    @Test
    void aLotOfDataIsReadByteForByte() {
        String json = "[\"" + "ä🦊\\n x".repeat(10_000) + "\"]";
        assertThat(read(json).json()).isEqualTo(json);
    }

    @Test
    void ofTwoDataTheLaterCounts() {
        assertThat(read("1", ",\"data\":[2]").json()).isEqualTo("[2]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "1.00", "{\"b\":1,\"a\":{\"b\":[ ]},\"b\":2}", "\"\\n\\u0000\\ud83e \"", "\"ä 漢字 🦊 \u2028\"",
            "[ 1 ,\t2 ]"})
    void dataIsWrittenByteForByte(String json) {
        assertThat(written(Payload.ofJson(json)))
                .isEqualTo("{\"type\":\"message\",\"channel\":\"a\",\"event\":\"e\",\"data\":" + json
                        + ",\"timestamp\":\"2026-03-01T12:00:00.123Z\"}");
    }

    @Test
    void aLotOfDataIsWrittenByteForByte() {
        String json = "[\"" + "ä🦊\\n x".repeat(10_000) + "\"]";
        assertThat(written(Payload.ofJson(json))).contains("\"data\":" + json + ",\"timestamp\"");
    }
}
