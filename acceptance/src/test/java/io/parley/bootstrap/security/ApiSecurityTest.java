package io.parley.bootstrap.security;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.parley.bootstrap.testing.BadTokens;
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

    // Every path of the server API

    @BeforeEach
    void aRoomThatIsThere() {
        ApiCall.PUT_ROOM.by(node.admin());
    }

    @ParameterizedTest
    @EnumSource
    void withoutCredentialsItIsA401(ApiCall call) {
        assertProblem(call.by(node.api()), 401, "RT_002");
    }

    @ParameterizedTest
    @EnumSource
    void withAWrongApiKeyItIsA401(ApiCall call) {
        assertProblem(call.by(node.api().key("nonsense")), 401, "RT_002");
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = {"LIST_NOTIFICATIONS", "TICKET"})
    void withEveryScopeButItsOwnItIsA403(ApiCall call) {
        assertProblem(call.by(node.api().bearer(TestTokens.of("alice", call.otherScopes()))), 403, "RT_003");
    }

    @ParameterizedTest
    @EnumSource
    void withItsScopeAloneItIsServed(ApiCall call) {
        assertThat(call.by(node.api().bearer(TestTokens.of("alice", call.scope()))).status()).isEqualTo(call.status());
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "LIST_NOTIFICATIONS")
    void withTheAdminKeyItIsServed(ApiCall call) {
        assertThat(call.by(node.admin()).status()).isEqualTo(call.status());
    }

    @ParameterizedTest
    @EnumSource
    void theAdminKeyFromAPageIsA403(ApiCall call) {
        assertProblem(call.by(node.admin().header("Origin", node.ownOrigin())), 403, "RT_003");
    }

    @ParameterizedTest
    @EnumSource
    void theRealmMayStandBeforeIt(ApiCall call) {
        assertThat(call.by(node.api().bearer(TestTokens.of("alice", call.scope())), "/realms/default").status()).isEqualTo(call.status());
    }

    @ParameterizedTest
    @EnumSource
    void inARealmThatIsNotThereItIsA404(ApiCall call) {
        assertProblem(call.by(node.admin(), "/realms/nowhere"), 404, "RT_004");
    }

    @ParameterizedTest
    @EnumSource
    void aMethodThatThePathDoesNotHaveIsA405(ApiCall call) {
        assertThat(call.otherMethods())
                .allSatisfy(method -> assertProblem(node.admin().send(method, call.path(), "{}"), 405, "RT_007"));
    }

    @ParameterizedTest
    @EnumSource
    void aMethodThatThePathDoesNotHaveIsA401WithoutCredentials(ApiCall call) {
        assertThat(call.otherMethods()).allSatisfy(method -> assertProblem(node.api().send(method, call.path(), "{}"), 401, "RT_002"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/realtime/channels", "/realtime/channels/chat:api/", "/realtime/channels/chat:api/nothing",
            "/realtime/channels/chat:api/presence/more", "/realtime/users", "/realtime/users/api/nothing",
            "/realtime/tickets/one", "/realtime/notifications/one", "/realtime/nothing"})
    void aPathBesideThoseIsA404(String path) {
        assertProblem(node.admin().get(path), 404, "RT_004");
        assertProblem(node.admin().post(path, "{}"), 404, "RT_004");
        assertProblem(node.api().get(path), 401, "RT_002");
    }

    // Credentials

    @ParameterizedTest
    @MethodSource("io.parley.bootstrap.testing.TestTokens#bad")
    void aBadTokenIsA401ThatDoesNotRepeatIt(BadTokens.Bad bad) {
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
    void aForeignPageIsA403EvenWithAGoodToken() {
        assertProblem(node.api().bearer(TestTokens.of("alice")).header("Origin", "https://evil.example.com").get(NOTIFICATIONS), 403,
                "RT_003");
    }

    // Other paths

    @Test
    void theAdminKeyMayReadMetrics() {
        assertThat(node.admin().get("/metrics").status()).isEqualTo(200);
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
