package io.parley.bootstrap.protocol;

import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

import io.parley.bootstrap.testing.ChatClient;
import io.parley.bootstrap.testing.Dial;
import io.parley.bootstrap.testing.HubApi;
import io.parley.bootstrap.testing.TestNode;
import io.parley.bootstrap.testing.TestTokens;
import io.parley.devservices.testing.TestServers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** Who is refused at the door: by a status with the error object, and to a page of an allowed origin, which cannot read that, by the same error and an end. */
class RefusedHandshakeTest {
    private static final String PAGE = "https://page.example.com";
    private static final String FAILED = "authentication failed or expired";
    private static TestNode node;

    /** A handshake, how it is refused, and how the connection of a page ends that is refused the same. */
    record Refusal(String query, String realm, int status, String error, int close, String reason, boolean reconnect) {
        String path(String transport) {
            return "/realms/" + realm + transport + "?" + query;
        }
    }

    static final List<Refusal> REFUSALS = List.of(
            new Refusal("token=nonsense", "default", 401, "RT_002", 4401, FAILED, true),
            new Refusal("access_token=nonsense", "default", 401, "RT_002", 4401, FAILED, true),
            new Refusal("apiKey=nonsense", "default", 401, "RT_002", 4401, FAILED, true),
            new Refusal("ticket=nonsense", "default", 401, "RT_002", 4401, FAILED, true),
            new Refusal("token=" + TestTokens.of("alice"), "fenced", 403, "RT_003", 4403, "forbidden", false),
            new Refusal("", "fenced", 403, "RT_003", 4403, "forbidden", false),
            new Refusal("token=" + TestTokens.of("alice"), "unreachable", 503, "RT_010", 1001, "server going away", true));

    @BeforeAll
    static void aNodeOfSeveralRealms() {
        node = TestNode.start("node-of-refusals", TestServers.freshDatabaseUrl(), "parley.realms.default.allowed-origins=" + PAGE,
                "parley.realms.fenced.jwt-secret=" + TestTokens.SECRET, "parley.realms.fenced.allowed-origins=" + PAGE,
                "parley.realms.fenced.denied-addresses=127.0.0.0/8,::1",
                "parley.realms.unreachable.jwk-set-uri=http://127.0.0.1:1/jwks", "parley.realms.unreachable.allowed-origins=" + PAGE);
    }

    @AfterAll
    static void over() {
        node.close();
    }

    private static HubApi.Answer refused(Dial dial) {
        return catchThrowableOfType(Dial.Refused.class, () -> dial.open().close()).answer();
    }

    private static void assertRefused(HubApi.Answer answer, int status, String code) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.json().get("type").asString()).isEqualTo("error");
        assertThat(answer.json().get("code").asString()).isEqualTo(code);
    }

    @ParameterizedTest
    @FieldSource("REFUSALS")
    void aRefusedHandshakeIsAStatusWithTheErrorObject(Refusal refusal) {
        assertRefused(refused(node.dial(refusal.path("/realtime"))), refusal.status(), refusal.error());
    }

    @ParameterizedTest
    @FieldSource("REFUSALS")
    void aRefusedStreamIsAStatusWithTheErrorObject(Refusal refusal) {
        assertRefused(node.api().get(refusal.path("/realtime/sse")), refusal.status(), refusal.error());
    }

    @ParameterizedTest
    @FieldSource("REFUSALS")
    void aPageOfAnAllowedOriginIsToldTheSameAfterTheUpgrade(Refusal refusal) {
        try (ChatClient client = node.dial(refusal.path("/realtime")).origin(PAGE).open()) {
            Farewell.assertEnded(client, refusal.close(), refusal.reason(), refusal.reconnect());
            assertThat(client.history()).extracting(message -> message.get("type").asString()).containsExactly("error", "disconnect");
            assertThat(client.history().getFirst().get("code").asString()).isEqualTo(refusal.error());
        }
    }

    @Test
    void aPageOfAnotherOriginIsA403WhateverItShows() {
        Dial dial = node.dial("/realtime?token=" + TestTokens.of("alice")).origin("https://elsewhere.example.com");
        assertRefused(refused(dial), 403, "RT_003");
    }

    @Test
    void aPageOfAnotherOriginIsNotToldWhatIsWrongWithItsToken() {
        assertRefused(refused(node.dial("/realtime?token=nonsense").origin("https://elsewhere.example.com")), 403, "RT_003");
    }

    @Test
    void aSecretKeyThatAPageShowsIsToldToItAsForbidden() {
        try (ChatClient client = node.dial("/realtime").origin(PAGE).header("X-API-Key", TestNode.ADMIN_KEY).open()) {
            Farewell.assertEnded(client, 4403, "forbidden", false);
            assertThat(client.history().getFirst().get("code").asString()).isEqualTo("RT_003");
        }
    }

    @Test
    void aRealmThatThereIsNotIsA404ToAPageToo() {
        assertRefused(refused(node.dial("/realms/nobody/realtime?token=" + TestTokens.of("alice")).origin(PAGE)), 404, "RT_004");
    }

    @Test
    void aMessageWhoseCredentialsCannotBeJudgedNowMayBeSentAgain() {
        try (ChatClient client = node.dial("/realms/unreachable/realtime").open()) {
            assertThat(client.authenticate(TestTokens.of("alice")).get("code").asString()).isEqualTo("RT_010");
            assertThat(client.authenticate(TestTokens.of("alice")).get("code").asString()).isEqualTo("RT_010");
        }
    }
}
