package io.parley.bootstrap.protocol;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.JsonNode;

import io.parley.application.Unavailable;
import io.parley.application.identity.Credentials;
import io.parley.application.identity.CustomAuthenticator;
import io.parley.bootstrap.testing.ChatClient;
import io.parley.bootstrap.testing.Dial;
import io.parley.bootstrap.testing.HubApi;
import io.parley.bootstrap.testing.TestNode;
import io.parley.bootstrap.testing.TestTokens;
import io.parley.bootstrap.testing.Unique;
import io.parley.devservices.testing.TestServers;
import io.parley.domain.identity.Identity;
import io.parley.domain.identity.Profile;
import io.parley.domain.identity.RealmId;
import io.parley.domain.identity.User;
import io.parley.domain.identity.UserId;
import io.parley.domain.refusal.ErrorCode;
import io.parley.domain.refusal.Outcome;
import io.parley.domain.refusal.Refusal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** Credentials that only a product team's own authenticator knows; one that is away or fails among them. */
class CustomCredentialsTest {
    private static TestNode node;

    private final String alice = Unique.user("alice");

    /** Knows sessions, {@code Authorization: Session <user>}, and tokens that begin like one. Some of them it does not survive. */
    @Configuration(proxyBeanMethods = false)
    static class Sessions {
        @Bean
        CustomAuthenticator sessions() {
            return (realm, credentials) -> switch (credentials) {
                case Credentials.Custom(String scheme, String value) when scheme.equals("session") -> judged(realm, value);
                case Credentials.Token(String value) when value.startsWith("session-") -> judged(realm, value.substring(8));
                default -> Optional.empty();
            };
        }

        private static Optional<Outcome<Identity>> judged(RealmId realm, String session) {
            return switch (session) {
                case "ended" -> Optional.of(Outcome.refused(Refusal.of(ErrorCode.AUTH_REQUIRED, "The session has ended")));
                case "away" -> throw new Unavailable("test: the sessions cannot be asked", new IllegalStateException());
                case "broken" -> throw new IllegalStateException("test: a mistake in the authenticator");
                default -> Optional.of(Outcome.done(new User(new UserId(realm, session), Profile.UNKNOWN, Set.of(),
                        Instant.now().plus(Duration.ofHours(1)))));
            };
        }
    }

    @BeforeAll
    static void aNodeThatKnowsSessions() {
        node = TestNode.start("node-of-sessions", TestServers.freshDatabaseUrl(), "spring.main.sources=" + Sessions.class.getName());
    }

    @AfterAll
    static void over() {
        node.close();
    }

    private static HubApi.Answer refused(String session) {
        Dial dial = node.dial("/realtime").header("Authorization", "Session " + session);
        return catchThrowableOfType(Dial.Refused.class, () -> dial.open().close()).answer();
    }

    private static void assertRefused(HubApi.Answer answer, int status, String code) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.json().get("type").asString()).isEqualTo("error");
        assertThat(answer.json().get("code").asString()).isEqualTo(code);
    }

    @Test
    void aSchemeThatTheAuthenticatorKnowsConnects() {
        try (ChatClient client = node.dial("/realtime").header("Authorization", "Session " + alice).open()) {
            assertThat(client.await("connected").get("userId").asString()).isEqualTo(alice);
        }
    }

    @Test
    void aTokenThatTheAuthenticatorKnowsIsGoodInAMessage() {
        try (ChatClient client = node.dial("/realtime").open()) {
            assertThat(client.authenticate("session-" + alice).get("userId").asString()).isEqualTo(alice);
        }
    }

    @Test
    void aTicketStandsForThemToo() {
        String ticket = node.api().header("Authorization", "Session " + alice).post("/realtime/tickets", "").json().get("ticket")
                .asString();
        try (ChatClient client = node.dial("/realtime?ticket=" + ticket).open()) {
            assertThat(client.await("connected").get("userId").asString()).isEqualTo(alice);
        }
    }

    @Test
    void whatItDoesNotKnowIsJudgedByTheHub() {
        try (ChatClient client = node.connect(alice)) {
            assertThat(client.history().getFirst().get("userId").asString()).isEqualTo(alice);
        }
    }

    @Test
    void whatItRefusesIsA401() {
        assertRefused(refused("ended"), 401, "RT_002");
    }

    @Test
    void aSchemeThatNobodyKnowsIsA401() {
        Dial dial = node.dial("/realtime").header("Authorization", "Basic YTpi");
        assertRefused(catchThrowableOfType(Dial.Refused.class, () -> dial.open().close()).answer(), 401, "RT_002");
    }

    @Test
    void whatItCannotSayNowIsA503() {
        assertRefused(refused("away"), 503, "RT_010");
    }

    @Test
    void whatItFailsAtIsA500() {
        assertRefused(refused("broken"), 500, "RT_011");
    }

    @Test
    void whatItFailsAtInAMessageIsTheHubsFaultAndTheConnectionStays() {
        try (ChatClient client = node.connect(alice)) {
            JsonNode error = client.authenticate("session-broken");
            assertThat(error.get("code").asString()).isEqualTo("RT_011");
            assertThat(error.get("name").asString()).isEqualTo("INTERNAL");
            assertThat(client.ask("'type':'ping'").get("type").asString()).isEqualTo("pong");
        }
    }

    @Test
    void whatItFailsAtIsNotToldInItsWords() {
        assertThat(refused("broken").body()).doesNotContain("mistake in the authenticator");
    }
}
