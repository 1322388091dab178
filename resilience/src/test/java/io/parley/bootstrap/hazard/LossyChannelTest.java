package io.parley.bootstrap.hazard;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import io.parley.bootstrap.testing.ChatClient;
import io.parley.bootstrap.testing.SharedCluster;
import io.parley.bootstrap.testing.TestCluster;
import io.parley.bootstrap.testing.TestNode;
import io.parley.bootstrap.testing.Unique;

import static org.assertj.core.api.Assertions.assertThat;

/** A client that does not read for a while, in channels where something may be lost: it stays, and knows what it has not heard. */
@ExtendWith(SharedCluster.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LossyChannelTest {
    private static final int MESSAGES = 150;
    private static final int KINDS = 5;
    /** All messages together are more than the sockets' buffers and the hub's queue hold. */
    private static final String LARGE = "x".repeat(100_000);

    private final TestNode node;

    LossyChannelTest(TestCluster cluster) {
        node = cluster.join("node-lossy", Stream.of("drop-oldest", "coalesce", "skip").flatMap(LossyChannelTest::policy)
                .toArray(String[]::new));
    }

    private static Stream<String> policy(String action) {
        String policy = "parley.realms.default.policies[" + List.of("drop-oldest", "coalesce", "skip").indexOf(action) + "].";
        Stream<String> settings = Stream.of("pattern=" + action + ":*", "subscribe=auth != null", "publish='publish' in auth.scopes",
                "history-size=1000", "history-age=1h", "slow-consumers=" + action);
        return Stream.concat(settings, action.equals("coalesce") ? Stream.of("coalesce-by={of.kind}") : Stream.of()).map(policy::concat);
    }

    @AfterAll
    void stop() {
        node.close();
    }

    private void broadcast(String channel, int number) {
        node.admin().post("/realtime/channels/" + channel + "/broadcast",
                "{'event':'large','data':{'of':{'kind':" + number % KINDS + "},'fill':'" + LARGE + "'}}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"drop-oldest", "coalesce", "skip"})
    void aSlowReaderStaysAndIsToldWhatItMissedWhileOthersHearEverything(String action) {
        String channel = Unique.channel(action + ":");
        String certain = Unique.channel("chat:");
        try (ChatClient fast = node.connect(Unique.user("fast")); ChatClient slow = node.connect(Unique.user("slow"))) {
            for (ChatClient client : List.of(fast, slow)) {
                client.subscribe(channel);
                client.subscribe(certain);
            }
            slow.stopReading();
            for (int i = 0; i < MESSAGES; i++) {
                broadcast(channel, i);
                assertThat(fast.awaitMessage(channel).path("offset").asLong()).isEqualTo(i + 1);
            }
            fast.say(certain, "last", "null");
            slow.readOn();
            slow.awaitMessage(certain);
            assertThat(slow.ask("'type':'ping'").path("type").asString()).isEqualTo("pong");
            everythingIsThereOrToldToBeMissing(
                    slow.history().stream().filter(one -> one.path("channel").asString("").equals(channel)).toList());
            assertThat(slow.ask("'type':'history','channel':'" + channel + "','limit':2").path("messages").size()).isEqualTo(2);
        }
    }

    private static void everythingIsThereOrToldToBeMissing(List<JsonNode> heard) {
        assertThat(heard.getFirst().path("type").asString()).isEqualTo("subscribed");
        String epoch = heard.getFirst().path("epoch").asString();
        long next = 1;
        int gaps = 0;
        for (JsonNode one : heard.subList(1, heard.size())) {
            assertThat(one.path("epoch").asString()).isEqualTo(epoch);
            if (one.path("type").asString().equals("gap")) {
                gaps++;
                assertThat(one.path("from").asLong()).isEqualTo(next);
                next = one.path("to").asLong() + 1;
                assertThat(one.path("skipped").asLong()).isEqualTo(next - one.path("from").asLong());
            } else {
                assertThat(one.path("offset").asLong()).isEqualTo(next++);
            }
        }
        assertThat(next).isEqualTo(MESSAGES + 1);
        assertThat(gaps).isPositive();
        assertThat(heard.getLast().path("type").asString()).isEqualTo("message");
    }
}
