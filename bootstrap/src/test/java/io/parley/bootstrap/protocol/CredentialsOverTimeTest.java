package io.parley.bootstrap.protocol;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

import io.parley.bootstrap.testing.ChatClient;
import io.parley.bootstrap.testing.SharedCluster;
import io.parley.bootstrap.testing.TestCluster;
import io.parley.bootstrap.testing.TestNode;
import io.parley.bootstrap.testing.TestTokens;
import io.parley.bootstrap.testing.Unique;

import static org.assertj.core.api.Assertions.assertThat;

/** Credentials that come too late, run out, or are renewed. */
@ExtendWith(SharedCluster.class)
class CredentialsOverTimeTest {
    private static final Duration SHORT = Duration.ofSeconds(3);

    private final TestNode patient;
    private final TestNode impatient;
    private final String alice = Unique.user("alice");

    CredentialsOverTimeTest(TestCluster cluster) {
        patient = cluster.a();
        impatient = cluster.b();
    }

    @Test
    void noCredentialsInTimeEndTheConnection() {
        try (ChatClient client = impatient.dial("/realtime").open()) {
            assertTurnedAway(client);
        }
    }

    private static void assertTurnedAway(ChatClient client) {
        assertThat(client.awaitClose()).isEqualTo(4401);
        assertThat(client.await("error").get("code").asString()).isEqualTo("RT_002");
        JsonNode last = client.history().getLast();
        assertThat(last.get("type").asString()).isEqualTo("disconnect");
        assertThat(last.get("code").asInt()).isEqualTo(4401);
        assertThat(last.get("reconnect").asBoolean()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("io.parley.bootstrap.testing.TestTokens#bad")
    void aBadTokenInTheFirstMessageEndsTheConnection(TestTokens.Bad bad) {
        try (ChatClient client = patient.dial("/realtime").open()) {
            client.send("{'type':'auth','token':'" + bad.token() + "'}");
            assertTurnedAway(client);
        }
    }

    @Test
    void whatIsLongerThanAnyTokenIsRefusedLikeABadOne() {
        try (ChatClient client = patient.dial("/realtime").open()) {
            client.send("{'type':'auth','token':'" + "x".repeat(100_000) + "'}");
            assertTurnedAway(client);
        }
    }

    @Test
    void aTokenThatExpiresEndsTheConnection() {
        try (ChatClient client = patient.connectWith(TestTokens.lasting(alice, SHORT))) {
            assertTurnedAway(client);
        }
    }

    @Test
    void aUserWhoseTokenExpiresLeaves() {
        String room = Unique.channel("chat:");
        String bob = Unique.user("bob");
        try (ChatClient stays = impatient.connect(alice); ChatClient expires = patient.connectWith(TestTokens.lasting(bob, SHORT))) {
            stays.subscribe(room);
            expires.subscribe(room);
            stays.awaitPresence("presence:leave", room, bob);
        }
    }

    @Test
    void aRefreshKeepsTheConnectionBeyondTheFirstExpiry() {
        try (ChatClient refreshed = patient.connectWith(TestTokens.lasting(alice, SHORT));
                ChatClient control = patient.connectWith(TestTokens.lasting(alice, SHORT.plusSeconds(1)))) {
            refreshed.authenticate(TestTokens.of(alice));
            control.awaitClose();
            assertThat(refreshed.ask("'type':'ping'").get("type").asString()).isEqualTo("pong");
        }
    }

    @Test
    void aRefreshKeepsTheSubscriptions() {
        String room = Unique.channel("chat:");
        try (ChatClient client = patient.connect(alice)) {
            client.subscribe(room);
            assertThat(client.authenticate(TestTokens.of(alice)).get("userId").asString()).isEqualTo(alice);
            client.say(room, "e", "1");
            assertThat(client.awaitMessage(room).get("data").asInt()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @MethodSource("io.parley.bootstrap.testing.TestTokens#bad")
    void aBadTokenOnALiveConnectionChangesNothing(TestTokens.Bad bad) {
        try (ChatClient client = patient.connect(alice)) {
            assertThat(client.authenticate(bad.token()).get("code").asString()).isEqualTo("RT_002");
            assertThat(client.ask("'type':'ping'").get("type").asString()).isEqualTo("pong");
        }
    }
}
