package io.parley.bootstrap.security;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.parley.bootstrap.testing.HubApi;
import io.parley.bootstrap.testing.SharedCluster;
import io.parley.bootstrap.testing.TestCluster;
import io.parley.bootstrap.testing.TestNode;
import io.parley.bootstrap.testing.TestTokens;

import static org.assertj.core.api.Assertions.assertThat;

/** Which path of the HTTP side needs what. */
@ExtendWith(SharedCluster.class)
class ApiSecurityTest {
    private static final String NOTIFICATIONS = "/realtime/notifications";

    private final TestNode node;

    ApiSecurityTest(TestCluster cluster) {
        node = cluster.a();
    }

    private static void assertProblem(HubApi.Answer answer, int status, String code) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.json().get("code").asString()).isEqualTo(code);
        assertThat(answer.json().get("status").asInt()).isEqualTo(status);
        assertThat(answer.json().propertyNames()).contains("name", "detail");
    }

    @Test
    void noCredentialsAreA401() {
        assertProblem(node.api().get(NOTIFICATIONS), 401, "RT_002");
        assertProblem(node.api().broadcast("public:lobby", "e", 1), 401, "RT_002");
    }

    @ParameterizedTest
    @MethodSource("io.parley.bootstrap.testing.TestTokens#bad")
    void aBadTokenIsA401ThatDoesNotRepeatIt(TestTokens.Bad bad) {
        HubApi.Answer answer = node.api().bearer(bad.token()).get(NOTIFICATIONS);
        assertProblem(answer, 401, "RT_002");
        assertThat(answer.body()).doesNotContain(bad.token());
    }

    @Test
    void aTokenInTheQueryIsNotTaken() {
        assertProblem(node.api().get(NOTIFICATIONS + "?token=" + TestTokens.of("alice")), 401, "RT_002");
        assertProblem(node.api().get(NOTIFICATIONS + "?access_token=" + TestTokens.of("alice")), 401, "RT_002");
    }

    @Test
    void aWrongApiKeyIsA401() {
        assertProblem(node.api().key("nonsense").get(NOTIFICATIONS), 401, "RT_002");
    }

    @Test
    void aMissingScopeIsA403() {
        HubApi alice = node.api().bearer(TestTokens.of("alice", "presence:read"));
        assertProblem(alice.broadcast("public:lobby", "e", 1), 403, "RT_003");
        assertProblem(node.api().bearer(TestTokens.of("alice", "publish")).get("/realtime/channels/chat:x/presence"), 403, "RT_003");
    }

    @Test
    void aTokenWithTheScopeMayBroadcast() {
        assertThat(node.api().bearer(TestTokens.of("alice", "publish")).broadcast("public:lobby", "e", 1).status()).isEqualTo(200);
    }

    @Test
    void theAdminKeyMayDoEverything() {
        assertThat(node.admin().broadcast("public:lobby", "e", 1).status()).isEqualTo(200);
        assertThat(node.admin().get("/metrics").status()).isEqualTo(200);
    }

    @Test
    void theAdminKeyFromAPageIsA403() {
        assertProblem(node.admin().header("Origin", node.ownOrigin()).broadcast("public:lobby", "e", 1), 403, "RT_003");
    }

    @Test
    void aForeignPageIsA403EvenWithAGoodToken() {
        assertProblem(node.api().bearer(TestTokens.of("alice")).header("Origin", "https://evil.example.com").get(NOTIFICATIONS), 403,
                "RT_003");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/no/such/path", "/realtimes", "/static/index.html", "/application.yaml", "/error", "/.git/config"})
    void aPathThatNobodyNamedIsDenied(String path) {
        assertThat(node.api().get(path).status()).isEqualTo(401);
        assertThat(node.admin().get(path).status()).isEqualTo(403);
    }

    @Test
    void noDevTokenIsGivenWithoutDevServices() {
        assertThat(node.api().get("/dev/token?user=alice").status()).isIn(401, 404);
        assertThat(node.admin().get("/dev/token?user=alice").status()).isIn(403, 404);
    }

    @Test
    void anUnknownChannelIsA404() {
        assertProblem(node.admin().broadcast("nobody:knows", "e", 1), 404, "RT_004");
    }

    @Test
    void aBodyThatIsNoJsonIsA400() {
        assertProblem(node.admin().post("/realtime/channels/public:lobby/broadcast", "{"), 400, "RT_007");
    }

    @Test
    void aBodyOverTheLimitIsA413() {
        String large = "{'event':'e','data':'" + "x".repeat(128 * 1024) + "'}";
        assertProblem(node.admin().post("/realtime/channels/public:lobby/broadcast", large), 413, "RT_005");
    }

    @Test
    void aMethodThatAPathDoesNotHaveIsA405() {
        assertProblem(node.admin().get("/realtime/channels/public:lobby/broadcast"), 405, "RT_007");
    }

    @Test
    void thePageIsServedToEverybodyUnderAPolicy() {
        HubApi.Answer page = node.api().get("/");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body()).contains("<title>Parley</title>");
        assertThat(page.header("Content-Security-Policy")).contains("default-src 'self'").contains("frame-ancestors 'none'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/index.html", "/chat.js", "/chat.css", "/favicon.svg"})
    void thePageHasItsParts(String path) {
        assertThat(node.api().get(path).status()).isEqualTo(200);
    }
}
