package io.parley.bootstrap.protocol;

import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import io.parley.bootstrap.testing.ChatClient;
import io.parley.bootstrap.testing.HubApi;
import io.parley.bootstrap.testing.SharedCluster;
import io.parley.bootstrap.testing.TestCluster;
import io.parley.bootstrap.testing.TestNode;
import io.parley.bootstrap.testing.TestTokens;
import io.parley.bootstrap.testing.Unique;

import static org.assertj.core.api.Assertions.assertThat;

/** How connections end, beside those whose credentials are no good: the last message, the close code, and whether to come back. */
@ExtendWith(SharedCluster.class)
class EndsTest {
    private static final int MB = 1024 * 1024;

    private final TestCluster cluster;
    private final TestNode node;
    private final String alice = Unique.user("alice");

    EndsTest(TestCluster cluster) {
        this.cluster = cluster;
        node = cluster.a();
    }

    private static void assertServed(ChatClient client) {
        assertThat(client.ask("'type':'ping'").get("type").asString()).isEqualTo("pong");
    }

    @Test
    void tenMessagesThatAreNoneEndTheConnection() {
        try (ChatClient client = node.connect(alice)) {
            IntStream.range(0, 9).forEach(_ -> client.send("no message"));
            assertServed(client);
            client.send("no message");
            Farewell.assertEnded(client, 4400, "too many messages that are none of the protocol", false);
            assertThat(client.history()).filteredOn(ChatClient.ofType("error")).hasSize(10)
                    .allSatisfy(error -> assertThat(error.get("code").asString()).isEqualTo("RT_007"));
        }
    }

    @Test
    void tenMessagesThatAreNoneEndAConnectionThatHasNotSaidWhoItIs() {
        try (ChatClient client = node.dial("/realtime").open()) {
            IntStream.range(0, 10).forEach(_ -> client.send("no message"));
            Farewell.assertEnded(client, 4400, "too many messages that are none of the protocol", false);
        }
    }

    @Test
    void otherMistakesEndNothing() {
        try (ChatClient client = node.connect(alice)) {
            IntStream.range(0, 12).forEach(_ -> {
                client.subscribe("nobody:knows");
                client.subscribe("admin:ops");
                client.authenticate("nonsense");
            });
            assertServed(client);
        }
    }

    @Test
    void aMessageOfMoreThanAMegabyteIsNotRead() {
        try (ChatClient client = node.connect(alice)) {
            client.sendRaw(" ".repeat(MB + 1));
            assertThat(client.awaitClose()).isEqualTo(1009);
        }
    }

    @Test
    void aBinaryMessageOfMoreThanAMegabyteIsNotRead() {
        try (ChatClient client = node.connect(alice)) {
            client.sendBinary(new byte[MB + 1]);
            assertThat(client.awaitClose()).isEqualTo(1009);
        }
    }

    @Test
    void anAdministratorEndsAllConnectionsOfAUserOnWhicheverNodeAndNobodyElses() {
        try (ChatClient one = node.connect(alice);
                ChatClient other = cluster.b().connect(alice);
                ChatClient bystander = node.connect(Unique.user("bob"))) {
            HubApi.Answer answer = cluster.b().admin().delete("/realtime/users/" + alice + "/connections");
            assertThat(answer.status()).isEqualTo(204);
            Farewell.assertEnded(one, 4409, "disconnected by an administrator", false);
            Farewell.assertEnded(other, 4409, "disconnected by an administrator", false);
            assertServed(bystander);
        }
    }

    @Test
    void aThousandMessagesThatWaitToBeWorkedOnEndTheConnection() {
        String message = "{'type':'message','channel':'" + Unique.channel("chat:") + "','event':'e'}\n";
        try (ChatClient client = node.dial("/realtime?batch=1").bearer(TestTokens.of(alice)).open()) {
            client.await("subscribed");
            client.send(message.repeat(10_000));
            assertThat(Farewell.assertEnded(client, 4429, "too many messages", true).get("retryAfterMs").asInt()).isEqualTo(10_000);
        }
    }

    @Test
    void aClientThatAnswersNoPingIsToldThatItWasNotHeard() {
        String room = Unique.channel("chat:");
        try (TestNode impatient = cluster.join("node-impatient", "parley.connections.heartbeat-interval=500ms",
                "parley.connections.heartbeat-timeout=2s");
                ChatClient lively = impatient.connect(Unique.user("bob"));
                ChatClient silent = impatient.connect(alice)) {
            lively.subscribe(room);
            silent.subscribe(room);
            silent.stopReading();
            lively.awaitPresence("presence:leave", room, alice);
            silent.readOn();
            Farewell.assertEnded(silent, 4408, "heartbeat time-out", true);
            assertServed(lively);
        }
    }

    @Test
    void aClientForWhichAMegabyteWaitsIsToldThatItIsSlow() {
        String room = Unique.channel("chat:");
        String large = "{'event':'large','data':'" + "x".repeat(100_000) + "'}";
        try (ChatClient fast = node.connect(Unique.user("bob")); ChatClient slow = node.connect(alice)) {
            fast.subscribe(room);
            slow.subscribe(room);
            slow.stopReading();
            IntStream.range(0, 300).takeWhile(_ -> fast.history().stream().noneMatch(ChatClient.ofType("presence:leave")))
                    .forEach(_ -> node.admin().post("/realtime/channels/" + room + "/broadcast", large));
            slow.readOn();
            Farewell.assertEnded(slow, 4503, "slow consumer: recover from the last offset", true);
        }
    }
}
