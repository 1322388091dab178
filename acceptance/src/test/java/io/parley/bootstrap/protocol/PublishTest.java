package io.parley.bootstrap.protocol;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import io.parley.bootstrap.testing.ChatClient;
import io.parley.bootstrap.testing.SharedCluster;
import io.parley.bootstrap.testing.TestCluster;
import io.parley.bootstrap.testing.Unique;

import static io.parley.bootstrap.protocol.Fields.code;
import static io.parley.bootstrap.protocol.Fields.type;
import static org.assertj.core.api.Assertions.assertThat;

/** What clients say, and what others hear of it. */
@ExtendWith(SharedCluster.class)
class PublishTest {
    private final ChatClient speaker;
    private final ChatClient hearer;
    private final String bob = Unique.user("bob");
    private final String room = Unique.channel("chat:");

    PublishTest(TestCluster cluster) {
        speaker = cluster.a().connect(bob);
        hearer = cluster.b().connect(Unique.user("alice"));
        hearer.subscribe(room);
    }

    @AfterEach
    void hangUp() {
        speaker.close();
        hearer.close();
    }

    @Test
    void anAckTellsWhereTheMessageStands() {
        JsonNode ack = speaker.say(room, "e", "1");
        JsonNode heard = hearer.awaitMessage(room);
        assertThat(ack.propertyNames()).containsExactlyInAnyOrder("type", "id", "channel", "epoch", "offset");
        assertThat(ack.get("channel").asString()).isEqualTo(room);
        assertThat(ack.get("epoch")).isEqualTo(heard.get("epoch"));
        assertThat(ack.get("offset")).isEqualTo(heard.get("offset"));
    }

    @Test
    void whatIsAcknowledgedIsStored() {
        speaker.say(room, "e", "1");
        JsonNode messages = hearer.ask("'type':'subscribe','history':1,'channel':'" + room + "'").get("messages");
        assertThat(messages.valueStream().map(Fields::number)).containsExactly(1);
    }

    @Test
    void inAChannelThatKeepsNothingAnAckHasNoPosition() {
        assertThat(speaker.say("public:lobby", "e", "1").propertyNames()).containsExactlyInAnyOrder("type", "id", "channel");
    }

    @Test
    void withoutAnIdThereIsNoAck() {
        speaker.send("{'type':'message','channel':'" + room + "','event':'e','data':1}");
        hearer.awaitMessage(room);
        speaker.ask("'type':'ping'");
        assertThat(speaker.history()).noneMatch(ChatClient.ofType("ack"));
    }

    @Test
    void withoutAnIdARefusalIsToldAllTheSame() {
        speaker.send("{'type':'message','channel':'event:x','event':'e'}");
        JsonNode error = speaker.await("error");
        assertThat(code(error)).isEqualTo("RT_003");
        assertThat(error.has("id")).isFalse();
    }

    @Test
    void whatIsRefusedIsHeardByNobody() {
        speaker.say(room, "", "1");
        speaker.ask("'type':'message','channel':'" + room + "','event':'e','data':1,'priority':'urgent'");
        speaker.say(room, "e", "2");
        assertThat(hearer.awaitMessage(room).get("offset").asLong()).isEqualTo(1);
    }

    @Test
    void aMessageNamesItsSenderAndItsTime() {
        speaker.say(room, "e", "1");
        JsonNode heard = hearer.awaitMessage(room);
        assertThat(heard.propertyNames()).containsExactlyInAnyOrder("type", "channel", "event", "data", "timestamp", "sender", "epoch",
                "offset");
        assertThat(heard.get("sender").asString()).isEqualTo(bob);
        assertThat(heard.get("timestamp").asString()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
    }

    @Test
    void nobodyChoosesHisOwnSenderOrPlace() {
        speaker.ask("'type':'message','channel':'" + room + "','event':'e','sender':'eve','timestamp':'never','offset':99,'epoch':'x'");
        JsonNode heard = hearer.awaitMessage(room);
        assertThat(heard.get("sender").asString()).isEqualTo(bob);
        assertThat(heard.get("offset").asLong()).isEqualTo(1);
        assertThat(heard.get("timestamp").asString()).isNotEqualTo("never");
    }

    @Test
    void missingDataIsNull() {
        speaker.ask("'type':'message','channel':'" + room + "','event':'e'");
        assertThat(hearer.awaitMessage(room).get("data").isNull()).isTrue();
    }

    static String[] events() {
        return new String[]{"e", "x".repeat(255), "\u00e9".repeat(255), "notification.new", "a b/c:d", "\ud83d\ude00", "\\u0000\\n\\\""};
    }

    @ParameterizedTest
    @MethodSource("events")
    void anEventHasUpTo255CharactersOfAnyKind(String event) {
        assertThat(type(speaker.say(room, event, "1"))).isEqualTo("ack");
        hearer.awaitMessage(room);
        assertThat(hearer.frames().getLast()).contains("\"event\":\"" + event + "\"");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 256, 10_000})
    void anEventOfAnotherLengthIsRefused(int length) {
        JsonNode error = speaker.say(room, "x".repeat(length), "1");
        assertThat(code(error)).isEqualTo("RT_007");
        assertThat(error.get("details").get("path").asString()).isEqualTo("$.event");
    }

    @ParameterizedTest
    @ValueSource(strings = {"high", "normal", "low"})
    void aMessageMayHaveAPriorityOfWhichHearersAreNotTold(String priority) {
        assertThat(type(speaker.ask("'type':'message','channel':'" + room + "','event':'e','priority':'" + priority + "'")))
                .isEqualTo("ack");
        assertThat(hearer.awaitMessage(room).has("priority")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"'urgent'", "''", "'HIGH'", "1", "null"})
    void anotherPriorityIsRefused(String priority) {
        JsonNode error = speaker.ask("'type':'message','channel':'" + room + "','event':'e','priority':" + priority);
        assertThat(code(error)).isEqualTo("RT_007");
        assertThat(error.get("details").get("path").asString()).isEqualTo("$.priority");
    }

    @ParameterizedTest
    @ValueSource(strings = {"'to':['nobody']", "'exclude':7", "'presence':'x'", "'recover':7", "'durable':{}", "'limit':-1",
            "'offset':'x'"})
    void whatAMessageDoesNotKnowIsIgnored(String field) {
        assertThat(type(speaker.ask("'type':'message','channel':'" + room + "','event':'e'," + field))).isEqualTo("ack");
        assertThat(hearer.awaitMessage(room).get("offset").asLong()).isEqualTo(1);
    }
}
