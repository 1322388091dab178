package io.parley.bootstrap.story;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import io.parley.application.delivery.ArchiveQueue;
import io.parley.bootstrap.testing.ChatClient;
import io.parley.bootstrap.testing.TestNode;
import io.parley.bootstrap.testing.TestTokens;
import io.parley.bootstrap.testing.Unique;
import io.parley.devservices.testing.StoppableRedis;
import io.parley.devservices.testing.TestServers;

import static org.assertj.core.api.Assertions.assertThat;

/** Two nodes, and channels in which three messages are at hand and the rest is in the archive: who was away, and who comes with another device. */
class DurableStoryTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static StoppableRedis redis;
    private static TestNode one;
    private static TestNode other;

    private final String channel = Unique.channel("inbox:");
    private final String ada = Unique.user("ada");

    @BeforeAll
    static void twoNodes() {
        redis = TestServers.startRedis();
        String database = TestServers.freshDatabaseUrl();
        one = node("one", database);
        other = node("other", database);
    }

    private static TestNode node(String name, String database) {
        String policy = "parley.realms.default.policies[0].";
        return TestNode.alone("PARLEY_NODE_ID=" + name, "REDIS_URL=" + redis.url(), "DATABASE_URL=" + database,
                "JWT_SECRET=" + TestTokens.SECRET, "PARLEY_ADMIN_KEY=" + TestNode.ADMIN_KEY, policy + "pattern=inbox:*",
                policy + "subscribe=auth != null", policy + "publish=auth != null", policy + "history-size=3", policy + "history-age=1h",
                policy + "archive=30d");
    }

    @AfterAll
    static void over() {
        one.close();
        other.close();
        redis.close();
    }

    /** One of the tests takes Redis away. */
    @BeforeEach
    void whenAllIsWell() {
        for (TestNode node : List.of(one, other)) {
            Awaitility.await().atMost(PATIENCE).until(() -> node.api().get("/actuator/health/readiness").status() == 200);
        }
    }

    private void says(int first, int last) {
        IntStream.rangeClosed(first, last).forEach(number -> assertThat(one.admin().broadcast(channel, "said", number).status()).isEqualTo(200));
    }

    /** All is in the archive, and only three messages are at hand. */
    private static void awaitArchived() {
        Awaitility.await().atMost(PATIENCE).until(() -> one.bean(ArchiveQueue.class).waiting(10).isEmpty());
    }

    private JsonNode subscribes(ChatClient client) {
        return client.ask("'type':'subscribe','channel':'" + channel + "','durable':'worker'");
    }

    private JsonNode acknowledges(ChatClient client, JsonNode upTo, int offset) {
        return client.ask("'type':'ack','channel':'" + channel + "','epoch':'" + upTo.get("epoch").asString() + "','offset':" + offset);
    }

    private static List<Integer> numbers(JsonNode subscribed) {
        return StreamSupport.stream(subscribed.get("messages").spliterator(), false).map(message -> message.get("data").asInt()).toList();
    }

    /** What a client is told on subscribing, and what follows, up to the number. */
    private List<Integer> numbers(ChatClient client, JsonNode subscribed, int last) {
        List<Integer> told = new ArrayList<>(numbers(subscribed));
        while (told.isEmpty() || told.getLast() < last) {
            told.add(client.awaitMessage(channel).get("data").asInt());
        }
        return told;
    }

    @Test
    void whoWasAwayForLongerThanTheHotWindowRecoversExactly() {
        JsonNode before;
        try (ChatClient client = one.connect(ada)) {
            before = client.ask("'type':'subscribe','channel':'" + channel + "'");
        }
        says(1, 20);
        awaitArchived();
        try (ChatClient client = other.connect(ada)) {
            JsonNode after = client.ask("'type':'subscribe','channel':'" + channel + "','recover':{'epoch':'" + before.get("epoch").asString()
                    + "','offset':" + before.get("offset").asLong() + "}");
            assertThat(after.get("recovered").asBoolean()).isTrue();
            says(21, 21);
            assertThat(numbers(client, after, 21)).isEqualTo(IntStream.rangeClosed(1, 21).boxed().toList());
        }
    }

    @Test
    void theArchiveShowsWhatItMovedAndHowFarBehindItIs() {
        says(1, 5);
        awaitArchived();
        double moved = metric(one, "realtime_archived_messages_total") + metric(other, "realtime_archived_messages_total");
        assertThat(moved).isGreaterThanOrEqualTo(5);
        Awaitility.await().atMost(PATIENCE).until(() -> metric(one, "realtime_archive_lag_seconds") < 5);
    }

    private static double metric(TestNode node, String name) {
        return node.admin().get("/metrics").body().lines().filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1))).findFirst().orElseThrow();
    }

    @Test
    void whatWasNotAcknowledgedIsToldAgainOnAnotherDeviceAndTheRestIsNot() {
        try (ChatClient phone = one.connect(ada)) {
            JsonNode subscribed = subscribes(phone);
            says(1, 12);
            numbers(phone, subscribed, 12);
            assertThat(acknowledges(phone, subscribed, 4).get("offset").asInt()).isEqualTo(4);
        }
        awaitArchived();
        try (ChatClient laptop = other.connect(ada)) {
            JsonNode subscribed = subscribes(laptop);
            assertThat(subscribed.get("recovered").asBoolean()).isTrue();
            assertThat(numbers(laptop, subscribed, 12)).isEqualTo(IntStream.rangeClosed(5, 12).boxed().toList());
            acknowledges(laptop, subscribed, 12);
        }
        try (ChatClient phone = one.connect(ada)) {
            assertThat(numbers(subscribes(phone))).isEmpty();
        }
    }

    @Test
    void theNewestDeviceTakesItOverFromTheOtherNode() {
        try (ChatClient phone = one.connect(ada); ChatClient laptop = other.connect(ada)) {
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

    @Test
    void whenRedisLosesItsDataThatIsSaidUntilItIsAcknowledgedAndTheArchiveIsReadable() {
        JsonNode before;
        try (ChatClient phone = one.connect(ada)) {
            before = subscribes(phone);
            says(1, 5);
            acknowledges(phone, before, 1);
        }
        awaitArchived();
        redis.stop();
        redis.startEmpty();
        Awaitility.await().atMost(PATIENCE).ignoreExceptions().until(() -> one.admin().broadcast(channel, "said", 6).status() == 200);
        for (TestNode node : List.of(other, one)) {
            assertThat(subscribesAgain(node).get("recovered").asBoolean()).isFalse();
        }
        try (ChatClient laptop = other.connect(ada)) {
            JsonNode now = subscribes(laptop);
            acknowledges(laptop, now, now.get("offset").asInt());
            JsonNode old = laptop.ask("'type':'history','channel':'" + channel + "','from':{'epoch':'" + before.get("epoch").asString()
                    + "','offset':1}");
            assertThat(numbers(old)).containsExactly(2, 3, 4, 5);
        }
        assertThat(subscribesAgain(one).get("recovered").asBoolean()).isTrue();
    }

    private JsonNode subscribesAgain(TestNode node) {
        try (ChatClient client = node.connect(ada)) {
            return Awaitility.await().atMost(PATIENCE).until(() -> subscribes(client), ChatClient.ofType("subscribed")::test);
        }
    }
}
