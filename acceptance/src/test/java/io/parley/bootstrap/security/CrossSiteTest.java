package io.parley.bootstrap.security;

import java.util.Locale;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.parley.bootstrap.testing.ChatClient;
import io.parley.bootstrap.testing.Dial;
import io.parley.bootstrap.testing.HubApi;
import io.parley.bootstrap.testing.SharedCluster;
import io.parley.bootstrap.testing.TestCluster;
import io.parley.bootstrap.testing.TestNode;
import io.parley.bootstrap.testing.TestTokens;
import io.parley.bootstrap.testing.Unique;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** What a page gets that its visitor's browser opened somewhere else. */
@ExtendWith(SharedCluster.class)
class CrossSiteTest {
    private static final String EVIL = "https://evil.example.com";
    private static final String TICKETS = "/realtime/tickets";

    private final TestNode node;
    private final String alice = Unique.user("alice");

    CrossSiteTest(TestCluster cluster) {
        node = cluster.a();
    }

    private HubApi from(String origin) {
        return node.api().header("Origin", origin);
    }

    private static void assertForeign(HubApi.Answer answer) {
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.json().get("code").asString()).isEqualTo("RT_003");
        assertThat(answer.headers().map().keySet()).noneMatch(name -> name.toLowerCase(Locale.ROOT).startsWith("access-control-"));
    }

    @ParameterizedTest
    @ValueSource(strings = {EVIL, "null", "https://app.example.com.evil.com", "https://app.example.com@evil.com", "http://app.example.com",
            "https://app.example.com:444", "https://sub.app.example.com", "https://app.example.com,https://evil.example.com",
            "javascript:alert(1)",
            "https://app.example.com evil", "//app.example.com", ""})
    void aForeignPageGetsNothingOfTheServerApi(String origin) {
        HubApi page = from(origin).bearer(TestTokens.of(alice, "admin"));
        assertForeign(page.get("/realtime/notifications"));
        assertForeign(page.post(TICKETS, ""));
        assertForeign(page.broadcast("public:lobby", "e", 1));
        assertForeign(page.put("/realtime/channels/" + Unique.channel("private:room-"), "{}"));
        assertForeign(page.delete("/realtime/users/" + alice + "/connections"));
    }

    @Test
    void aForeignPageIsToldNothingAboutItsCredentials() {
        assertThat(from(EVIL).bearer("nonsense").get("/realtime/notifications").status()).isEqualTo(403);
        assertThat(from(EVIL).get("/realtime/notifications").status()).isEqualTo(403);
        assertThat(from(EVIL).key(TestNode.ADMIN_KEY).get("/realtime/notifications").status()).isEqualTo(403);
    }

    @Test
    void aTicketDoesNotOpenTheHubToAForeignPage() {
        String ticket = node.api().bearer(TestTokens.of(alice)).post(TICKETS, "").json().get("ticket").asString();
        Dial dial = node.dial("/realtime?ticket=" + ticket).origin(EVIL);
        assertThat(catchThrowableOfType(Dial.Refused.class, () -> dial.open().close()).answer().status()).isEqualTo(403);
    }

    @Test
    void aTicketThatAServerAskedForDoesNotMakeAPageAServer() {
        String ticket = node.admin().post(TICKETS, "").json().get("ticket").asString();
        try (ChatClient client = node.dial("/realtime?ticket=" + ticket).origin(TestNode.ALLOWED_ORIGIN).open()) {
            assertThat(client.awaitClose()).isEqualTo(4403);
            assertThat(client.history().getFirst().get("code").asString()).isEqualTo("RT_003");
        }
    }

    @Test
    void aBadTicketTellsAPageOfAnAllowedOrigin() {
        try (ChatClient client = node.dial("/realtime?ticket=nonsense").origin(TestNode.ALLOWED_ORIGIN).open()) {
            assertThat(client.awaitClose()).isEqualTo(4401);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/realtime/notifications", TICKETS, "/realtime/channels/public:lobby/broadcast", "/metrics"})
    void aForeignPagesPreflightIsRefused(String path) {
        HubApi.Answer answer = from(EVIL).header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "authorization,x-api-key").options(path);
        assertForeign(answer);
    }

    @Test
    void aCookieIsNoCredential() {
        HubApi page = node.api().header("Origin", node.ownOrigin()).header("Cookie", "token=" + TestTokens.of(alice) + "; JSESSIONID=1");
        HubApi.Answer answer = page.get("/realtime/notifications");
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("Set-Cookie")).isEmpty();
    }

    @Test
    void aForeignPagesStreamIsRefusedInWordsThatDoNotRepeatItsName() {
        HubApi.Answer refused = from(EVIL).bearer(TestTokens.of(alice)).get("/realtime/sse?channel=public:lobby");
        assertForeign(refused);
        assertThat(refused.body()).doesNotContain("evil");
    }
}
