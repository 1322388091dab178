package io.parley.bootstrap.security;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

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
import io.parley.domain.identity.Scope;
import io.parley.domain.identity.User;
import io.parley.domain.identity.UserId;
import io.parley.domain.refusal.ErrorCode;
import io.parley.domain.refusal.Outcome;
import io.parley.domain.refusal.Refusal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** A product team's own credentials: {@code Authorization: Session …}, which another service of theirs gives out. */
class CustomAuthenticatorTest {
    private static TestNode node;

    /** Knows sessions of the form {@code of-<user>}, and tokens that begin with {@code st_}; some it does not survive. */
    static final class Sessions implements CustomAuthenticator {
        @Override
        public Optional<Outcome<Identity>> authenticate(RealmId realm, Credentials credentials) {
            return switch (credentials) {
                case Credentials.Custom(String scheme, String value) when scheme.equals("session") -> Optional.of(session(realm, value));
                case Credentials.Token(String token) when token.startsWith("st_") -> Optional.of(session(realm, token.substring(3)));
                default -> Optional.empty();
            };
        }

        private static Outcome<Identity> session(RealmId realm, String value) {
            return switch (value) {
                case "away" -> throw new Unavailable("The sessions cannot be reached", new IllegalStateException());
                case "hanging" -> hang();
                case "broken" -> throw new IllegalStateException("a mistake in the authenticator");
                case "foreign" -> Outcome.done(user(new RealmId("elsewhere"), "mallory"));
                default -> value.startsWith("of-")
                        ? Outcome.done(user(realm, value.substring(3)))
                        : Outcome.refused(Refusal.of(ErrorCode.AUTH_REQUIRED, "The session has ended"));
            };
        }

        /** Longer than any client waits, if it were not cut off. */
        private static Outcome<Identity> hang() {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            throw new IllegalStateException("cut off");
        }

        private static User user(RealmId realm, String name) {
            return new User(new UserId(realm, name), Profile.UNKNOWN, Set.of(Scope.PUBLISH), Instant.now().plusSeconds(600));
        }
    }

    @BeforeAll
    static void aHubWithSessions() {
        node = TestNode.startWith(Sessions.class, "node-of-sessions", TestServers.freshDatabaseUrl());
    }

    @AfterAll
    static void over() {
        node.close();
    }

    private static HubApi.Answer refused(Dial dial) {
        return catchThrowableOfType(Dial.Refused.class, () -> dial.open().close()).answer();
    }

    @Test
    void credentialsOfItsKindAreWhomItSays() {
        String user = Unique.user("ada");
        try (ChatClient client = node.dial("/realtime").header("Authorization", "Session of-" + user).open()) {
            assertThat(client.await("connected").get("userId").asString()).isEqualTo(user);
        }
    }

    @Test
    void theSchemeIsTheSameInAnyCase() {
        String user = Unique.user("ada");
        try (ChatClient client = node.dial("/realtime").header("Authorization", "sESSION of-" + user).open()) {
            assertThat(client.await("connected").get("userId").asString()).isEqualTo(user);
        }
    }

    @Test
    void whoIsNotAnsweredInTimeIsA500AndOthersComeIn() {
        HubApi.Answer answer = refused(node.dial("/realtime").header("Authorization", "Session hanging"));
        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.body()).contains("RT_011");
        node.dial("/realtime").header("Authorization", "Session of-" + Unique.user("ada")).open().close();
    }

    @Test
    void theServerApiTakesThemToo() {
        HubApi api = node.api().header("Authorization", "Session of-" + Unique.user("ada"));
        assertThat(api.broadcast("public:lobby", "e", 1).status()).isEqualTo(200);
        assertThat(api.get("/metrics").status()).isEqualTo(403);
    }

    @Test
    void aRefusalIsA401() {
        HubApi.Answer answer = refused(node.dial("/realtime").header("Authorization", "Session stale"));
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.body()).contains("RT_002").doesNotContain("stale");
    }

    @Test
    void aTokenOfItsKindIsAskedOfItBeforeTheHubLooks() {
        String user = Unique.user("ada");
        try (ChatClient client = node.dial("/realtime?token=st_of-" + user).open()) {
            assertThat(client.await("connected").get("userId").asString()).isEqualTo(user);
        }
    }

    @Test
    void aFirstMessageMayCarryOne() {
        String user = Unique.user("ada");
        try (ChatClient client = node.dial("/realtime").open()) {
            assertThat(client.authenticate("st_of-" + user).get("userId").asString()).isEqualTo(user);
        }
    }

    @Test
    void aTicketStandsForThem() {
        String user = Unique.user("ada");
        String ticket = node.api().header("Authorization", "Session of-" + user).post("/realtime/tickets", "").json().get("ticket")
                .asString();
        try (ChatClient client = node.dial("/realtime?ticket=" + ticket).open()) {
            assertThat(client.await("connected").get("userId").asString()).isEqualTo(user);
        }
    }

    @Test
    void whatIsNotOfItsKindTheHubJudgesItself() {
        String user = Unique.user("ada");
        try (ChatClient client = node.connect(user)) {
            assertThat(client.history().getFirst().get("userId").asString()).isEqualTo(user);
        }
        assertThat(refused(node.dial("/realtime").bearer("nonsense")).status()).isEqualTo(401);
    }

    @Test
    void aSchemeThatNobodyKnowsIsA401() {
        assertThat(refused(node.dial("/realtime").header("Authorization", "Basic YWRhOmFkYQ==")).status()).isEqualTo(401);
        assertThat(refused(node.dial("/realtime").header("Authorization", TestTokens.of("ada"))).status()).isEqualTo(401);
    }

    @Test
    void anIdentityOfAnotherRealmIsNone() {
        assertThat(refused(node.dial("/realtime").header("Authorization", "Session foreign")).status()).isEqualTo(401);
    }

    @Test
    void oneThatCannotSayAnythingNowIsA503() {
        HubApi.Answer answer = refused(node.dial("/realtime").header("Authorization", "Session away"));
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.json().get("code").asString()).isEqualTo("RT_010");
    }

    @Test
    void atOneThatItFailsTheHubFailsAndDoesNotTellItsWords() {
        HubApi.Answer answer = refused(node.dial("/realtime").header("Authorization", "Session broken"));
        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.body()).contains("RT_011").doesNotContain("a mistake in the authenticator");
    }

    @Test
    void aPageOfAnAllowedOriginIsToldSo() {
        try (ChatClient client = node.dial("/realtime").origin(TestNode.ALLOWED_ORIGIN).bearer("st_broken").open()) {
            assertThat(client.await("error").get("code").asString()).isEqualTo("RT_011");
            assertThat(client.awaitClose()).isEqualTo(1011);
        }
    }

    @Test
    void whatItFailsAtInAMessageIsTheHubsFaultAndTheConnectionStays() {
        try (ChatClient client = node.connect(Unique.user("alice"))) {
            assertThat(client.authenticate("st_broken").get("code").asString()).isEqualTo("RT_011");
            assertThat(client.ask("'type':'ping'").get("type").asString()).isEqualTo("pong");
        }
    }
}
