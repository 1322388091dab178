package io.parley.bootstrap.protocol;

import java.util.ArrayList;
import java.util.List;
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
import io.parley.bootstrap.testing.Unique;

import static io.parley.bootstrap.protocol.Fields.epoch;
import static io.parley.bootstrap.protocol.Fields.number;
import static io.parley.bootstrap.protocol.Fields.numbers;
import static io.parley.bootstrap.protocol.Fields.numbersHeard;
import static io.parley.bootstrap.protocol.Fields.offset;
import static io.parley.bootstrap.protocol.Fields.position;
import static org.assertj.core.api.Assertions.assertThat;

/** {@code recover}: who was away is told exactly what he missed, or that nobody can say what that was. */
@ExtendWith(SharedCluster.class)
class RecoverTest {
    private final TestCluster cluster;
    private final ChatClient speaker;
    private final ChatClient client;
    private final String alice = Unique.user("alice");
    private final String room = Unique.channel("chat:");
    private final String epoch;

    RecoverTest(TestCluster cluster) {
        this.cluster = cluster;
        speaker = cluster.b().connect(Unique.user("bob"));
        client = cluster.a().connect(alice);
        epoch = epoch(speaker.say(room, "e", "1"));
    }

    @AfterEach
    void hangUp() {
        speaker.close();
        client.close();
    }

    private void says(int first, int last) {
        IntStream.rangeClosed(first, last).forEach(number -> speaker.say(room, "e", String.valueOf(number)));
    }

    private JsonNode recover(String channel, String epoch, long offset) {
        return client.ask("'type':'subscribe','channel':'" + channel + "','recover':" + position(epoch, offset));
    }

    private JsonNode recover(long offset) {
        return recover(room, epoch, offset);
    }

    @Test
    void whoWasAwayIsToldExactlyWhatHeMissed() {
        says(2, 6);
        JsonNode subscribed = recover(3);
        assertThat(subscribed.get("recovered").asBoolean()).isTrue();
        assertThat(numbers(subscribed.get("messages"))).containsExactly(4, 5, 6);
        assertThat(subscribed.get("messages").valueStream().map(Fields::offset)).containsExactly(4L, 5L, 6L);
        assertThat(offset(subscribed)).isEqualTo(6);
        assertThat(epoch(subscribed)).isEqualTo(epoch);
    }

    @Test
    void whatHeWasToldIsNotHeardOnceMore() {
        says(2, 6);
        recover(3);
        says(7, 7);
        assertThat(number(client.awaitMessage(room))).isEqualTo(7);
        assertThat(numbersHeard(client, room)).containsExactly(7);
    }

    @Test
    void whatIsRecoveredIsAsItWasHeard() {
        client.subscribe(room);
        says(2, 2);
        JsonNode heard = client.awaitMessage(room);
        client.ask("'type':'unsubscribe','channel':'" + room + "'");
        assertThat(recover(1).get("messages")).containsExactly(heard);
    }

    @Test
    void whoMissedNothingIsToldSo() {
        JsonNode subscribed = recover(1);
        assertThat(subscribed.get("recovered").asBoolean()).isTrue();
        assertThat(subscribed.get("messages")).isEmpty();
        assertThat(offset(subscribed)).isEqualTo(1);
    }

    @Test
    void fromOffsetZeroTheWholeEpochIsRecovered() {
        says(2, 3);
        assertThat(numbers(recover(0).get("messages"))).containsExactly(1, 2, 3);
    }

    @Test
    void theOldestThatIsKeptIsTheFirstThatCanBeMissed() {
        says(2, 105);
        JsonNode subscribed = recover(5);
        assertThat(subscribed.get("recovered").asBoolean()).isTrue();
        assertThat(numbers(subscribed.get("messages"))).isEqualTo(IntStream.rangeClosed(6, 105).boxed().toList());
    }

    private void assertNotRecovered(JsonNode subscribed) {
        assertThat(subscribed.get("recovered").asBoolean(true)).isFalse();
        assertThat(subscribed.has("messages")).isFalse();
        says(200, 200);
        assertThat(number(client.awaitMessage(room))).isEqualTo(200);
    }

    @Test
    void whereSomethingThatWasMissedIsKeptNoMoreNothingIsPretended() {
        says(2, 105);
        JsonNode subscribed = recover(4);
        assertThat(offset(subscribed)).isEqualTo(105);
        assertNotRecovered(subscribed);
    }

    @Test
    void anUnknownEpochIsNotRecovered() {
        JsonNode subscribed = recover(room, "no-such-epoch", 1);
        assertThat(epoch(subscribed)).isEqualTo(epoch);
        assertNotRecovered(subscribed);
    }

    @ParameterizedTest
    @ValueSource(longs = {2, 1_000_000, Long.MAX_VALUE})
    void anOffsetThatWasNeverReachedIsNotRecovered(long offset) {
        JsonNode subscribed = recover(offset);
        assertThat(offset(subscribed)).isEqualTo(1);
        assertNotRecovered(subscribed);
    }

    @Test
    void whereNothingIsKeptNothingIsRecovered() {
        JsonNode subscribed = recover(Unique.channel("public:"), epoch, 1);
        assertThat(subscribed.propertyNames()).containsExactlyInAnyOrder("type", "id", "channel", "recovered");
        assertThat(subscribed.get("recovered").asBoolean(true)).isFalse();
    }

    @Test
    void whatTheFilterSaysNoToIsNotAmongIt() {
        says(2, 6);
        JsonNode subscribed = client.ask("'type':'subscribe','channel':'" + room + "','filter':'message.data % 2 == 0','recover':"
                + position(epoch, 1));
        assertThat(numbers(subscribed.get("messages"))).containsExactly(2, 4, 6);
        assertThat(offset(subscribed)).isEqualTo(6);
    }

    @Test
    void whatWasForOthersIsNotAmongIt() {
        cluster.b().admin().post("/realtime/channels/" + room + "/broadcast",
                "{'event':'e','data':2,'exclude':{'users':['" + alice + "']}}");
        says(3, 3);
        JsonNode subscribed = recover(1);
        assertThat(subscribed.get("recovered").asBoolean()).isTrue();
        assertThat(numbers(subscribed.get("messages"))).containsExactly(3);
    }

    @Test
    void aUserRecoversTheChannelThatHeEnteredUnasked() {
        String own = "private:user-" + alice;
        JsonNode first = cluster.b().admin().post("/realtime/users/" + alice + "/broadcast", "{'event':'e','data':1}").json();
        cluster.b().admin().post("/realtime/users/" + alice + "/broadcast", "{'event':'e','data':2}");
        try (ChatClient back = cluster.a().connect(alice)) {
            JsonNode subscribed = back.ask("'type':'subscribe','channel':'" + own + "','recover':" + position(epoch(first), 1));
            assertThat(subscribed.get("recovered").asBoolean()).isTrue();
            assertThat(numbers(subscribed.get("messages"))).containsExactly(2);
            cluster.b().admin().post("/realtime/users/" + alice + "/broadcast", "{'event':'e','data':3}");
            assertThat(number(back.awaitMessage(own))).isEqualTo(3);
        }
    }

    @Test
    void whatDoesNotFitIntoTheReplyFollowsItBeforeAnythingNew() {
        String large = "x".repeat(100 * 1024);
        IntStream.rangeClosed(2, 10).forEach(_ -> speaker.say(room, "e", "'" + large + "'"));
        JsonNode subscribed = recover(1);
        assertThat(subscribed.get("recovered").asBoolean()).isTrue();
        List<Long> told = new ArrayList<>(subscribed.get("messages").valueStream().map(Fields::offset).toList());
        assertThat(told).isNotEmpty().hasSizeLessThan(9);
        assertThat(offset(subscribed)).isEqualTo(told.getLast());
        speaker.say(room, "e", "11");
        while (told.getLast() < 11) {
            told.add(offset(client.awaitMessage(room)));
        }
        assertThat(told).containsExactly(2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L, 11L);
    }
}
