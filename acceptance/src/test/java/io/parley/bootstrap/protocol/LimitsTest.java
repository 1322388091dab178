package io.parley.bootstrap.protocol;

import java.util.List;
import java.util.stream.IntStream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import io.parley.bootstrap.testing.ChatClient;
import io.parley.bootstrap.testing.Dial;
import io.parley.bootstrap.testing.TestNode;
import io.parley.bootstrap.testing.TestTokens;
import io.parley.bootstrap.testing.Unique;
import io.parley.devservices.testing.TestServers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** What a client may ask for, on two nodes that share the limits of users and addresses. */
class LimitsTest {
    private static final String NEVER = "1000000/1s";
    private static TestNode a;
    private static TestNode b;

    private final String ada = Unique.user("ada");
    private final String room = Unique.channel("chat:");

    @BeforeAll
    static void twoNodes() {
        String database = TestServers.freshDatabaseUrl();
        String[] settings = {"parley.limits.enabled=true", "parley.limits.connection-messages=30+1/1h",
                "parley.limits.user-messages=10+1/1h", "parley.limits.presence-updates=5+1/1h",
                "parley.limits.connections-per-user=3", "parley.limits.connections-per-ip=0",
                "parley.limits.connection-rate-per-ip=" + NEVER,
                "parley.realms.default.policies[0].pattern=quiet:*", "parley.realms.default.policies[0].subscribe=true",
                "parley.realms.default.policies[0].publish=true", "parley.realms.default.policies[0].user-messages=2/1h"};
        a = TestNode.start("limits-a", database, settings);
        b = TestNode.start("limits-b", database, settings);
    }

    @AfterAll
    static void stop() {
        a.stop();
        b.stop();
    }

    private ChatClient onA;
    private ChatClient onB;

    private void connect() {
        onA = a.connect(ada);
        onB = b.connect(ada);
    }

    @AfterEach
    void leave() {
        if (onA != null) {
            onA.close();
            onB.close();
        }
    }

    private static void assertExceeded(JsonNode error, String limit) {
        assertThat(error.path("code").asString("")).as(error.toString()).isEqualTo("RT_006");
        assertThat(error.path("details").path("limit").asString("")).isEqualTo(limit);
        assertThat(error.path("details").path("retryAfterMs").asLong()).isPositive();
    }

    private static boolean isAck(JsonNode reply) {
        return reply.path("type").asString("").equals("ack");
    }

    @Test
    void aUserMaySaySoMuchOnAllHisDevicesTogether() {
        connect();
        List<JsonNode> replies = IntStream.range(0, 24).mapToObj(i -> (i % 2 == 0 ? onA : onB).say(room, "e", "1")).toList();
        assertThat(replies).filteredOn(LimitsTest::isAck).hasSizeBetween(8, 10);
        assertThat(replies).filteredOn(reply -> !isAck(reply))
                .allSatisfy(reply -> assertExceeded(reply, "messages of a user"));
    }

    @Test
    void whoHasSaidTooMuchStaysAndHears() {
        connect();
        onB.subscribe(room);
        IntStream.range(0, 15).forEach(_ -> onA.say(room, "e", "1"));
        onB.awaitMessage(room);
        assertThat(onA.ask("'type':'ping'").path("type").asString("")).isEqualTo("pong");
    }

    @Test
    void anotherUserIsNotHeldByIt() {
        connect();
        IntStream.range(0, 15).forEach(_ -> onA.say(room, "e", "1"));
        try (ChatClient bob = a.connect(Unique.user("bob"))) {
            assertThat(isAck(bob.say(room, "e", "1"))).isTrue();
        }
    }

    @Test
    void aServerMaySayAsMuchAsItLikes() {
        assertThat(IntStream.range(0, 20).mapToObj(_ -> a.admin().broadcast(room, "e", 1).status())).allMatch(status -> status == 200);
    }

    @Test
    void aPolicyMayAllowLess() {
        connect();
        String quiet = Unique.channel("quiet:");
        assertThat(isAck(onA.say(quiet, "e", "1"))).isTrue();
        assertThat(isAck(onB.say(Unique.channel("quiet:"), "e", "1"))).isTrue();
        assertExceeded(onB.say(quiet, "e", "1"), "messages of a user in quiet:*");
        assertThat(isAck(onA.say(room, "e", "1"))).isTrue();
    }

    @Test
    void aConnectionMayAskForSoMuchWhateverItIs() {
        connect();
        List<JsonNode> replies = IntStream.range(0, 40).mapToObj(_ -> onA.ask("'type':'ping'")).toList();
        assertThat(replies).filteredOn(reply -> reply.path("type").asString("").equals("pong")).hasSize(30);
        assertExceeded(replies.getLast(), "messages of a connection");
        assertThat(onB.ask("'type':'ping'").path("type").asString("")).isEqualTo("pong");
    }

    @Test
    void aConnectionMayChangeWhatIsSeenOfItsUserSoOften() {
        connect();
        onA.subscribe(room);
        onB.subscribe(room);
        String update = "'type':'presence:update','channel':'" + room + "','data':{'a':1}";
        List<JsonNode> replies = IntStream.range(0, 8).mapToObj(_ -> onA.ask(update)).toList();
        assertThat(replies).filteredOn(LimitsTest::isAck).hasSize(5);
        assertExceeded(replies.getLast(), "presence updates of a connection");
        assertThat(isAck(onB.ask(update))).isTrue();
        assertThat(onA.ask("'type':'ping'").path("type").asString("")).isEqualTo("pong");
    }

    @Test
    void whoDoesNotSlowDownIsClosed() {
        connect();
        assertThatException().isThrownBy(() -> IntStream.range(0, 100_000).forEach(_ -> onA.send("{'type':'ping'}")));
        Farewell.assertEnded(onA, 4429, "too many messages", true);
    }

    // Connections

    @Test
    void aUserMayHaveSoManyConnectionsOnAllNodesTogether() {
        connect();
        try (ChatClient third = b.connect(ada)) {
            Awaitility.await().untilAsserted(() -> assertThatExceptionOfType(Dial.Refused.class).isThrownBy(() -> a.connect(ada).close())
                    .satisfies(refused -> assertThat(refused.answer().status()).isEqualTo(429))
                    .satisfies(refused -> assertThat(refused.answer().header("Retry-After")).isNotEmpty()));
            assertThat(third.ask("'type':'ping'").path("type").asString("")).isEqualTo("pong");
        }
        Awaitility.await().untilAsserted(() -> a.connect(ada).close());
    }

    @Test
    void aPageThatMayNotHaveAnotherIsToldSoInItsConnection() {
        connect();
        try (ChatClient third = b.connect(ada)) {
            Awaitility.await().untilAsserted(() -> {
                try (ChatClient page = a.dial("/realtime").bearer(TestTokens.of(ada)).origin(a.ownOrigin()).open()) {
                    Farewell.assertEnded(page, 4429, "too many messages", true);
                }
            });
            assertThat(third.ask("'type':'ping'").path("type").asString("")).isEqualTo("pong");
        }
    }
}
