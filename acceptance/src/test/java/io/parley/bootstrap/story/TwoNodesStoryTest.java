package io.parley.bootstrap.story;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

import io.parley.bootstrap.testing.ChatClient;
import io.parley.bootstrap.testing.EventStream;
import io.parley.bootstrap.testing.HubApi;
import io.parley.bootstrap.testing.SharedCluster;
import io.parley.bootstrap.testing.TestCluster;
import io.parley.bootstrap.testing.TestNode;
import io.parley.bootstrap.testing.TestTokens;
import io.parley.bootstrap.testing.Unique;

import static org.assertj.core.api.Assertions.assertThat;

/** The main job: what is said on one node is heard on the other. */
@ExtendWith(SharedCluster.class)
class TwoNodesStoryTest {
    private static final int MANY = 500;
    private static final String LOBBY = "public:lobby";

    private final TestNode a;
    private final TestNode b;

    TwoNodesStoryTest(TestCluster cluster) {
        a = cluster.a();
        b = cluster.b();
    }

    @Test
    void aMessageSaidOnOneNodeIsHeardOnTheOther() {
        try (ChatClient alice = a.connect(Unique.user("alice")); ChatClient bob = b.connect(Unique.user("bob"))) {
            alice.subscribe(LOBBY);
            bob.say(LOBBY, "greeting", "{'text':'hello'}");
            JsonNode heard = alice.awaitMessage(LOBBY);
            assertThat(heard.get("event").asString()).isEqualTo("greeting");
            assertThat(heard.get("data").get("text").asString()).isEqualTo("hello");
        }
    }

    @Test
    void aMessageNamesItsSender() {
        String name = Unique.user("bob");
        try (ChatClient alice = a.connect(Unique.user("alice")); ChatClient bob = b.connect(name)) {
            alice.subscribe(LOBBY);
            bob.say(LOBBY, "greeting", "1");
            assertThat(alice.await("bob's message", message -> message.path("sender").asString("").equals(name)).has("timestamp")).isTrue();
        }
    }

    @Test
    void aMessageIsHeardOnItsOwnNodeToo() {
        String room = Unique.channel("chat:");
        try (ChatClient bob = b.connect(Unique.user("bob")); ChatClient carol = b.connect(Unique.user("carol"))) {
            carol.subscribe(room);
            bob.say(room, "greeting", "1");
            assertThat(carol.awaitMessage(room).get("event").asString()).isEqualTo("greeting");
        }
    }

    @Test
    void whoSpeaksAndListensHearsHimself() {
        String room = Unique.channel("chat:");
        try (ChatClient bob = b.connect(Unique.user("bob"))) {
            bob.subscribe(room);
            bob.say(room, "greeting", "1");
            assertThat(bob.awaitMessage(room).get("offset").asLong()).isEqualTo(1);
        }
    }

    @Test
    void aBroadcastOverHttpReachesTheClientsOfTheOtherNode() {
        try (ChatClient alice = a.connect(Unique.user("alice"))) {
            String room = Unique.channel("public:");
            alice.subscribe(room);
            HubApi.Answer answer = b.admin().broadcast(room, "news", 7);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(alice.awaitMessage(room).get("data").asInt()).isEqualTo(7);
        }
    }

    @Test
    void aChannelNameInAPathMayBePercentEncoded() {
        try (ChatClient alice = a.connect(Unique.user("alice"))) {
            String room = Unique.channel("public:");
            alice.subscribe(room);
            assertThat(b.admin().broadcast(room.replace(":", "%3A"), "news", 8).status()).isEqualTo(200);
            assertThat(alice.awaitMessage(room).get("data").asInt()).isEqualTo(8);
        }
    }

    @Test
    void aBroadcastInAChannelWithHistoryIsAnsweredWithItsPosition() {
        String room = Unique.channel("chat:");
        JsonNode position = b.admin().broadcast(room, "news", 1).json();
        assertThat(position.get("channel").asString()).isEqualTo(room);
        assertThat(position.get("offset").asLong()).isEqualTo(1);
        assertThat(position.get("epoch").asString()).isNotBlank();
    }

    @Test
    void manyMessagesKeepTheirOrderAcrossNodes() {
        String room = Unique.channel("chat:");
        try (ChatClient alice = a.connect(Unique.user("alice")); ChatClient bob = b.connect(Unique.user("bob"))) {
            alice.subscribe(room);
            sendMany(bob, room);
            List<JsonNode> heard = IntStream.range(0, MANY).mapToObj(_ -> alice.awaitMessage(room)).toList();
            assertThat(heard).extracting(message -> message.get("data").asInt())
                    .containsExactlyElementsOf(IntStream.range(0, MANY).boxed().toList());
            assertThat(heard).extracting(message -> message.get("offset").asLong())
                    .containsExactlyElementsOf(LongStream.rangeClosed(1, MANY).boxed().toList());
            assertThat(heard).extracting(message -> message.get("epoch").asString()).containsOnly(heard.getFirst().get("epoch").asString());
        }
    }

    @Test
    void everyMessageWithAnIdIsAcknowledgedOnceWithItsPosition() {
        String room = Unique.channel("chat:");
        try (ChatClient bob = b.connect(Unique.user("bob"))) {
            sendMany(bob, room);
            List<JsonNode> acks = IntStream.range(0, MANY).mapToObj(_ -> bob.await("ack")).toList();
            assertThat(acks).extracting(ack -> ack.get("id").asInt()).containsExactlyElementsOf(IntStream.range(0, MANY).boxed().toList());
            assertThat(acks).extracting(ack -> ack.get("offset").asLong())
                    .containsExactlyElementsOf(LongStream.rangeClosed(1, MANY).boxed().toList());
        }
    }

    private static void sendMany(ChatClient client, String room) {
        IntStream.range(0, MANY).forEach(number -> client
                .send("{'type':'message','id':" + number + ",'channel':'" + room + "','event':'count','data':" + number + "}"));
    }

    @Test
    void dataPassesByteForByte() {
        String room = Unique.channel("chat:");
        String data = "{\"b\": 1.50,  \"a\":[1e3,\"\\u00e9 \u00e9 \ud83d\ude00\"], \"b\": null}";
        try (ChatClient alice = a.connect(Unique.user("alice")); ChatClient bob = b.connect(Unique.user("bob"))) {
            alice.subscribe(room);
            bob.sendRaw("{\"type\":\"message\",\"channel\":\"" + room + "\",\"event\":\"e\",\"data\":" + data + "}");
            alice.awaitMessage(room);
            assertThat(alice.frames().getLast()).contains("\"data\":" + data);
        }
    }

    @Test
    void aStreamHearsWhatIsSaidOnTheOtherNode() {
        String user = Unique.user("alice");
        String room = Unique.channel("chat:");
        try (EventStream stream = new EventStream(a.at("/realtime/sse?channel=" + room), TestTokens.of(user));
                ChatClient bob = b.connect(Unique.user("bob"))) {
            assertThat(stream.contentType()).startsWith("text/event-stream");
            assertThat(stream.next().name()).isEqualTo("connected");
            assertThat(stream.next().data().get("channel").asString()).isEqualTo("private:user-" + user);
            assertThat(stream.next().data().get("channel").asString()).isEqualTo(room);
            bob.say(room, "greeting", "'hello'");
            EventStream.Event heard = stream.next();
            assertThat(heard.name()).isEqualTo("message");
            assertThat(heard.data().get("data").asString()).isEqualTo("hello");
        }
    }

    @Test
    void aStreamIsToldOfAChannelThatItMayNotHearAndGoesOn() {
        String room = Unique.channel("chat:");
        try (EventStream stream = new EventStream(a.at("/realtime/sse?channel=admin:ops&channel=" + room),
                TestTokens.of(Unique.user("alice")))) {
            assertThat(stream.next().name()).isEqualTo("connected");
            assertThat(stream.next().name()).isEqualTo("subscribed");
            EventStream.Event refused = stream.next();
            assertThat(refused.name()).isEqualTo("error");
            assertThat(refused.data().get("code").asString()).isEqualTo("RT_003");
            assertThat(stream.next().data().get("channel").asString()).isEqualTo(room);
        }
    }
}
