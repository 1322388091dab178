package io.parley.bootstrap.protocol;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

import io.parley.bootstrap.testing.ChatClient;
import io.parley.bootstrap.testing.SharedCluster;
import io.parley.bootstrap.testing.TestCluster;
import io.parley.bootstrap.testing.TestTokens;
import io.parley.bootstrap.testing.Unique;

import static io.parley.bootstrap.protocol.Fields.offset;
import static io.parley.bootstrap.protocol.Fields.type;
import static org.assertj.core.api.Assertions.assertThat;

/** How far the channel is, told to those who did not hear what was said. */
@ExtendWith(SharedCluster.class)
class PositionTest {
    private final TestCluster cluster;
    private final ChatClient hearer;
    private final ChatClient speaker;
    private final String alice = Unique.user("alice");
    private final String room = Unique.channel("chat:");

    PositionTest(TestCluster cluster) {
        this.cluster = cluster;
        hearer = cluster.a().connect(alice);
        speaker = cluster.b().dial("/realtime?batch=1").bearer(TestTokens.of(Unique.user("bob"))).open();
        speaker.await("connected");
    }

    @AfterEach
    void hangUp() {
        hearer.close();
        speaker.close();
    }

    @Test
    void afterFiftyMessagesThatWereFilteredOutThePositionIsTold() {
        hearer.subscribe(room, "message.data == 0");
        // In one frame, so that they are all said within the second after which the position would be told anyway.
        speaker.send(IntStream.rangeClosed(1, 50).mapToObj(this::message).collect(Collectors.joining("\n")) + "\n" + message(0));
        assertThat(offset(hearer.awaitMessage(room))).isEqualTo(51);
        JsonNode before = hearer.history().get(hearer.history().size() - 2);
        assertThat(type(before)).isEqualTo("position");
        assertThat(before.get("channel").asString()).isEqualTo(room);
        assertThat(offset(before)).isEqualTo(50);
        assertThat(before.get("epoch").asString()).isEqualTo(hearer.history().getLast().get("epoch").asString());
    }

    private String message(int data) {
        return "{'type':'message','channel':'" + room + "','event':'e','data':" + data + "}";
    }

    @Test
    void whenItIsQuietForASecondThePositionIsTold() {
        hearer.subscribe(room, "false");
        String epoch = speaker.say(room, "e", "1").get("epoch").asString();
        JsonNode position = hearer.await("position");
        assertThat(position.get("channel").asString()).isEqualTo(room);
        assertThat(position.get("epoch").asString()).isEqualTo(epoch);
        assertThat(offset(position)).isEqualTo(1);
    }

    @Test
    void thePositionIsToldOfWhatWasForOthersToo() {
        hearer.subscribe(room);
        cluster.b().admin().post("/realtime/channels/" + room + "/broadcast",
                "{'event':'e','data':1,'exclude':{'users':['" + alice + "']}}");
        assertThat(offset(hearer.await("position"))).isEqualTo(1);
    }

    @Test
    void thePositionIsToldByTheNameByWhichTheChannelIsHeard() {
        String spelling = "user." + alice;
        hearer.subscribe(spelling, "false");
        cluster.b().admin().post("/realtime/users/" + alice + "/broadcast", "{'event':'e'}");
        assertThat(hearer.await("position").get("channel").asString()).isEqualTo(spelling);
    }

    @Test
    void whoHearsEverythingIsToldNoPosition() {
        try (ChatClient all = cluster.a().connect(Unique.user("all"))) {
            hearer.subscribe(room, "false");
            all.subscribe(room);
            speaker.say(room, "e", "1");
            hearer.await("position");
            speaker.say(room, "e", "2");
            all.awaitMessage(room);
            all.awaitMessage(room);
            assertThat(all.history()).noneMatch(ChatClient.ofType("position"));
        }
    }

    @Test
    void aChannelWithoutHistoryHasNoPosition() {
        String plain = Unique.channel("public:");
        hearer.subscribe(plain, "message.data == 2");
        hearer.subscribe(room, "false");
        speaker.say(plain, "e", "1");
        speaker.say(room, "e", "1");
        assertThat(hearer.await("position").get("channel").asString()).isEqualTo(room);
        speaker.say(plain, "e", "2");
        assertThat(hearer.awaitMessage(plain).has("offset")).isFalse();
    }
}
