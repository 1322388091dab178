package io.parley.bootstrap.story;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

import io.parley.bootstrap.testing.ChatClient;
import io.parley.bootstrap.testing.Dial;
import io.parley.bootstrap.testing.HubApi;
import io.parley.bootstrap.testing.HubProcess;
import io.parley.bootstrap.testing.SharedCluster;
import io.parley.bootstrap.testing.TestCluster;
import io.parley.bootstrap.testing.TestNode;
import io.parley.bootstrap.testing.TestTokens;
import io.parley.bootstrap.testing.Unique;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** A node in a process of its own is asked to end (SIGTERM). */
@ExtendWith(SharedCluster.class)
class DrainStoryTest {
    private final TestCluster cluster;
    private final HubProcess leaving;

    DrainStoryTest(TestCluster cluster) {
        this.cluster = cluster;
        leaving = cluster.joinAsProcess("node-leaving", "parley.connections.drain-window=5s", "parley.connections.reconnect-spread=8s");
    }

    @AfterEach
    void end() {
        leaving.close();
    }

    private List<ChatClient> connect(int clients) {
        return IntStream.range(0, clients).mapToObj(_ -> leaving.connect(Unique.user("ada"))).toList();
    }

    private static boolean isSentAway(ChatClient client) {
        return client.history().stream().anyMatch(ChatClient.ofType("disconnect"));
    }

    @Test
    void clientsAreSentAwayOneAfterTheOtherAndServedUntilThenButNobodyNewIsLetIn() {
        List<ChatClient> clients = connect(150);
        leaving.terminate();

        Awaitility.await().until(() -> leaving.api().get("/actuator/health/readiness").status() == 503);
        clients.forEach(DrainStoryTest::askIfHere);
        assertThatExceptionOfType(Dial.Refused.class).isThrownBy(() -> leaving.dial("/realtime").bearer("whoever").open())
                .satisfies(refused -> assertThat(refused.answer().status()).isEqualTo(503))
                .satisfies(refused -> assertThat(refused.answer().header("Retry-After")).isNotEmpty())
                .satisfies(refused -> assertThat(refused.answer().json().get("code").asString()).isEqualTo("RT_001"));
        try (ChatClient page = leaving.dial("/realtime").origin(TestNode.ALLOWED_ORIGIN).open()) {
            assertThat(page.await("error").get("code").asString()).isEqualTo("RT_001");
            assertThat(page.await("disconnect").get("retryAfterMs").asLong()).isPositive();
            assertThat(page.awaitClose()).isEqualTo(1001);
        }
        assertThat(clients).as("those who are here yet").anyMatch(client -> !isSentAway(client));

        List<Integer> moments = clients.stream().map(client -> client.await("disconnect")).map(DrainStoryTest::moment).toList();
        assertThat(moments).allMatch(moment -> moment >= 0 && moment <= 8_000);
        assertThat(moments.stream().distinct()).hasSizeGreaterThan(100);
        assertThat(clients).allMatch(client -> client.awaitClose() == 1001);
        assertThat(clients).as("those who were served after readiness was down")
                .anyMatch(client -> client.history().stream().anyMatch(ChatClient.ofType("pong")));
        assertThat(leaving.awaitExit()).isZero();
        assertThat(leaving.errors()).isEmpty();
    }

    private static void askIfHere(ChatClient client) {
        try {
            client.send("{'type':'ping'}");
        } catch (RuntimeException _) {
            // Its line has closed.
        }
    }

    private static int moment(JsonNode farewell) {
        assertThat(farewell.get("code").asInt()).isEqualTo(1001);
        return farewell.get("retryAfterMs").asInt();
    }

    @Test
    void whateverIsStoredMeanwhileIsAcknowledgedBeforeTheProcessEnds() {
        String room = Unique.channel("chat:");
        List<ChatClient> clients = connect(10);
        AtomicInteger broadcast = new AtomicInteger();
        HubApi api = leaving.admin();
        try (ExecutorService servers = Executors.newVirtualThreadPerTaskExecutor()) {
            IntStream.range(0, 4).forEach(_ -> servers.execute(() -> broadcastUntilTheEnd(api, room, broadcast)));
            Awaitility.await().until(() -> broadcast.get() > 3);
            clients.forEach(client -> IntStream.range(0, 9)
                    .forEach(i -> client.send("{'type':'message','id':" + i + ",'channel':'" + room + "','event':'e','data':1}")));
            leaving.terminate();
        }
        assertThat(clients).allMatch(client -> client.awaitClose() == 1001);
        assertThat(leaving.awaitExit()).isZero();
        long acknowledged = clients.stream().flatMap(client -> client.history().stream()).filter(ChatClient.ofType("ack")).count();
        assertThat(acknowledged).isPositive();
        JsonNode history = cluster.a().admin().get("/realtime/channels/" + room + "/history?limit=1").json();
        assertThat(history.get("offset").asLong()).isEqualTo(acknowledged + broadcast.get());
    }

    /** Until the line is refused. A request that is under way then is answered. */
    private static void broadcastUntilTheEnd(HubApi api, String room, AtomicInteger done) {
        try {
            while (api.broadcast(room, "e", 1).status() == 200) {
                done.incrementAndGet();
            }
        } catch (IllegalStateException _) {
            // Nobody listens any more.
        }
    }
}
