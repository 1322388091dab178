package io.parley.bootstrap.security;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.parley.bootstrap.testing.BadTokens;
import io.parley.bootstrap.testing.ChatClient;
import io.parley.bootstrap.testing.Dial;
import io.parley.bootstrap.testing.HubApi;
import io.parley.bootstrap.testing.SharedCluster;
import io.parley.bootstrap.testing.TestCluster;
import io.parley.bootstrap.testing.TestNode;
import io.parley.bootstrap.testing.TestTokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** Who gets past the handshake, of a WebSocket and of a stream. */
@ExtendWith(SharedCluster.class)
class HandshakeSecurityTest {
    private static final String SSE = "/realtime/sse?channel=public:lobby";

    private final TestNode node;

    HandshakeSecurityTest(TestCluster cluster) {
        node = cluster.a();
    }

    private static HubApi.Answer refused(Dial dial) {
        return catchThrowableOfType(Dial.Refused.class, () -> dial.open().close()).answer();
    }

    private static void assertError(HubApi.Answer answer, int status, String code) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).startsWith("application/json");
        assertThat(answer.json().get("type").asString()).isEqualTo("error");
        assertThat(answer.json().get("code").asString()).isEqualTo(code);
        assertThat(answer.json().get("message").asString()).isNotBlank();
    }

    @ParameterizedTest
    @MethodSource("io.parley.bootstrap.testing.TestTokens#bad")
    void aBadTokenInTheHeaderIsA401WithTheErrorObjectThatDoesNotRepeatIt(BadTokens.Bad bad) {
        HubApi.Answer answer = refused(node.dial("/realtime").bearer(bad.token()));
        assertError(answer, 401, "RT_002");
        assertThat(answer.body()).doesNotContain(bad.token());
    }

    @ParameterizedTest
    @MethodSource("io.parley.bootstrap.testing.TestTokens#bad")
    void aBadTokenInTheQueryIsA401WithTheErrorObjectThatDoesNotRepeatIt(BadTokens.Bad bad) {
        String token = URLEncoder.encode(bad.token(), StandardCharsets.UTF_8);
        HubApi.Answer answer = refused(node.dial("/ws?token=" + token));
        assertError(answer, 401, "RT_002");
        assertThat(answer.body()).doesNotContain(bad.token());
    }

    @ParameterizedTest
    @MethodSource("io.parley.bootstrap.testing.TestTokens#bad")
    void aBadTokenOnAStreamIsA401WithTheErrorObject(BadTokens.Bad bad) {
        assertError(node.api().bearer(bad.token()).get(SSE), 401, "RT_002");
    }

    @Test
    void aStreamWithoutATokenIsA401() {
        assertError(node.api().get(SSE), 401, "RT_002");
    }

    @Test
    void aBrowserOfAnAllowedPageWithABadTokenIsLetInToldAndClosed() {
        try (ChatClient client = node.dial("/realtime").origin(TestNode.ALLOWED_ORIGIN).bearer("nonsense").open()) {
            assertThat(client.awaitClose()).isEqualTo(4401);
            assertThat(client.history()).extracting(message -> message.get("type").asString()).containsExactly("error", "disconnect");
            assertThat(client.history().getFirst().get("code").asString()).isEqualTo("RT_002");
            assertThat(client.history().getLast().get("code").asInt()).isEqualTo(4401);
        }
    }

    @Test
    void aBrowserOfTheHubsOwnPageWithABadTokenIsLetInToldAndClosed() {
        try (ChatClient client = node.dial("/realtime?token=nonsense").origin(node.ownOrigin()).open()) {
            assertThat(client.awaitClose()).isEqualTo(4401);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example.com", "null", "https://app.example.com.evil.com", "http://app.example.com",
            "https://app.example.com:8443", "http://localhost", "file://", "not an origin"})
    void aForeignPageIsA403EvenWithAGoodToken(String origin) {
        assertError(refused(node.dial("/realtime").origin(origin).bearer(TestTokens.of("alice"))), 403, "RT_003");
        assertError(node.api().header("Origin", origin).bearer(TestTokens.of("alice")).get(SSE), 403, "RT_003");
    }

    @Test
    void anApiKeyConnectsAServer() {
        try (ChatClient client = node.dial("/realtime").header("X-API-Key", TestNode.ADMIN_KEY).open()) {
            assertThat(client.await("connected").get("userId").isNull()).isTrue();
        }
    }

    @Test
    void anApiKeyInABrowserOfAnAllowedPageIsLetInToldAndClosed() {
        try (ChatClient client = node.dial("/realtime").origin(TestNode.ALLOWED_ORIGIN).header("X-API-Key", TestNode.ADMIN_KEY).open()) {
            assertThat(client.awaitClose()).isEqualTo(4403);
            assertThat(client.history()).extracting(message -> message.get("type").asString()).containsExactly("error", "disconnect");
            assertThat(client.history().getFirst().get("code").asString()).isEqualTo("RT_003");
            assertThat(client.history().getLast().get("code").asInt()).isEqualTo(4403);
            assertThat(client.history().getLast().get("reconnect").asBoolean()).isFalse();
        }
    }

    @Test
    void anApiKeyInABrowserOfAForeignPageIsA403() {
        assertError(refused(node.dial("/realtime").origin("https://evil.example.com").header("X-API-Key", TestNode.ADMIN_KEY)), 403,
                "RT_003");
    }

    @Test
    void anApiKeyOfAStreamInABrowserIsA403() {
        assertError(node.admin().header("Origin", TestNode.ALLOWED_ORIGIN).get(SSE), 403, "RT_003");
    }

    @Test
    void aWrongApiKeyIsA401() {
        assertError(refused(node.dial("/realtime").header("X-API-Key", "nonsense")), 401, "RT_002");
    }

    @Test
    void aPlainRequestToTheHandshakePathIsNoConnection() {
        assertThat(node.api().bearer(TestTokens.of("alice")).get("/realtime").status()).isBetween(400, 426);
    }
}
