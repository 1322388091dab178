package io.parley.bootstrap.protocol;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

import io.parley.bootstrap.testing.ChatClient;
import io.parley.bootstrap.testing.SharedCluster;
import io.parley.bootstrap.testing.TestCluster;
import io.parley.bootstrap.testing.TestNode;
import io.parley.bootstrap.testing.TestTokens;
import io.parley.bootstrap.testing.Unique;

import static org.assertj.core.api.Assertions.assertThat;

/** A connection ends with its token, unless a new one comes before. */
@ExtendWith(SharedCluster.class)
class ExpiryTest {
    private static final Duration SHORT = Duration.ofSeconds(3);

    private final TestCluster cluster;
    private final TestNode node;
    private final String alice = Unique.user("alice");

    ExpiryTest(TestCluster cluster) {
        this.cluster = cluster;
        node = cluster.a();
    }

    @Test
    void aTokenThatExpiresEndsTheConnection() {
        try (ChatClient client = node.connectWith(TestTokens.lasting(alice, SHORT))) {
            Farewell.assertTurnedAway(client);
        }
    }

    @Test
    void theGreetingSaysWhenAndItIsNotBefore() {
        try (ChatClient client = node.connectWith(TestTokens.lasting(alice, SHORT))) {
            Instant expiry = Instant.parse(client.history().getFirst().get("expiresAt").asString());
            client.awaitClose();
            assertThat(Instant.now()).isAfterOrEqualTo(expiry);
            assertThat(expiry).isBefore(Instant.now().plus(SHORT));
        }
    }

    @Test
    void aUserWhoseTokenExpiresLeaves() {
        String room = Unique.channel("chat:");
        String bob = Unique.user("bob");
        try (ChatClient stays = cluster.b().connect(alice); ChatClient expires = node.connectWith(TestTokens.lasting(bob, SHORT))) {
            stays.subscribe(room);
            expires.subscribe(room);
            stays.awaitPresence("presence:leave", room, bob);
        }
    }

    @Test
    void aRefreshKeepsTheConnectionBeyondTheFirstExpiry() {
        try (ChatClient refreshed = node.connectWith(TestTokens.lasting(alice, SHORT));
                ChatClient control = node.connectWith(TestTokens.lasting(alice, SHORT.plusSeconds(1)))) {
            refreshed.authenticate(TestTokens.of(alice));
            control.awaitClose();
            assertThat(refreshed.ask("'type':'ping'").get("type").asString()).isEqualTo("pong");
        }
    }

    @Test
    void aRefreshWithATokenThatEndsEarlierEndsTheConnectionEarlier() {
        try (ChatClient client = node.connect(alice)) {
            client.authenticate(TestTokens.lasting(alice, SHORT));
            Farewell.assertTurnedAway(client);
        }
    }

    @Test
    void aRefreshSaysTheNewExpiry() {
        try (ChatClient client = node.connectWith(TestTokens.lasting(alice, Duration.ofMinutes(1)))) {
            JsonNode authenticated = client.authenticate(TestTokens.lasting(alice, Duration.ofMinutes(30)));
            Instant first = Instant.parse(client.history().getFirst().get("expiresAt").asString());
            assertThat(Instant.parse(authenticated.get("expiresAt").asString())).isAfter(first.plusSeconds(60));
        }
    }
}
