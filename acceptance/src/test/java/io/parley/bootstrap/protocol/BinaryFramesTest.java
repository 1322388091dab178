package io.parley.bootstrap.protocol;

import java.util.Base64;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

import io.parley.bootstrap.testing.ChatClient;
import io.parley.bootstrap.testing.EventStream;
import io.parley.bootstrap.testing.SharedCluster;
import io.parley.bootstrap.testing.TestCluster;
import io.parley.bootstrap.testing.TestTokens;
import io.parley.bootstrap.testing.Unique;

import static io.parley.bootstrap.protocol.Fields.code;
import static io.parley.bootstrap.protocol.Fields.type;
import static org.assertj.core.api.Assertions.assertThat;

/** Payloads that are bytes: as they are to WebSockets, in Base64 where there is only text. */
@ExtendWith(SharedCluster.class)
class BinaryFramesTest {
    private static final byte[] BYTES = {0, 1, 2, (byte) 0xFF, (byte) 0xC3, '\n', '"', (byte) 0x80};
    private static final int KB = 1024;

    private final TestCluster cluster;
    private final ChatClient speaker;
    private final ChatClient hearer;
    private final String bob = Unique.user("bob");
    private final String room = Unique.channel("chat:");

    BinaryFramesTest(TestCluster cluster) {
        this.cluster = cluster;
        speaker = cluster.a().connect(bob);
        hearer = cluster.b().connect(Unique.user("alice"));
        hearer.subscribe(room);
    }

    @AfterEach
    void hangUp() {
        speaker.close();
        hearer.close();
    }

    /** Says the bytes, and returns the reply. */
    private JsonNode say(byte... payload) {
        speaker.sendBinary(new BinaryMessage(header(), payload).frame());
        return speaker.await("the reply", message -> message.path("id").asString("").equals("bytes"));
    }

    private String header() {
        return "{'type':'message','id':'bytes','channel':'" + room + "','event':'e'}";
    }

    @Test
    void bytesAreHeardAsTheyAre() {
        say(BYTES);
        assertThat(BinaryMessage.read(hearer.awaitBinary()).payload()).isEqualTo(BYTES);
    }

    @Test
    void theirHeaderIsAMessageWithoutData() {
        JsonNode ack = say(BYTES);
        JsonNode header = BinaryMessage.read(hearer.awaitBinary()).fields();
        assertThat(header.propertyNames()).containsExactlyInAnyOrder("type", "channel", "event", "timestamp", "sender", "epoch", "offset");
        assertThat(type(header)).isEqualTo("message");
        assertThat(header.get("channel").asString()).isEqualTo(room);
        assertThat(header.get("event").asString()).isEqualTo("e");
        assertThat(header.get("sender").asString()).isEqualTo(bob);
        assertThat(header.get("offset")).isEqualTo(ack.get("offset"));
        assertThat(header.get("epoch")).isEqualTo(ack.get("epoch"));
    }

    @Test
    void bytesAreAcknowledgedWhereAnIdAsksForIt() {
        assertThat(type(say(BYTES))).isEqualTo("ack");
        speaker.sendBinary(new BinaryMessage(header().replace("'id':'bytes',", ""), BYTES).frame());
        hearer.awaitBinary();
        hearer.awaitBinary();
        speaker.ask("'type':'ping'");
        assertThat(speaker.history()).filteredOn(ChatClient.ofType("ack")).hasSize(1);
    }

    @Test
    void noBytesAreBytesToo() {
        say();
        assertThat(BinaryMessage.read(hearer.awaitBinary()).payload()).isEmpty();
    }

    @Test
    void aStreamHearsThemInBase64() {
        try (EventStream stream = new EventStream(cluster.b().at("/realtime/sse?channel=" + room), TestTokens.of(Unique.user("carol")))) {
            Stream.generate(stream::next).filter(event -> event.data().path("channel").asString("").equals(room)).findFirst().orElseThrow();
            say(BYTES);
            assertInBase64(Stream.generate(stream::next).filter(event -> event.name().equals("message")).findFirst().orElseThrow().data());
        }
    }

    @Test
    void amongTheLastMessagesTheyStandInBase64() {
        say(BYTES);
        assertInBase64(hearer.ask("'type':'subscribe','history':1,'channel':'" + room + "'").get("messages").get(0));
    }

    private static void assertInBase64(JsonNode message) {
        assertThat(message.get("encoding").asString()).isEqualTo("base64");
        assertThat(message.get("data").asString()).isEqualTo(Base64.getEncoder().encodeToString(BYTES));
    }

    @Test
    void jsonThatLooksLikeBase64HasNoEncoding() {
        speaker.say(room, "e", "'AAEC'");
        assertThat(hearer.awaitMessage(room).has("encoding")).isFalse();
    }

    @Test
    void filtersSeeBytesAsNull() {
        hearer.subscribe(room, "message.data == null && message.event == 'e'");
        say(BYTES);
        assertThat(BinaryMessage.read(hearer.awaitBinary()).payload()).isEqualTo(BYTES);
    }

    @Test
    void rulesSeeBytesAsNull() {
        cluster.a().admin().put("/realtime/channels/" + room, "{'rules':{'publish':'message.data == null'}}");
        assertThat(type(say(BYTES))).isEqualTo("ack");
        assertThat(code(speaker.say(room, "e", "'text'"))).isEqualTo("RT_003");
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|', value = {
            "{'id':'bytes','type':'subscribe','channel':'chat:x'}            | $.type",
            "{'id':'bytes','channel':'chat:x','event':'e'}                   | $.type",
            "{'id':'bytes','type':'message','event':'e'}                     | $.channel",
            "{'id':'bytes','type':'message','channel':'chat:x'}              | $.event",
            "{'id':'bytes','type':'message','channel':'chat:x','event':'e'   | $"})
    void aBrokenHeaderIsRefusedWithItsId(String header, String path) {
        speaker.sendBinary(new BinaryMessage(header, BYTES).frame());
        JsonNode error = speaker.await("error");
        assertThat(code(error)).isEqualTo("RT_007");
        assertThat(error.get("id").asString()).isEqualTo("bytes");
        assertThat(error.get("details").get("path").asString()).isEqualTo(path);
        assertStillServed();
    }

    static Stream<Arguments> brokenFrames() {
        return Stream.of(Arguments.of("nothing", new byte[0]), Arguments.of("another first byte", new byte[]{2, 0, 2, '{', '}'}),
                Arguments.of("half a length", new byte[]{1, 0}), Arguments.of("a header that is cut", new byte[]{1, 0, 3, '{', '}'}),
                Arguments.of("no header", new byte[]{1, 0, 0, 7}), Arguments.of("a header of zeros", new byte[]{1, 0, 2, 0, 0}),
                Arguments.of("a header that is no UTF-8", new byte[]{1, 0, 2, (byte) 0xFE, (byte) 0xFF}),
                Arguments.of("a length beyond the frame", new byte[]{1, (byte) 0xFF, (byte) 0xFF, '{', '}'}));
    }

    @ParameterizedTest
    @MethodSource("brokenFrames")
    void aBrokenFrameIsRefused(String what, byte[] frame) {
        speaker.sendBinary(frame);
        assertThat(code(speaker.await("error"))).as(what).isEqualTo("RT_007");
        assertStillServed();
    }

    @Test
    void aFrameOverTheLimitIsRefusedWithItsIdAndTheConnectionStays() {
        JsonNode error = say(new byte[128 * KB]);
        assertThat(code(error)).isEqualTo("RT_005");
        assertThat(error.get("details").get("limit").asInt()).isEqualTo(128 * KB);
        assertStillServed();
    }

    @Test
    void aFrameOfJustTheLimitPasses() {
        byte[] payload = new byte[128 * KB - 3 - header().length()];
        assertThat(type(say(payload))).isEqualTo("ack");
        assertThat(BinaryMessage.read(hearer.awaitBinary()).payload()).isEqualTo(payload);
    }

    @Test
    void aFrameFarBeyondTheLimitEndsTheConnection() {
        speaker.sendBinary(new byte[1024 * KB + 1]);
        assertThat(speaker.awaitClose()).isEqualTo(1009);
    }

    private void assertStillServed() {
        assertThat(type(speaker.ask("'type':'ping'"))).isEqualTo("pong");
    }
}
