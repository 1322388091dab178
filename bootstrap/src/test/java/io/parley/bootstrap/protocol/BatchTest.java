package io.parley.bootstrap.protocol;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import io.parley.bootstrap.testing.ChatClient;
import io.parley.bootstrap.testing.SharedCluster;
import io.parley.bootstrap.testing.TestCluster;
import io.parley.bootstrap.testing.TestTokens;
import io.parley.bootstrap.testing.Unique;

import static io.parley.bootstrap.protocol.Fields.code;
import static io.parley.bootstrap.protocol.Fields.type;
import static org.assertj.core.api.Assertions.assertThat;

/** Several messages in one text frame, one a line. */
@ExtendWith(SharedCluster.class)
class BatchTest {
    private static final int KB = 1024;

    private final TestCluster cluster;
    private final ChatClient client;
    private final String room = Unique.channel("chat:");

    BatchTest(TestCluster cluster) {
        this.cluster = cluster;
        client = cluster.a().dial("/realtime?batch=1").bearer(TestTokens.of(Unique.user("alice"))).open();
        client.await("subscribed");
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

    private List<Integer> repliedIds() {
        return client.history().stream().filter(message -> message.has("id")).map(message -> message.get("id").asInt()).toList();
    }

    @Test
    void everyLineIsAMessageWithItsOwnReply() {
        client.send("{'type':'subscribe','id':1,'channel':'" + room + "'}\n" + message(2, "1") + "\n{'type':'ping','id':3}");
        assertThat(type(reply(3))).isEqualTo("pong");
        assertThat(type(reply(1))).isEqualTo("subscribed");
        assertThat(type(reply(2))).isEqualTo("ack");
        assertThat(client.awaitMessage(room).get("data").asInt()).isEqualTo(1);
        assertThat(repliedIds()).containsExactly(1, 2, 3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'type':'ping','id':1}\n\n\n{'type':'ping','id':2}", "\n{'type':'ping','id':1}\n{'type':'ping','id':2}\n",
            "{'type':'ping','id':1}\r\n \t \r\n{'type':'ping','id':2}\r\n"})
    void emptyLinesAreNothing(String frame) {
        client.send(frame);
        reply(2);
        client.send("\n");
        client.send("{'type':'ping','id':3}");
        reply(3);
        assertThat(repliedIds()).containsExactly(1, 2, 3);
        assertThat(client.history()).noneMatch(ChatClient.ofType("error"));
    }

    @Test
    void aBadLineIsRefusedAndTheOthersAreWorkedOn() {
        client.send(message(1, "1") + "\n{'type':'nonsense','id':2}\nhello\n" + message(3, "3") + "\n{'type':'ping','id':4} {}");
        assertThat(code(reply(4))).isEqualTo("RT_007");
        assertThat(code(reply(2))).isEqualTo("RT_007");
        assertThat(type(reply(1))).isEqualTo("ack");
        assertThat(reply(3).get("offset").asLong()).isEqualTo(2);
        assertThat(client.history()).filteredOn(ChatClient.ofType("error")).hasSize(3);
    }

    @Test
    void theLimitOfAMessageIsThatOfALine() {
        String large = "'" + "x".repeat(100 * KB) + "'";
        client.send(message(1, large) + "\n" + message(2, "'" + "x".repeat(128 * KB) + "'") + "\n" + message(3, large));
        assertThat(type(reply(3))).isEqualTo("ack");
        assertThat(type(reply(1))).isEqualTo("ack");
        assertThat(code(reply(2))).isEqualTo("RT_005");
    }

    @Test
    void everyBadLineCountsAmongTheMistakes() {
        client.send(IntStream.rangeClosed(1, 10).mapToObj(_ -> "nonsense").collect(Collectors.joining("\n")));
        assertThat(client.awaitClose()).isEqualTo(4400);
        assertThat(client.history()).filteredOn(ChatClient.ofType("error")).hasSize(10);
    }

    @Test
    void theSubprotocolAsksForBatchesToo() {
        try (ChatClient other = cluster.b().dial("/ws").subprotocol("parley.v1.batch").bearer(TestTokens.of(Unique.user("bob"))).open()) {
            assertThat(other.subprotocol()).isEqualTo("parley.v1.batch");
            other.send("{'type':'ping','id':1}\n{'type':'ping','id':2}");
            other.await("the second reply", message -> message.path("id").asInt(-1) == 2);
        }
    }

    @Test
    void whoDidNotAskForBatchesSendsOneMessageAFrame() {
        try (ChatClient other = cluster.b().connect(Unique.user("bob"))) {
            other.send("{'type':'ping','id':1}\n{'type':'ping','id':2}");
            JsonNode error = other.await("error");
            assertThat(code(error)).isEqualTo("RT_007");
            assertThat(error.get("id").asInt()).isEqualTo(1);
            other.send("{'type':'ping',\n\n'id':3}");
            assertThat(other.await("pong").get("id").asInt()).isEqualTo(3);
        }
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
