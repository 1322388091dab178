package io.parley.bootstrap.protocol;

import java.util.Collections;
import java.util.List;

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

import static org.assertj.core.api.Assertions.assertThat;

/** Several messages in a frame, a line each. What the hub puts together waits at that moment, which only its transport's own tests can arrange. */
@ExtendWith(SharedCluster.class)
class BatchesTest {
    private static final int KB = 1024;

    private final TestNode node;
    private final ChatClient client;

    BatchesTest(TestCluster cluster) {
        node = cluster.a();
        client = open(node.dial("/realtime?batch=1"));
    }

    @AfterEach
    void hangUp() {
        client.close();
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
    void whatIsSaidInABatchIsHeardInItsOrder() {
        String room = Unique.channel("chat:");
        client.send("{'type':'subscribe','channel':'" + room + "'}\n"
                + "{'type':'message','channel':'" + room + "','event':'e','data':1}\n"
                + "{'type':'message','channel':'" + room + "','event':'e','data':2}");
        assertThat(client.awaitMessage(room).get("data").asInt()).isEqualTo(1);
        assertThat(client.awaitMessage(room).get("data").asInt()).isEqualTo(2);
    }

    @Test
    void aMessageThatComesAloneIsAFrameOfOneLine() {
        JsonNode pong = client.ask("'type':'ping'");
        assertThat(client.frames().getLast()).doesNotContain("\n").contains("\"type\":\"pong\"");
        assertThat(pong.get("type").asString()).isEqualTo("pong");
    }
}
