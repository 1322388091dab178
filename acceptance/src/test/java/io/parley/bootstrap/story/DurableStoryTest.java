package io.parley.bootstrap.story;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import io.parley.bootstrap.testing.ChatClient;
import io.parley.bootstrap.testing.TestNode;
import io.parley.bootstrap.testing.Unique;

import static io.parley.bootstrap.story.ArchivedCluster.numbers;
import static org.assertj.core.api.Assertions.assertThat;

/** Two nodes, and channels in which three messages are at hand and the rest is in the archive: who was away, and who comes with another device. */
class DurableStoryTest {
    private static ArchivedCluster cluster;

    private final String channel = Unique.channel("inbox:");
    private final String ada = Unique.user("ada");

    @BeforeAll
    static void twoNodes() {
        cluster = new ArchivedCluster();
    }

    @AfterAll
    static void over() {
        cluster.close();
    }

    private void says(int first, int last) {
        cluster.says(channel, first, last);
    }

    private JsonNode subscribes(ChatClient client) {
        return ArchivedCluster.subscribes(client, channel);
    }

    private JsonNode acknowledges(ChatClient client, JsonNode upTo, int offset) {
        return ArchivedCluster.acknowledges(client, channel, upTo, offset);
    }

    /** What a client is told on subscribing, and what follows, up to the number. */
    private List<Integer> told(ChatClient client, JsonNode subscribed, int last) {
        List<Integer> all = new ArrayList<>(numbers(subscribed));
        while (all.isEmpty() || all.getLast() < last) {
            all.add(client.awaitMessage(channel).get("data").asInt());
        }
        return all;
    }

    @Test
    void whoWasAwayForLongerThanTheHotWindowRecoversExactly() {
        JsonNode before;
        try (ChatClient client = cluster.one.connect(ada)) {
            before = client.ask("'type':'subscribe','channel':'" + channel + "'");
        }
        says(1, 20);
        cluster.awaitArchived();
        try (ChatClient client = cluster.other.connect(ada)) {
            JsonNode after = client
                    .ask("'type':'subscribe','channel':'" + channel + "','recover':{'epoch':'" + before.get("epoch").asString()
                            + "','offset':" + before.get("offset").asLong() + "}");
            assertThat(after.get("recovered").asBoolean()).isTrue();
            says(21, 21);
            assertThat(told(client, after, 21)).isEqualTo(IntStream.rangeClosed(1, 21).boxed().toList());
        }
    }

    @Test
    void theArchiveShowsWhatItMovedAndHowFarBehindItIs() {
        says(1, 5);
        cluster.awaitArchived();
        double moved = metric(cluster.one, "realtime_archived_messages_total") + metric(cluster.other, "realtime_archived_messages_total");
        assertThat(moved).isGreaterThanOrEqualTo(5);
        Awaitility.await().atMost(ArchivedCluster.PATIENCE).until(() -> metric(cluster.one, "realtime_archive_lag_seconds") < 5);
    }

    private static double metric(TestNode node, String name) {
        return node.admin().get("/metrics").body().lines().filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1))).findFirst().orElseThrow();
    }

    @Test
    void whatWasNotAcknowledgedIsToldAgainOnAnotherDeviceAndTheRestIsNot() {
        try (ChatClient phone = cluster.one.connect(ada)) {
            JsonNode subscribed = subscribes(phone);
            says(1, 12);
            told(phone, subscribed, 12);
            assertThat(acknowledges(phone, subscribed, 4).get("offset").asInt()).isEqualTo(4);
        }
        cluster.awaitArchived();
        try (ChatClient laptop = cluster.other.connect(ada)) {
            JsonNode subscribed = subscribes(laptop);
            assertThat(subscribed.get("recovered").asBoolean()).isTrue();
            assertThat(told(laptop, subscribed, 12)).isEqualTo(IntStream.rangeClosed(5, 12).boxed().toList());
            acknowledges(laptop, subscribed, 12);
        }
        try (ChatClient phone = cluster.one.connect(ada)) {
            assertThat(numbers(subscribes(phone))).isEmpty();
        }
    }

    @Test
    void theNewestDeviceTakesItOverFromTheOtherNode() {
        try (ChatClient phone = cluster.one.connect(ada); ChatClient laptop = cluster.other.connect(ada)) {
            JsonNode subscribed = subscribes(phone);
            subscribes(laptop);
            JsonNode end = phone.await("unsubscribed");
            assertThat(end.get("reason").asString()).isEqualTo("taken-over");
            assertThat(end.get("channel").asString()).isEqualTo(channel);
            assertThat(acknowledges(phone, subscribed, 0).get("code").asString()).isEqualTo("RT_004");
            says(1, 1);
            assertThat(laptop.awaitMessage(channel).get("data").asInt()).isEqualTo(1);
        }
    }
}
