package io.parley.adapters.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import io.parley.application.protocol.ClientCommand;
import io.parley.application.protocol.Decoded;
import io.parley.application.protocol.ServerMessage;
import io.parley.domain.channel.ChannelId;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.delivery.Delivery;
import io.parley.domain.delivery.Message;
import io.parley.domain.delivery.Position;
import io.parley.domain.delivery.Priority;
import io.parley.domain.identity.RealmId;
import io.parley.domain.identity.UserId;
import io.parley.domain.payload.Payload;
import io.parley.domain.refusal.ErrorCode;

import static io.parley.adapters.wire.Frames.FORMAT;
import static io.parley.adapters.wire.Frames.MIXED;
import static io.parley.adapters.wire.Frames.binary;
import static io.parley.adapters.wire.Frames.details;
import static io.parley.adapters.wire.Frames.id;
import static io.parley.adapters.wire.Frames.malformedBinary;
import static io.parley.adapters.wire.Frames.message;
import static org.assertj.core.api.Assertions.assertThat;

/** Bytes that are no JSON: as they are where the transport carries bytes, as Base64 everywhere else. */
class BinaryFramesTest {
    private static final ChannelName CHAT = new ChannelName("chat:x");
    private static final byte[] BYTES = {0, 1, -1, '\n', '"'};
    private static final String BASE64 = Base64.getEncoder().encodeToString(BYTES);
    private static final String HEADER = "{\"type\":\"message\",\"channel\":\"chat:x\",\"event\":\"e\"}";

    private static Message said(Payload data, String event, Optional<UserId> sender) {
        return new Message(new ChannelId(RealmId.DEFAULT, CHAT), event, data, MessagesOnTheWireTest.AT, sender);
    }

    private static ServerMessage event(Payload data, Optional<Position> position) {
        return new ServerMessage.Event(said(data, "e", Optional.of(new UserId(RealmId.DEFAULT, "ada"))), position, CHAT);
    }

    private static ServerMessage event(Payload data) {
        return event(data, Optional.empty());
    }

    // From a client

    @Test
    void aBinaryFrameIsAMessageWithTheBytesBehindItsHeader() {
        assertThat(message(binary(HEADER, BYTES)))
                .isEqualTo(ClientCommand.Publish.of(Optional.empty(), CHAT, "e", Payload.ofBinary(BYTES), Priority.NORMAL));
    }

    @Test
    void aHeaderMayNameTheCommandAndItsPriority() {
        assertThat(
                message(binary("{\"priority\":\"high\",\"id\":\"a\",\"event\":\"e\",\"channel\":\"chat:x\",\"type\":\"message\"}", BYTES)))
                .isEqualTo(ClientCommand.Publish.of(id("\"a\""), CHAT, "e", Payload.ofBinary(BYTES), Priority.HIGH));
    }

    @Test
    void aMessageMayHaveNoBytesAtAll() {
        assertThat(message(binary(HEADER)).data()).isEqualTo(Payload.ofBinary(new byte[0]));
    }

    @Test
    void dataInAHeaderIsAnUnknownField() {
        assertThat(message(binary("{\"data\":{\"a\":1},\"type\":\"message\",\"channel\":\"chat:x\",\"event\":\"e\"}", BYTES)).data())
                .isEqualTo(Payload.ofBinary(BYTES));
    }

    @Test
    void aHeaderMayBeAsLongAsItsLengthCanTell() {
        String longest = HEADER.replace("}", ",\"x\":\"" + "x".repeat(0xFFFF - HEADER.length() - 7) + "\"}");
        assertThat(longest).hasSize(0xFFFF);
        assertThat(message(binary(longest, BYTES)).data()).isEqualTo(Payload.ofBinary(BYTES));
    }

    @Test
    void theReaderDoesNotKeepTheFrame() {
        byte[] frame = binary(HEADER, BYTES);
        ClientCommand.Publish publish = message(frame);
        Arrays.fill(frame, (byte) 'x');
        assertThat(publish.data()).isEqualTo(Payload.ofBinary(BYTES));
    }

    // Mistakes of a client

    static List<byte[]> frames() {
        return List.of(new byte[0], new byte[]{0}, new byte[]{2, 0, 0}, new byte[]{'{', '}', 0}, new byte[]{1}, new byte[]{1, 0},
                new byte[]{1, 0, 0}, new byte[]{1, 0, 1}, new byte[]{1, -1, -1, '{', '}'}, binary("{}"), binary("[]", BYTES),
                binary("nonsense"),
                binary("{\"type\":\"ping\"}"), binary("{\"type\":\"message\",\"channel\":\"a b\",\"event\":\"e\"}"),
                binary("{\"type\":\"message\",\"channel\":\"a\"}"));
    }

    @ParameterizedTest
    @MethodSource("frames")
    void everyMistakeTellsWhereWhatWasExpectedAndWhatCame(byte[] frame) {
        assertThat(malformedBinary(frame).refusal().details()).containsOnlyKeys("path", "expected", "got");
    }

    @ParameterizedTest
    @MethodSource("frames")
    void everyMistakeIsAnInvalidMessage(byte[] frame) {
        assertThat(malformedBinary(frame).refusal().code()).isEqualTo(ErrorCode.INVALID_MESSAGE);
    }

    @ParameterizedTest
    @CsvSource({"0, 0x00", "2, 0x02", "-1, 0xff"})
    void anotherFirstByteIsToldAsItCame(byte first, String got) {
        byte[] frame = binary(HEADER, BYTES);
        frame[0] = first;
        assertThat(malformedBinary(frame).refusal().details()).isEqualTo(details("$", "a binary frame whose first byte is 0x01", got));
    }

    @Test
    void anEmptyFrameHasNoFirstByte() {
        assertThat(malformedBinary(new byte[0]).refusal().details())
                .isEqualTo(details("$", "a binary frame whose first byte is 0x01", "nothing"));
    }

    @ParameterizedTest
    @CsvSource({"1, 0 bytes", "2, 1 bytes"})
    void aFrameWithoutALengthIsToldSo(int length, String got) {
        assertThat(malformedBinary(Arrays.copyOf(binary(HEADER, BYTES), length)).refusal().details())
                .isEqualTo(details("$", "the length of a header in two bytes", got));
    }

    @Test
    void aHeaderThatIsLongerThanItsFrameIsToldSo() {
        assertThat(malformedBinary(new byte[]{1, -1, -2, '{', '}'}).refusal().details())
                .isEqualTo(details("$", "a header of 65534 bytes", "2 bytes"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ping", "auth", "subscribe", "dance"})
    void nothingButAMessageHasBytes(String type) {
        assertThat(malformedBinary(binary("{\"type\":\"" + type + "\",\"channel\":\"a\",\"token\":\"t\"}", BYTES)).refusal().details())
                .isEqualTo(details("$.type", "message", "'" + type + "'"));
    }

    @Test
    void theAnswerToAMistakeCarriesTheId() {
        assertThat(malformedBinary(binary("{\"type\":\"ping\",\"id\":7}")).id()).isEqualTo(id("7"));
    }

    @Test
    void whereOnlyTextIsReadABinaryFrameIsAMistake() {
        assertThat(FORMAT.decodeBinary(binary(HEADER, BYTES))).isInstanceOfSatisfying(Decoded.Malformed.class,
                malformed -> assertThat(malformed.refusal().details()).isEqualTo(details("$", "a text frame", "a binary frame")));
    }

    // To a client

    @Test
    void aMessageOfBytesIsABinaryFrameWithTheMessageAsItsHeader() {
        assertThat(MIXED.encode(event(Payload.ofBinary(BYTES), Optional.of(new Position("e1", 7))))).isEqualTo(binary(
                "{\"type\":\"message\",\"channel\":\"chat:x\",\"event\":\"e\",\"timestamp\":\"2026-03-01T12:00:00.123Z\",\"sender\":\"ada\","
                        + "\"epoch\":\"e1\",\"offset\":7}",
                BYTES));
    }

    @Test
    void onlyAMessageOfBytesIsBinary() {
        assertThat(MIXED.isBinary(event(Payload.ofBinary(BYTES)))).isTrue();
        assertThat(MIXED.isBinary(event(Payload.NULL))).isFalse();
        assertThat(MIXED.isBinary(new ServerMessage.Heartbeat(MessagesOnTheWireTest.AT))).isFalse();
    }

    @Test
    void aMessageOfTextIsTextInEitherFormat() {
        assertThat(MIXED.encode(event(Payload.ofJson("{\"a\":1.0}")))).isEqualTo(FORMAT.encode(event(Payload.ofJson("{\"a\":1.0}"))));
    }

    @Test
    void whereOnlyTextIsReadBytesAreBase64() {
        assertThat(new String(FORMAT.encode(event(Payload.ofBinary(BYTES))), StandardCharsets.UTF_8)).isEqualTo(
                "{\"type\":\"message\",\"channel\":\"chat:x\",\"event\":\"e\",\"data\":\"" + BASE64
                        + "\",\"encoding\":\"base64\",\"timestamp\":\"2026-03-01T12:00:00.123Z\",\"sender\":\"ada\"}");
    }

    @Test
    void whereOnlyTextIsReadNothingIsBinary() {
        assertThat(FORMAT.isBinary(event(Payload.ofBinary(BYTES)))).isFalse();
    }

    @Test
    void amongTheMessagesOfASubscriptionBytesAreBase64() {
        ServerMessage subscribed = new ServerMessage.Subscribed(Optional.empty(), CHAT, Optional.empty(), Optional.empty(),
                Optional.of(List.of(new Delivery(said(Payload.ofBinary(BYTES), "e", Optional.empty()), Optional.empty()))),
                Optional.empty(),
                Optional.empty());
        assertThat(MIXED.isBinary(subscribed)).isFalse();
        assertThat(new String(MIXED.encode(subscribed), StandardCharsets.UTF_8))
                .contains("\"data\":\"" + BASE64 + "\",\"encoding\":\"base64\"");
    }

    /** Names have bounds that exclude it; should they ever grow, a length of two bytes must not lie. */
    @Test
    void aHeaderThatWouldBeTooLongForItsLengthMakesTheMessageText() {
        String endless = "\u0001".repeat(11_000);
        ServerMessage message = new ServerMessage.Event(said(Payload.ofBinary(BYTES), endless, Optional.empty()), Optional.empty(), CHAT);
        assertThat(MIXED.isBinary(message)).isFalse();
        assertThat(new JsonMapper().readTree(MIXED.encode(message)).get("data").asString()).isEqualTo(BASE64);
    }

    @Test
    void theLongestNamesThereAreFitIntoAHeader() {
        ChannelName channel = new ChannelName("a".repeat(255));
        Message message = new Message(new ChannelId(RealmId.DEFAULT, channel), "\u0001".repeat(Message.MAX_EVENT_LENGTH),
                Payload.ofBinary(BYTES), MessagesOnTheWireTest.AT, Optional.of(new UserId(RealmId.DEFAULT, "\u0001".repeat(128))));
        ServerMessage longest = new ServerMessage.Event(message, Optional.of(new Position("\u0001".repeat(64), Long.MAX_VALUE)), channel);
        assertThat(MIXED.isBinary(longest)).isTrue();
        assertThat(message(MIXED.encode(longest)).data()).isEqualTo(Payload.ofBinary(BYTES));
    }
}
