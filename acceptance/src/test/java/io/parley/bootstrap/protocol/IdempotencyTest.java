package io.parley.bootstrap.protocol;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import io.parley.bootstrap.testing.ChatClient;
import io.parley.bootstrap.testing.SharedCluster;
import io.parley.bootstrap.testing.TestCluster;
import io.parley.bootstrap.testing.Unique;

import static io.parley.bootstrap.protocol.Fields.code;
import static io.parley.bootstrap.protocol.Fields.epoch;
import static io.parley.bootstrap.protocol.Fields.number;
import static io.parley.bootstrap.protocol.Fields.numbersHeard;
import static io.parley.bootstrap.protocol.Fields.offset;
import static io.parley.bootstrap.protocol.Fields.path;
import static io.parley.bootstrap.protocol.Fields.type;
import static org.assertj.core.api.Assertions.assertThat;

/** {@code idempotencyKey}: what a sender says again is said once. */
@ExtendWith(SharedCluster.class)
class IdempotencyTest {
    private final TestCluster cluster;
    private final ChatClient speaker;
    private final ChatClient hearer;
    private final String bob = Unique.user("bob");
    private final String room = Unique.channel("chat:");

    IdempotencyTest(TestCluster cluster) {
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

    private static JsonNode say(ChatClient who, String channel, int data, String key) {
        return who.ask("'type':'message','channel':'" + channel + "','event':'e','data':" + data + ",'idempotencyKey':'" + key + "'");
    }

    @Test
    void whatIsSaidAgainIsAnsweredWithTheFirstPositionAndHeardOnce() {
        JsonNode first = say(speaker, room, 1, "k");
        JsonNode again = say(speaker, room, 1, "k");
        say(speaker, room, 2, "other");
        assertThat(type(again)).isEqualTo("ack");
        assertThat(offset(again)).isEqualTo(offset(first)).isEqualTo(1);
        assertThat(epoch(again)).isEqualTo(epoch(first));
        hearer.await("the last", message -> message.path("data").asInt(-1) == 2);
        assertThat(numbersHeard(hearer, room)).containsExactly(1, 2);
    }

    @Test
    void theKeyIsTheUsersOnEveryNodeAndDevice() {
        say(speaker, room, 1, "k");
        try (ChatClient other = cluster.b().connect(bob)) {
            assertThat(offset(say(other, room, 1, "k"))).isEqualTo(1);
            assertThat(code(say(other, room, 2, "k"))).isEqualTo("RT_007");
        }
    }

    @Test
    void aKeyThatStandsForAnotherMessageIsRefusedAndNothingIsSaid() {
        say(speaker, room, 1, "k");
        JsonNode error = say(speaker, room, 2, "k");
        assertThat(code(error)).isEqualTo("RT_007");
        assertThat(path(error)).isEqualTo("$.idempotencyKey");
        assertThat(offset(speaker.say(room, "e", "3"))).isEqualTo(2);
    }

    @Test
    void anotherSenderHasKeysOfHisOwn() {
        say(speaker, room, 1, "k");
        assertThat(offset(say(hearer, room, 2, "k"))).isEqualTo(2);
    }

    @Test
    void anotherChannelKnowsNothingOfAKey() {
        say(speaker, room, 1, "k");
        assertThat(type(say(speaker, Unique.channel("chat:"), 2, "k"))).isEqualTo("ack");
    }

    @Test
    void aServersKeysAreNoUsers() {
        say(speaker, room, 1, "k");
        assertThat(cluster.a().admin().post("/realtime/channels/" + room + "/broadcast", "{'event':'e','data':2,'idempotencyKey':'k'}")
                .json().get("offset").asInt()).isEqualTo(2);
    }

    @Test
    void whereNothingIsKeptItIsHeardOnceToo() {
        String plain = Unique.channel("public:");
        hearer.subscribe(plain);
        JsonNode first = say(speaker, plain, 1, "k");
        JsonNode again = say(speaker, plain, 1, "k");
        say(speaker, plain, 2, "other");
        assertThat(again.propertyNames()).isEqualTo(first.propertyNames()).containsExactlyInAnyOrder("type", "id", "channel");
        hearer.await("the last", message -> message.path("data").asInt(-1) == 2);
        assertThat(numbersHeard(hearer, plain)).containsExactly(1, 2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"k", "6f1c0a0e-6f0e-4a0b-9d53-0c8e5a6b7c8d", "a b:{c}*", "\u00e9\ud83e\udd8a"})
    void aKeyIsAnyText(String key) {
        assertThat(offset(say(speaker, room, 1, key))).isEqualTo(1);
        assertThat(offset(say(speaker, room, 1, key))).isEqualTo(1);
        assertThat(number(hearer.awaitMessage(room))).isEqualTo(1);
    }

    @Test
    void aKeyHas128Characters() {
        assertThat(type(say(speaker, room, 1, "k".repeat(128)))).isEqualTo("ack");
        assertThat(path(say(speaker, room, 1, "k".repeat(129)))).isEqualTo("$.idempotencyKey");
    }
}
