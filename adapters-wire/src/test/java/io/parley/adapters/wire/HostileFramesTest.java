package io.parley.adapters.wire;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import io.parley.application.protocol.ClientCommand;
import io.parley.application.protocol.CommandId;
import io.parley.application.protocol.Decoded;
import io.parley.application.protocol.ServerMessage;
import io.parley.domain.channel.ChannelId;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.delivery.Message;
import io.parley.domain.identity.RealmId;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

/** Whatever the bytes: reading never throws, and the answer can always be written. */
class HostileFramesTest {
    private static final int FRAMES = 100_000;
    private static final long SEED = 20_260_301L;
    private static final JsonMapper JSON = new JsonMapper();
    private static final List<byte[]> GOOD = List.of(
            "{\"type\":\"message\",\"id\":\"a-1\",\"channel\":\"chat:x\",\"event\":\"e\u00e4\",\"data\":{\"t\":[1.50,\"\\u00e4\\n🦊\",null,{}]}}",
            "{\"id\":1.5e3,\"type\":\"subscribe\",\"channel\":\"public:lobby\",\"presence\":false,\"recover\":{\"epoch\":\"e\",\"offset\":1}}",
            "{\"type\":\"subscribe\",\"channel\":\"chat:x\",\"auth\":\"a.b\",\"history\":50,\"filter\":\"message.event == 'x'\"}",
            "{\"type\":\"message\",\"channel\":\"a\",\"event\":\"e\",\"priority\":\"high\",\"id\":-0}",
            "{\"type\":\"auth\",\"token\":null}",
            "{\"type\":\"auth\",\"token\":\"abc.def.ghi\",\"id\":7}", "{\"type\":\"ping\"}",
            "{\"x\":[[[{\"y\":\"\\\\\\\"\"}]]],\"type\":\"unsubscribe\",\"channel\":\"a\",\"id\":\"\\ud83e\"}").stream()
            .map(frame -> frame.getBytes(StandardCharsets.UTF_8)).toList();
    private static final byte[] GOOD_BINARY = Frames.binary(
            "{\"type\":\"message\",\"channel\":\"chat:x\",\"event\":\"e\u00e4\",\"id\":7,\"priority\":\"low\"}",
            new byte[]{0, 1, -1, '{', '"'});
    private static final byte[] SYMBOLS = "{}[]\":,\\/u0n1eE+-.tf \n\r\t".getBytes(StandardCharsets.UTF_8);

    private final RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);

    private byte[] anything() {
        byte[] frame = new byte[random.nextInt(64)];
        random.nextBytes(frame);
        return frame;
    }

    private byte[] symbols() {
        byte[] frame = new byte[random.nextInt(64)];
        for (int i = 0; i < frame.length; i++) {
            frame[i] = symbol();
        }
        return frame;
    }

    private byte symbol() {
        return SYMBOLS[random.nextInt(SYMBOLS.length)];
    }

    private byte[] mutated() {
        byte[] frame = GOOD.get(random.nextInt(GOOD.size())).clone();
        for (int changes = random.nextInt(1, 4); changes > 0; changes--) {
            int at = random.nextInt(frame.length);
            frame[at] = random.nextBoolean() ? symbol() : (byte) random.nextInt(256);
        }
        return random.nextInt(4) == 0 ? Arrays.copyOf(frame, random.nextInt(frame.length)) : frame;
    }

    /** Decodes it and writes what a session would answer or pass on; each line must be one line of JSON that carries what it should. */
    private static void survives(byte[] frame) {
        Decoded decoded = Frames.FORMAT.decode(frame);
        byte[] answer = Frames.FORMAT.encode(switch (decoded) {
            case Decoded.Malformed(var id, var refusal) -> new ServerMessage.Refused(id, refusal, MessagesOnTheWireTest.AT);
            case Decoded.Command(ClientCommand.Publish publish) -> said(publish);
            case Decoded.Command(var command) -> new ServerMessage.Unsubscribed(command.id(), new ChannelName("a"));
        });
        for (byte b : answer) {
            if (b == '\n' || b == '\r') {
                throw new AssertionError("a line break in " + new String(answer, StandardCharsets.UTF_8));
            }
        }
        if (!JSON.readTree(answer).isObject()) {
            throw new AssertionError("no object");
        }
    }

    private static ServerMessage said(ClientCommand.Publish publish) {
        Message message = new Message(new ChannelId(RealmId.DEFAULT, publish.channel()), publish.event(), publish.data(),
                MessagesOnTheWireTest.AT,
                Optional.empty());
        return new ServerMessage.Event(message, Optional.empty(), publish.channel());
    }

    /** Decodes it as a binary frame; a message must reach those who read binary frames with all its bytes, and all others as text. */
    private static void survivesAsBinary(byte[] frame) {
        if (Frames.MIXED.decodeBinary(frame) instanceof Decoded.Command(ClientCommand.Publish publish)) {
            ServerMessage message = said(publish);
            if (!Frames.message(Frames.MIXED.encode(message)).data().equals(publish.data())) {
                throw new AssertionError("other bytes");
            }
            if (!JSON.readTree(Frames.FORMAT.encode(message)).get("encoding").asString().equals("base64")) {
                throw new AssertionError("no Base64");
            }
        } else {
            JSON.readTree(Frames.FORMAT.encode(new ServerMessage.Refused(Frames.malformedBinary(frame).id(),
                    Frames.malformedBinary(frame).refusal(), MessagesOnTheWireTest.AT)));
        }
    }

    private byte[] anythingInAFrame() {
        byte[] header = random.nextInt(4) == 0 ? anything() : mutated();
        byte[] body = anything();
        int length = random.nextInt(8) == 0 ? random.nextInt(0x10000) : header.length;
        return ByteBuffer.allocate(3 + header.length + body.length).put((byte) (random.nextInt(16) == 0 ? random.nextInt(256) : 1))
                .putShort((short) length).put(header).put(body).array();
    }

    private byte[] mutatedBinary() {
        byte[] frame = GOOD_BINARY.clone();
        for (int changes = random.nextInt(1, 4); changes > 0; changes--) {
            frame[random.nextInt(frame.length)] = random.nextBoolean() ? symbol() : (byte) random.nextInt(256);
        }
        return random.nextInt(4) == 0 ? Arrays.copyOf(frame, random.nextInt(frame.length)) : frame;
    }

    private static void allSurvive(Supplier<byte[]> frames) {
        allSurvive(frames, HostileFramesTest::survives);
    }

    private static void allSurvive(Supplier<byte[]> frames, Consumer<byte[]> survival) {
        for (int i = 0; i < FRAMES; i++) {
            byte[] frame = frames.get();
            try {
                survival.accept(frame);
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("Frame " + Arrays.toString(frame) + " = " + new String(frame, StandardCharsets.UTF_8), e);
            }
        }
    }

    @Test
    void randomBytesNeverThrow() {
        allSurvive(this::anything);
    }

    @Test
    void randomSymbolsOfJsonNeverThrow() {
        allSurvive(this::symbols);
    }

    @Test
    void mutatedCommandsNeverThrow() {
        allSurvive(this::mutated);
    }

    @Test
    void randomBytesNeverThrowAsABinaryFrame() {
        allSurvive(this::anything, HostileFramesTest::survivesAsBinary);
    }

    @Test
    void randomHeadersBeforeRandomBodiesNeverThrow() {
        allSurvive(this::anythingInAFrame, HostileFramesTest::survivesAsBinary);
    }

    @Test
    void mutatedBinaryMessagesNeverThrow() {
        allSurvive(this::mutatedBinary, HostileFramesTest::survivesAsBinary);
    }

    @Test
    void everyBeginningOfACommandIsAMistakeAndNothingElse() {
        assertThat(GOOD).allSatisfy(good -> {
            for (int length = 0; length < good.length; length++) {
                assertThat(Frames.FORMAT.decode(Arrays.copyOf(good, length))).isInstanceOf(Decoded.Malformed.class);
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\ud83e", "\\udd8a", "\\udd8a\\ud83e", "a\\ud83eb", "\\ud83e\\ud83e\\udd8a", "\\u0000", "\\u2028", "\\uffff"})
    void anUnknownTypeOfOddCharactersCanBeAnswered(String characters) {
        assertThatCode(() -> survives(("{\"type\":\"" + characters + "\"}").getBytes(StandardCharsets.UTF_8))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\ud83e", "\\udd8a", "\\udd8a\\ud83e", "a\\ud83eb", "\\ud83e\\ud83e\\udd8a", "\\u0000", "\\u2028", "\\uffff"})
    void anEventOfOddCharactersEndsAsAMistakeOrReachesItsReceivers(String characters) {
        assertThatCode(() -> survives(("{\"type\":\"message\",\"channel\":\"a\",\"event\":\"" + characters + "\"}")
                .getBytes(StandardCharsets.UTF_8))).doesNotThrowAnyException();
    }

    @Test
    void surrogatesThatAreNoUtf8StayInsideTheirString() {
        byte[] frame = "{\"type\":\"message\",\"channel\":\"a\",\"event\":\"e\",\"data\":{\"x\":\"???\"}}".getBytes(StandardCharsets.UTF_8);
        int at = new String(frame, StandardCharsets.UTF_8).indexOf("???");
        frame[at] = (byte) 0xED;
        frame[at + 1] = (byte) 0xA0;
        frame[at + 2] = (byte) 0x80;
        assertThatCode(() -> survives(frame)).doesNotThrowAnyException();
    }

    @Test
    void theReaderDoesNotKeepTheFrame() {
        byte[] frame = GOOD.getFirst().clone();
        ClientCommand.Publish publish = (ClientCommand.Publish) ((Decoded.Command) Frames.FORMAT.decode(frame)).command();
        String before = publish.data().json();
        Arrays.fill(frame, (byte) 'x');
        assertThat(List.of(publish.data().json(), publish.id().map(CommandId::json).orElseThrow())).containsExactly(before, "\"a-1\"");
    }
}
