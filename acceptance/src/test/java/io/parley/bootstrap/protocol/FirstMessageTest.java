package io.parley.bootstrap.protocol;

import java.util.List;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import io.parley.bootstrap.testing.BadTokens;
import io.parley.bootstrap.testing.ChatClient;
import io.parley.bootstrap.testing.SharedCluster;
import io.parley.bootstrap.testing.TestCluster;
import io.parley.bootstrap.testing.TestNode;
import io.parley.bootstrap.testing.TestTokens;
import io.parley.bootstrap.testing.Unique;

import static org.assertj.core.api.Assertions.assertThat;

/** A connection that comes without credentials: what it has to say first, and until when. */
@ExtendWith(SharedCluster.class)
class FirstMessageTest {
    private final TestNode patient;
    private final TestNode impatient;
    private final String alice = Unique.user("alice");

    FirstMessageTest(TestCluster cluster) {
        patient = cluster.a();
        impatient = cluster.b();
    }

    private static List<String> types(ChatClient client) {
        return client.history().stream().map(message -> message.get("type").asString()).toList();
    }

    @Test
    void nothingIsSaidToWhoShowsNothing() {
        try (ChatClient client = patient.dial("/realtime").open()) {
            assertThat(client.ask("'type':'ping'").get("code").asString()).isEqualTo("RT_002");
            assertThat(types(client)).containsExactly("error");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"'type':'ping'", "'type':'subscribe','channel':'public:lobby'", "'type':'unsubscribe','channel':'public:lobby'",
            "'type':'message','channel':'public:lobby','event':'e'", "'type':'presence','channel':'chat:lobby'",
            "'type':'auth','token':null"})
    void whateverItAsksForIsRefusedUntilItHasSaidWhoItIs(String fields) {
        try (ChatClient client = patient.dial("/realtime").open()) {
            JsonNode error = client.ask(fields);
            assertThat(error.get("type").asString()).isEqualTo("error");
            assertThat(error.get("code").asString()).isEqualTo("RT_002");
            assertThat(client.authenticate(TestTokens.of(alice)).get("userId").asString()).isEqualTo(alice);
            assertThat(client.ask("'type':'ping'").get("type").asString()).isEqualTo("pong");
        }
    }

    @Test
    void itIsConfirmedThenGreetedThenInItsOwnChannel() {
        try (ChatClient client = patient.dial("/realtime").open()) {
            JsonNode authenticated = client.authenticate(TestTokens.of(alice));
            client.await("subscribed");
            assertThat(authenticated.get("expiresAt").asString()).endsWith("Z");
            assertThat(types(client)).containsExactly("authenticated", "connected", "subscribed");
        }
    }

    @Test
    void noCredentialsInTimeEndIt() {
        try (ChatClient client = impatient.dial("/realtime").open()) {
            Farewell.assertTurnedAway(client);
            assertThat(types(client)).containsExactly("error", "disconnect");
        }
    }

    @Test
    void whatItAsksForMeanwhileGivesItNoMoreTime() {
        try (ChatClient client = impatient.dial("/realtime").open()) {
            Awaitility.await().ignoreExceptions().until(() -> {
                if (client.isOpen()) {
                    client.send("{'type':'ping'}");
                    return false;
                }
                return true;
            });
            Farewell.assertTurnedAway(client);
        }
    }

    @ParameterizedTest
    @MethodSource("io.parley.bootstrap.testing.TestTokens#bad")
    void aBadTokenEndsIt(BadTokens.Bad bad) {
        try (ChatClient client = patient.dial("/realtime").open()) {
            client.send("{'type':'auth','id':'first','token':'" + bad.token() + "'}");
            Farewell.assertTurnedAway(client);
            assertThat(types(client)).containsExactly("error", "disconnect");
            assertThat(client.history().getFirst().get("id").asString()).isEqualTo("first");
        }
    }

    @Test
    void whatIsLongerThanAnyTokenIsRefusedLikeABadOne() {
        try (ChatClient client = patient.dial("/realtime").open()) {
            client.send("{'type':'auth','token':'" + "x".repeat(100_000) + "'}");
            Farewell.assertTurnedAway(client);
        }
    }
}
