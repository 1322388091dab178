package io.parley.bootstrap.protocol;

import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import io.parley.bootstrap.testing.ChatClient;
import io.parley.bootstrap.testing.Dial;
import io.parley.bootstrap.testing.SharedCluster;
import io.parley.bootstrap.testing.TestCluster;
import io.parley.bootstrap.testing.TestNode;
import io.parley.bootstrap.testing.TestTokens;
import io.parley.bootstrap.testing.Unique;

import static io.parley.bootstrap.protocol.Fields.code;
import static io.parley.bootstrap.protocol.Fields.type;
import static org.assertj.core.api.Assertions.assertThat;

/** Several messages in a frame, a line each. What the hub puts together waits at that moment, which only its transport's own tests can arrange. */
@ExtendWith(SharedCluster.class)
class BatchesTest {
    private static final int KB = 1024;

    private final TestNode node;
    private final ChatClient client;
    private final String room = Unique.channel("chat:");

    BatchesTest(TestCluster cluster) {
        node = cluster.a();
        client = open(node.dial("/realtime?batch=1"));
    }

    @AfterEach
    void hangUp() {
        client.close();
    }

    private JsonNode reply(int id) {
        return client.await("the reply to " + id, message -> message.path("id").asInt(-1) == id);
    }

    private String message(int id, String data) {
        return "{'type':'message','id':" + id + ",'channel':'" + room + "','event':'e','data':" + data + "}";
    }

    private static ChatClient open(Dial dial) {
        ChatClient opened = dial.bearer(TestTokens.of(Unique.user("alice"))).open();
        opened.await("subscribed");
        return opened;
    }

    private static List<String> pongs(ChatClient to, int count) {
        return Collections.nCopies(count, "pong").stream().map(to::await).map(pong -> pong.get("id").asString()).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/realtime?batch=1", "/ws?batch=1", "/realms/default/realtime?batch=1"})
    void whoAsksForBatchesInTheAddressMaySendThem(String path) {
        try (ChatClient asking = open(node.dial(path))) {
            asking.send("{'type':'ping','id':'a'}\n{'type':'ping','id':'b'}");
            assertThat(pongs(asking, 2)).containsExactly("a", "b");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/realtime", "/ws"})
    void whoAsksForBatchesBySubprotocolMaySendThem(String path) {
        try (ChatClient asking = open(node.dial(path).subprotocol("parley.v1.batch"))) {
            asking.send("{'type':'ping','id':'a'}\n{'type':'ping','id':'b'}");
            assertThat(pongs(asking, 2)).containsExactly("a", "b");
        }
    }

    @ParameterizedTest
    @CsvSource({"/realtime,parley.v1", "/realtime?batch=0,parley.v1", "/realtime?batch,parley.v1"})
    void whoDoesNotAskForBatchesSendsOneMessageInAFrame(String path, String subprotocol) {
        try (ChatClient single = open(node.dial(path).subprotocol(subprotocol))) {
            single.send("{'type':'ping','id':'a'}\n{'type':'ping','id':'b'}");
            assertThat(single.await("error").get("code").asString()).isEqualTo("RT_007");
            single.ask("'type':'ping'");
            assertThat(single.history()).filteredOn(ChatClient.ofType("pong")).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n\n", "\r\n", "\n \t\n", "\r\n\r\n"})
    void emptyLinesAreNothing(String between) {
        client.send(between + "{'type':'ping','id':'a'}" + between + "{'type':'ping','id':'b'}" + between);
        assertThat(pongs(client, 2)).containsExactly("a", "b");
        client.ask("'type':'ping'");
        assertThat(client.history()).noneMatch(ChatClient.ofType("error"));
    }

    @Test
    void aFrameOfEmptyLinesIsNothing() {
        client.send("\n\n");
        client.ask("'type':'ping'");
        assertThat(client.history()).noneMatch(ChatClient.ofType("error"));
    }

    @Test
    void aLineThatIsNoMessageDoesNotConcernItsNeighbours() {
        client.send("{'type':'ping','id':'a'}\nno message\n{'type':'ping','id':'b'}");
        assertThat(client.await("error").get("code").asString()).isEqualTo("RT_007");
        assertThat(pongs(client, 2)).containsExactly("a", "b");
    }

    @Test
    void linesMayTogetherBeLargerThanAMessage() {
        String large = "{'type':'ping','padding':'" + "x".repeat(100 * KB) + "','id':";
        client.send(large + "'a'}\n" + large + "'b'}");
        assertThat(pongs(client, 2)).containsExactly("a", "b");
    }

    @Test
    void aLineThatIsTooLargeDoesNotConcernItsNeighbours() {
        client.send("{'type':'ping','id':'a'}\n" + "x".repeat(128 * KB + 1) + "\n{'type':'ping','id':'b'}");
        assertThat(client.await("error").get("code").asString()).isEqualTo("RT_005");
        assertThat(pongs(client, 2)).containsExactly("a", "b");
    }

    @Test
    void everyLineHasItsPlaceInTheCountOfMistakes() {
        client.send("no message\n".repeat(9));
        assertThat(client.ask("'type':'ping'").get("type").asString()).isEqualTo("pong");
        client.send("no message");
        Farewell.assertEnded(client, 4400, "too many messages that are none of the protocol", false);
    }

    @Test
    void aMessageThatComesAloneIsAFrameOfOneLine() {
        JsonNode pong = client.ask("'type':'ping'");
        assertThat(client.frames().getLast()).doesNotContain("\n").contains("\"type\":\"pong\"");
        assertThat(pong.get("type").asString()).isEqualTo("pong");
    }

    @Test
    void everyLineIsAMessageWithItsOwnReply() {
        client.send("{'type':'subscribe','id':1,'channel':'" + room + "'}\n" + message(2, "1") + "\n{'type':'ping','id':3}");
        assertThat(type(reply(3))).isEqualTo("pong");
        assertThat(type(reply(1))).isEqualTo("subscribed");
        assertThat(type(reply(2))).isEqualTo("ack");
        assertThat(client.awaitMessage(room).get("data").asInt()).isEqualTo(1);
        assertThat(client.history().stream().filter(message -> message.has("id")).map(message -> message.get("id").asInt()))
                .containsExactly(1, 2, 3);
    }

    @Test
    void whateverIsGatheredInAFrameNothingIsLostOrOutOfOrderAndNoFrameIsTooLarge() {
        int many = 900;
        String padding = "'" + "x".repeat(KB) + "'";
        client.send("{'type':'subscribe','id':0,'channel':'" + room + "'}");
        reply(0);
        for (int from = 1; from <= many; from += 100) {
            client.send(IntStream.range(from, from + 100).mapToObj(id -> message(id, padding)).collect(Collectors.joining("\n")));
            reply(from + 99);
        }
        IntStream.rangeClosed(1, many).forEach(wanted -> assertThat(client.awaitMessage(room).get("offset").asLong()).isEqualTo(wanted));
        assertThat(client.frames()).allMatch(frame -> frame.length() <= 64 * KB && !frame.endsWith("\n") && !frame.contains("\n\n"));
    }

    @Test
    void bytesGoInAFrameOfTheirOwn() {
        client.send("{'type':'subscribe','id':0,'channel':'" + room + "'}\n" + message(1, "1"));
        client.sendBinary(new BinaryMessage("{'type':'message','id':2,'channel':'" + room + "','event':'e'}", new byte[]{'\n'}).frame());
        client.send(message(3, "3"));
        reply(3);
        assertThat(BinaryMessage.read(client.awaitBinary()).payload()).containsExactly('\n');
        assertThat(client.awaitMessage(room).get("offset").asLong()).isEqualTo(1);
        assertThat(client.awaitMessage(room).get("offset").asLong()).isEqualTo(3);
    }
}
