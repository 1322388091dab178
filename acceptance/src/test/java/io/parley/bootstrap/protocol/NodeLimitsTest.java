package io.parley.bootstrap.protocol;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import io.parley.application.connection.Hub;
import io.parley.bootstrap.testing.ChatClient;
import io.parley.bootstrap.testing.Dial;
import io.parley.bootstrap.testing.HubApi;
import io.parley.bootstrap.testing.TestNode;
import io.parley.bootstrap.testing.TestTokens;
import io.parley.bootstrap.testing.Unique;
import io.parley.devservices.testing.TestServers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** A node with as many connections as it is to have, and one with as many handshakes. */
class NodeLimitsTest {
    private static final int MOST = 3;
    private static TestNode node;
    private static TestNode busy;

    private List<ChatClient> clients = List.of();

    @BeforeAll
    static void start() {
        String database = TestServers.freshDatabaseUrl();
        node = TestNode.start("small", database, "parley.limits.enabled=true", "parley.limits.connections-per-user=0",
                "parley.limits.connections-per-ip=0", "parley.limits.connection-rate-per-ip=1000000/1s",
                "parley.limits.connections-per-node=" + MOST, "parley.limits.handshakes-per-node=1000000/1s");
        busy = TestNode.start("busy", database, "parley.limits.enabled=true", "parley.limits.connections-per-ip=0",
                "parley.limits.handshakes-per-node=1/1h");
        busy.connect(Unique.user("ada")).close();
    }

    @AfterAll
    static void stop() {
        node.stop();
        busy.stop();
    }

    @AfterEach
    void leave() {
        clients.forEach(ChatClient::close);
        Awaitility.await().until(() -> node.bean(Hub.class).size() == 0); // Of the cluster there may be more.
    }

    private void fill() {
        clients = IntStream.range(0, MOST).mapToObj(_ -> node.connect(Unique.user("ada"))).toList();
    }

    private static Dial from(TestNode to) {
        return to.dial("/realtime").bearer(TestTokens.of(Unique.user("bob")));
    }

    private static HubApi.Answer refusal(Dial dial) {
        Dial.Refused refused = catchThrowableOfType(Dial.Refused.class, () -> dial.open().close());
        assertThat(refused).as("it was let in").isNotNull();
        return refused.answer();
    }

    private static void assertLost(HubApi.Answer answer, String limit) {
        assertThat(answer.status()).isEqualTo(503);
        assertThat(Long.parseLong(answer.header("Retry-After"))).isPositive();
        assertThat(answer.json().get("code").asString()).isEqualTo("RT_001");
        assertThat(answer.json().get("details").get("limit").asString()).isEqualTo(limit);
        assertThat(answer.json().get("details").get("retryAfterMs").asLong()).isGreaterThanOrEqualTo(1_000);
    }

    @Test
    void aFullNodeSaysSoWhateverIsShown() {
        fill();
        assertLost(refusal(from(node)), "connections of a node");
        assertLost(refusal(node.dial("/ws").bearer("nonsense")), "connections of a node");
    }

    @Test
    void aFullNodeHasNoRoomForAStreamEither() {
        fill();
        assertLost(node.api().bearer(TestTokens.of(Unique.user("bob"))).get("/realtime/sse"), "connections of a node");
    }

    @Test
    void aPageIsToldInItsConnectionThatTheNodeIsFullAndWhenToComeBack() {
        fill();
        try (ChatClient page = from(node).origin(TestNode.ALLOWED_ORIGIN).open()) {
            assertThat(page.await("error").get("code").asString()).isEqualTo("RT_001");
            JsonNode farewell = page.await("disconnect");
            assertThat(farewell.get("retryAfterMs").asLong()).isGreaterThanOrEqualTo(1_000);
            assertThat(page.awaitClose()).isEqualTo(1001);
        }
    }

    @Test
    void noMoreGetInWhenManyComeAtTheSameMoment() throws Exception {
        try (ExecutorService crowd = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Boolean>> attempts = Stream.generate(() -> crowd.submit(() -> {
                try {
                    ChatClient client = from(node).open();
                    synchronized (this) {
                        clients = Stream.concat(clients.stream(), Stream.of(client)).toList();
                    }
                    return true;
                } catch (Dial.Refused _) {
                    return false;
                }
            })).limit(30).toList();
            long in = 0;
            for (Future<Boolean> attempt : attempts) {
                in += attempt.get() ? 1 : 0;
            }
            assertThat(in).isEqualTo(MOST);
        }
    }

    @Test
    void whatDoesNotBecomeAConnectionTakesNoRoom() {
        IntStream.range(0, 2 * MOST).forEach(_ -> {
            assertThat(node.api().bearer(TestTokens.of("bob")).get("/realtime").status()).isEqualTo(400);
            assertThat(node.api().get("/realtime/sse").status()).isEqualTo(401);
            assertThat(refusal(node.dial("/realtime").bearer("nonsense")).status()).isEqualTo(401);
        });
        fill();
    }

    @Test
    void aPlaceIsFreeOnceItsConnectionHasGone() {
        fill();
        clients.getFirst().close();
        Awaitility.await().ignoreExceptions().until(() -> {
            from(node).open().close();
            return true;
        });
    }

    @Test
    void aNodeWithTooManyHandshakesLetsNobodyInNotEvenToBeToldSo() {
        assertLost(refusal(from(busy)), "handshakes of a node");
        assertLost(refusal(from(busy).origin(TestNode.ALLOWED_ORIGIN)), "handshakes of a node");
        assertLost(busy.api().bearer(TestTokens.of(Unique.user("bob"))).get("/realtime/sse"), "handshakes of a node");
    }

    @Test
    void aNodeWithTooManyHandshakesServesItsApi() {
        assertThat(busy.admin().broadcast("public:lobby", "e", 1).status()).isEqualTo(200);
    }
}
