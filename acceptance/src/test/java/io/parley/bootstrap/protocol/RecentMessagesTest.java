package io.parley.bootstrap.protocol;

import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

import io.parley.bootstrap.testing.ChatClient;
import io.parley.bootstrap.testing.SharedCluster;
import io.parley.bootstrap.testing.TestCluster;
import io.parley.bootstrap.testing.Unique;

import static io.parley.bootstrap.protocol.Fields.number;
import static io.parley.bootstrap.protocol.Fields.numbers;
import static io.parley.bootstrap.protocol.Fields.offset;
import static org.assertj.core.api.Assertions.assertThat;

/** What was said last, told to who enters: where it is asked for, and in jobs without being asked. */
@ExtendWith(SharedCluster.class)
class RecentMessagesTest {
    private final TestCluster cluster;
    private final ChatClient client;
    private final String alice = Unique.user("alice");
    private final String room = Unique.channel("chat:");

    RecentMessagesTest(TestCluster cluster) {
        this.cluster = cluster;
        client = cluster.a().connect(alice);
    }

    @AfterEach
    void hangUp() {
        client.close();
    }

    private JsonNode subscribe(String channel, int history) {
        return client.ask("'type':'subscribe','channel':'" + channel + "','history':" + history);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "3, 3", "5, 5", "1000, 5"})
    void theLastMessagesLeadUpToTheOffsetTheOldestFirst(int wanted, int told) {
        IntStream.rangeClosed(1, 5).forEach(number -> client.say(room, "e", String.valueOf(number)));
        JsonNode subscribed = subscribe(room, wanted);
        assertThat(numbers(subscribed.get("messages"))).containsExactlyElementsOf(IntStream.rangeClosed(6 - told, 5).boxed().toList());
        assertThat(offset(subscribed)).isEqualTo(5);
        assertThat(offset(subscribed.get("messages").get(told - 1))).isEqualTo(5);
    }

    @Test
    void theyAreMessagesAsTheyWereHeard() {
        client.subscribe(room);
        client.say(room, "greeting", "{'n':1.50}");
        JsonNode heard = client.awaitMessage(room);
        assertThat(subscribe(room, 1).get("messages").get(0)).isEqualTo(heard);
        assertThat(client.frames().getLast()).contains("\"data\":{\"n\":1.50}");
    }

    @Test
    void whoAsksForNoneIsToldNone() {
        client.say(room, "e", "1");
        assertThat(subscribe(room, 0).path("messages")).isEmpty();
    }

    @Test
    void anEmptyChannelTellsAnEmptyList() {
        assertThat(subscribe(room, 10).get("messages").isArray()).isTrue();
        assertThat(subscribe(room, 10).get("messages")).isEmpty();
    }

    @Test
    void noMoreAreToldThanAreKept() {
        IntStream.rangeClosed(1, 105).forEach(number -> client.say(room, "e", String.valueOf(number)));
        assertThat(numbers(subscribe(room, 1000).get("messages")))
                .containsExactlyElementsOf(IntStream.rangeClosed(6, 105).boxed().toList());
    }

    @Test
    void aChannelThatKeepsNothingTellsNothing() {
        String plain = Unique.channel("public:");
        client.say(plain, "e", "1");
        assertThat(subscribe(plain, 10).path("messages")).isEmpty();
    }

    @Test
    void whatIsToldIsNotHeardOnceMore() {
        IntStream.rangeClosed(1, 5).forEach(number -> client.say(room, "e", String.valueOf(number)));
        subscribe(room, 5);
        client.say(room, "e", "6");
        assertThat(number(client.awaitMessage(room))).isEqualTo(6);
    }

    @Test
    void whatTheFilterSaysNoToIsNotAmongThem() {
        IntStream.rangeClosed(1, 5).forEach(number -> client.say(room, "e", String.valueOf(number)));
        JsonNode subscribed = client
                .ask("'type':'subscribe','channel':'" + room + "','history':4,'filter':'message.data % 2 == 0 || message.data == 1'");
        assertThat(numbers(subscribed.get("messages"))).containsExactly(2, 4);
        assertThat(offset(subscribed)).isEqualTo(5);
    }

    @Test
    void whoCannotRecoverIsToldTheLastMessagesIfHeAsksForThem() {
        IntStream.rangeClosed(1, 5).forEach(number -> client.say(room, "e", String.valueOf(number)));
        JsonNode subscribed = client
                .ask("'type':'subscribe','channel':'" + room + "','history':2,'recover':{'epoch':'no-such-epoch','offset':1}");
        assertThat(subscribed.get("recovered").asBoolean(true)).isFalse();
        assertThat(numbers(subscribed.get("messages"))).containsExactly(4, 5);
    }

    @Test
    void whoRecoversIsToldWhatHeMissedAndNotWhatHeAsksForBesides() {
        String epoch = client.say(room, "e", "1").get("epoch").asString();
        IntStream.rangeClosed(2, 5).forEach(number -> client.say(room, "e", String.valueOf(number)));
        JsonNode subscribed = client
                .ask("'type':'subscribe','channel':'" + room + "','history':4,'recover':{'epoch':'" + epoch + "','offset':3}");
        assertThat(subscribed.get("recovered").asBoolean()).isTrue();
        assertThat(numbers(subscribed.get("messages"))).containsExactly(4, 5);
    }

    @Test
    void aJobTellsItsStateUnaskedAndThenItsChanges() {
        String job = Unique.channel("jobs.");
        cluster.a().admin().put("/realtime/channels/" + job, "{'metadata':{'userId':'" + alice + "'}}");
        cluster.a().admin().broadcast(job, "progress", 10);
        cluster.a().admin().broadcast(job, "progress", 20);
        JsonNode subscribed = client.subscribe(job);
        assertThat(numbers(subscribed.get("messages"))).containsExactly(20);
        assertThat(offset(subscribed)).isEqualTo(2);
        cluster.b().admin().broadcast(job, "progress", 30);
        assertThat(number(client.awaitMessage(job))).isEqualTo(30);
    }

    @Test
    void aJobThatHasNotBegunTellsNoState() {
        String job = Unique.channel("jobs.");
        cluster.a().admin().put("/realtime/channels/" + job, "{'metadata':{'userId':'" + alice + "'}}");
        JsonNode subscribed = client.subscribe(job);
        assertThat(subscribed.get("messages")).isEmpty();
        assertThat(offset(subscribed)).isZero();
    }
}
