package io.parley.bootstrap.hazard;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import io.parley.adapters.redis.Keys;
import io.parley.adapters.redis.delivery.RedisBackplane;
import io.parley.bootstrap.testing.ChatClient;
import io.parley.bootstrap.testing.FoldedRoster;
import io.parley.bootstrap.testing.HubApi;
import io.parley.bootstrap.testing.TestNode;
import io.parley.bootstrap.testing.TestTokens;
import io.parley.bootstrap.testing.Unique;
import io.parley.devservices.testing.RedisTalk;
import io.parley.devservices.testing.StoppableRedis;
import io.parley.devservices.testing.TestServers;
import io.parley.domain.channel.ChannelId;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.identity.RealmId;

import static org.assertj.core.api.Assertions.assertThat;

/** What a client and an operator see while Redis is away, and after. */
class RedisOutageStoryTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration A_COMMANDS_TIME_OUT = Duration.ofSeconds(2);
    private static final Duration AT_ONCE = Duration.ofMillis(250);
    private static final Duration BUSY_MACHINE = Duration.ofSeconds(1);
    private static StoppableRedis redis;
    private static TestNode node;

    private final String room = Unique.channel("chat:");
    private ChatClient alice;
    private ChatClient bob;

    @BeforeAll
    static void start() {
        redis = TestServers.startRedis();
        node = TestNode.alone("REDIS_URL=" + redis.url(), "DATABASE_URL=" + TestServers.freshDatabaseUrl(),
                "JWT_SECRET=" + TestTokens.SECRET, "PARLEY_ADMIN_KEY=" + TestNode.ADMIN_KEY);
    }

    @AfterAll
    static void stop() {
        redis.start();
        node.stop();
        redis.close();
    }

    @BeforeEach
    void twoClients() {
        alice = node.connect(Unique.user("alice"));
        alice.subscribe(room);
        bob = node.connect(Unique.user("bob"));
        bob.subscribe(room);
    }

    @AfterEach
    void allIsWellAgain() {
        alice.close();
        bob.close();
        redis.start();
        Awaitility.await().atMost(PATIENCE).until(() -> node.api().get("/actuator/health/readiness").status() == 200);
    }

    private static String code(JsonNode reply) {
        return reply.path("code").asString("");
    }

    private static Duration timeOf(Runnable deed) {
        long begin = System.nanoTime();
        deed.run();
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    private void awaitAck(int number) {
        Awaitility.await().atMost(PATIENCE).until(() -> bob.ask("'type':'message','channel':'" + room + "','event':'said','data':" + number
                + ",'idempotencyKey':'" + number + "'").path("type").asString("").equals("ack"));
    }

    private static int presentIn(String channel) {
        return node.admin().get("/realtime/channels/" + channel + "/presence").json().get("count").asInt();
    }

    @Test
    void whoWentWhileRedisWasAwayIsToldWhenItIsBackAndWhoAddsUpKnowsWhoIsThere() {
        redis.stop();
        bob.close();
        redis.start();
        ChatClient carol = comesBack();
        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(presentIn(room)).isEqualTo(2);
            assertThat(FoldedRoster.of(alice, room).users()).isEqualTo(FoldedRoster.of(carol, room).users()).hasSize(2);
        });
        carol.close();
    }

    private ChatClient comesBack() {
        ChatClient carol = node.connect(Unique.user("carol"));
        Awaitility.await().atMost(PATIENCE).until(() -> carol.subscribe(room).path("type").asString("").equals("subscribed"));
        return carol;
    }

    private static List<Integer> numbers(ChatClient client) {
        return client.history().stream().filter(ChatClient.ofType("message")).map(message -> message.get("data").asInt()).toList();
    }

    @Test
    void theConnectionStaysAndWorksAgainWithoutARestart() {
        redis.stop();
        assertThat(code(alice.say(room, "said", "1"))).isEqualTo("RT_010");
        assertThat(alice.ask("'type':'ping'").path("type").asString("")).isEqualTo("pong");
        assertThat(node.api().get("/actuator/health/readiness").status()).isEqualTo(503);
        assertThat(node.api().get("/health").status()).isEqualTo(503);
        assertThat(node.api().get("/actuator/health/liveness").status()).isEqualTo(200);
        redis.start();
        awaitAck(2);
        alice.await("what was acknowledged", message -> message.path("data").asInt(-1) == 2);
        Awaitility.await().atMost(PATIENCE).until(() -> node.api().get("/actuator/health/readiness").status() == 200);
    }

    @Test
    void whatCannotBeDoneIsRefusedAtOnce() {
        redis.stop();
        assertThat(timeOf(() -> assertThat(code(bob.say(room, "said", "1"))).isEqualTo("RT_010")))
                .isLessThan(A_COMMANDS_TIME_OUT.plus(BUSY_MACHINE));
        HubApi server = node.admin();
        for (int i = 0; i < 20; i++) {
            assertThat(timeOf(() -> assertThat(code(bob.say(room, "said", "1"))).isEqualTo("RT_010"))).isLessThan(AT_ONCE);
            assertThat(timeOf(() -> assertThat(server.broadcast(room, "said", 1).status()).isEqualTo(503))).isLessThan(AT_ONCE);
        }
    }

    /** One message at a time finds out whether Redis answers again, and waits for that. */
    @Test
    void whatCannotBeDoneWhileRedisHangsIsMostlyRefusedAtOnce() {
        redis.pause();
        try {
            List<Duration> times = IntStream.range(0, 30)
                    .mapToObj(_ -> timeOf(() -> assertThat(code(bob.say(room, "said", "1"))).isEqualTo("RT_010"))).toList();
            assertThat(times).allMatch(time -> time.compareTo(A_COMMANDS_TIME_OUT.plus(BUSY_MACHINE)) < 0);
            assertThat(times).filteredOn(time -> time.compareTo(AT_ONCE) < 0).hasSizeGreaterThan(15);
        } finally {
            redis.resume();
        }
        awaitAck(2);
        alice.await("what was acknowledged", message -> message.path("data").asInt(-1) == 2);
    }

    /** As a replica has it that took over and had not heard of the last who came. */
    @Test
    void whoIsMissingFromTheRosterAfterwardsIsPutBack() {
        try (RedisTalk talk = redis.talk()) {
            ChannelId channel = new ChannelId(RealmId.DEFAULT, new ChannelName(room));
            talk.ask("DEL", Keys.of("presence", channel), Keys.of("presence-count", channel));
        }
        assertThat(presentIn(room)).isZero();
        redis.stop();
        Awaitility.await().atMost(PATIENCE).until(() -> node.bean(RedisBackplane.class).health().silent() > 0);
        redis.start();
        Awaitility.await().atMost(PATIENCE).until(() -> presentIn(room) == 2);
    }

    @Test
    void whoHearsAChannelIsToldNothingOfItAndMissesNothingThatWasAcknowledged() {
        awaitAck(1);
        JsonNode before = alice.awaitMessage(room);
        redis.stop();
        code(bob.say(room, "said", "2"));
        assertThat(code(alice.ask("'type':'history','channel':'" + room + "'"))).isEqualTo("RT_010");
        redis.start();
        awaitAck(3);
        awaitAck(4);
        alice.await("the last", message -> message.path("data").asInt(-1) == 4);
        bob.await("the last", message -> message.path("data").asInt(-1) == 4);
        assertThat(numbers(alice)).filteredOn(number -> number != 2).containsExactly(1, 3, 4);
        assertThat(numbers(bob)).isEqualTo(numbers(alice));
        assertThat(alice.history()).noneMatch(ChatClient.ofType("recovery")).noneMatch(ChatClient.ofType("unsubscribed"));
        assertThat(alice.history()).filteredOn(ChatClient.ofType("error")).extracting(RedisOutageStoryTest::code).containsExactly("RT_010");
        JsonNode subscribed = bob.ask("'type':'subscribe','channel':'" + room + "'");
        try (ChatClient back = node.connect(Unique.user("carol"))) {
            JsonNode recovered = back
                    .ask("'type':'subscribe','channel':'" + room + "','recover':{'epoch':'" + before.get("epoch").asString()
                            + "','offset':" + before.get("offset").asLong() + "}");
            assertThat(recovered.get("recovered").asBoolean()).isTrue();
            assertThat(recovered.get("messages").valueStream().map(message -> message.get("data").asInt()))
                    .filteredOn(number -> number != 2)
                    .containsExactly(3, 4);
            assertThat(recovered.get("epoch")).isEqualTo(subscribed.get("epoch"));
        }
    }
}
