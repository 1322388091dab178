package io.parley.bootstrap.security;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.parley.bootstrap.testing.ChatClient;
import io.parley.bootstrap.testing.Dial;
import io.parley.bootstrap.testing.HubApi;
import io.parley.bootstrap.testing.TestNode;
import io.parley.bootstrap.testing.TestTokens;
import io.parley.bootstrap.testing.Unique;
import io.parley.devservices.testing.TestServers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Two realms whose people, rooms and channels have the same names. Whoever has every right in {@code blue} has none in {@code red}, and is not heard
 * there.
 */
class RealmBordersTest {
    private static final String BLUE_SECRET = "the secret of the blue ones, of more than 32 bytes";
    private static final String RED_SECRET = "the secret of the red ones, of more than 32 bytes";
    private static final String BLUE_KEY = "the key of the blue ones";
    private static final String RED_KEY = "the key of the red ones";
    private static final String RED_PAGE = "https://red.example.com";
    private static TestNode node;

    private final String ada = Unique.user("ada");

    @BeforeAll
    static void twoRealms() {
        node = TestNode.start("node-of-borders", TestServers.freshDatabaseUrl(),
                "parley.realms.blue.jwt-secret=" + BLUE_SECRET, "parley.realms.blue.admin-key=" + BLUE_KEY,
                "parley.realms.blue.publishable-key=blue-publishable", "parley.realms.blue.anonymous=true",
                "parley.realms.red.jwt-secret=" + RED_SECRET, "parley.realms.red.admin-key=" + RED_KEY,
                "parley.realms.red.allowed-origins=" + RED_PAGE, "parley.realms.red.denied-addresses=192.0.2.1");
    }

    @AfterAll
    static void over() {
        node.close();
    }

    private static HubApi blueServer() {
        return node.api().key(BLUE_KEY);
    }

    private static HubApi redServer() {
        return node.api().key(RED_KEY);
    }

    private static ChatClient in(String realm, String secret, String user) {
        ChatClient client = node.dial("/realms/" + realm + "/realtime")
                .bearer(TestTokens.signedWith(secret, claims -> claims.subject(user))).open();
        client.await("connected");
        client.await("subscribed");
        return client;
    }

    private static ChatClient blue(String user) {
        return in("blue", BLUE_SECRET, user);
    }

    private static ChatClient red(String user) {
        return in("red", RED_SECRET, user);
    }

    private static HubApi.Answer refused(Dial dial) {
        return catchThrowableOfType(Dial.Refused.class, () -> dial.open().close()).answer();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/realms/red", "/realms/default", "/realms/red/realms/blue", "/realms/blue/realms/red", "/realms/red/../blue",
            "/realms//blue"})
    void aKeyOfOneRealmOpensNothingUnderAnotherPath(String path) {
        assertThat(blueServer().get(path + "/realtime/channels/chat:x/presence").status()).isBetween(400, 404);
        assertThat(refused(node.dial(path + "/realtime").header("X-API-Key", BLUE_KEY)).status()).isBetween(400, 404);
    }

    @Test
    void aTokenOfOneRealmIsNoneInAFirstMessageNorOnALiveConnectionOfAnother() {
        String token = TestTokens.signedWith(BLUE_SECRET, claims -> claims.subject(ada));
        try (ChatClient unknown = node.dial("/realms/red/realtime").open(); ChatClient live = red(ada)) {
            unknown.send("{'type':'auth','token':'" + token + "'}");
            assertThat(unknown.awaitClose()).isEqualTo(4401);
            assertThat(live.authenticate(token).get("code").asString()).isEqualTo("RT_002");
            assertThat(live.ask("'type':'subscribe','channel':'chat:x','auth':'" + token + "'").get("code").asString()).isEqualTo("RT_002");
        }
    }

    @Test
    void aTokenOfTheDefaultRealmIsNoneInAnother() {
        assertThat(refused(node.dial("/realms/red/realtime").bearer(TestTokens.of(ada))).status()).isEqualTo(401);
        assertThat(node.admin().get("/realms/red/realtime/channels/chat:x/presence").status()).isEqualTo(401);
    }

    @Test
    void aTicketOfOneRealmIsNoneUnderThePathOfAnother() {
        HubApi api = node.api().bearer(TestTokens.signedWith(BLUE_SECRET, claims -> claims.subject(ada)));
        String ticket = api.post("/realms/blue/realtime/tickets", "").json().get("ticket").asString();
        assertThat(refused(node.dial("/realms/red/realtime?ticket=" + ticket)).status()).isEqualTo(401);
    }

    @Test
    void anonymousAccessAndPublishableKeysOfOneRealmAreNoneInAnother() {
        try (ChatClient anonymous = node.dial("/realms/blue/realtime").open()) {
            assertThat(anonymous.await("connected").get("userId").isNull()).isTrue();
        }
        assertThat(refused(node.dial("/realms/red/realtime").header("X-API-Key", "blue-publishable")).status()).isEqualTo(401);
        try (ChatClient unknown = node.dial("/realms/red/realtime").open()) {
            assertThat(unknown.subscribe("public:lobby").get("code").asString()).isEqualTo("RT_002");
        }
    }

    @Test
    void anOriginOfOneRealmIsForeignInAnother() {
        String token = TestTokens.signedWith(BLUE_SECRET, claims -> claims.subject(ada));
        assertThat(refused(node.dial("/realms/blue/realtime").bearer(token).origin(RED_PAGE)).status()).isEqualTo(403);
    }

    @Test
    void aBanInOneRealmIsNoneInAnother() {
        String room = Unique.channel("chat:");
        try (ChatClient blue = blue(ada); ChatClient red = red(ada)) {
            blue.subscribe(room);
            red.subscribe(room);
            assertThat(blueServer().post("/realtime/channels/" + room + "/kick", "{'userId':'" + ada + "','banSeconds':600}").status())
                    .isEqualTo(204);
            blue.await("unsubscribed");
            assertThat(blue.subscribe(room).get("code").asString()).isEqualTo("RT_003");
            assertThat(red.say(room, "e", "1").get("type").asString()).isEqualTo("ack");
            assertThat(red.subscribe(room).get("type").asString()).isEqualTo("subscribed");
            assertThat(red.history()).noneMatch(ChatClient.ofType("unsubscribed"));
        }
    }

    @Test
    void aBroadcastToAllIsToAllOfItsRealm() {
        try (ChatClient blue = blue(ada); ChatClient red = red(ada); ChatClient plain = node.connect(ada)) {
            assertThat(blueServer().post("/realtime/broadcast", "{'event':'blue','data':1}").status()).isEqualTo(200);
            redServer().post("/realtime/broadcast", "{'event':'red','data':2}");
            node.admin().post("/realtime/broadcast", "{'event':'plain','data':3}");
            assertThat(blue.awaitMessage("system:all").get("event").asString()).isEqualTo("blue");
            assertThat(red.awaitMessage("system:all").get("event").asString()).isEqualTo("red");
            assertThat(plain.awaitMessage("system:all").get("event").asString()).isEqualTo("plain");
        }
    }

    @Test
    void whoIsThereInOneRealmIsNotSeenFromAnother() {
        String room = Unique.channel("chat:");
        try (ChatClient blue = blue(ada); ChatClient red = red(Unique.user("bob"))) {
            blue.subscribe(room);
            assertThat(red.subscribe(room).get("presence").get("count").asInt()).isEqualTo(1);
            assertThat(redServer().get("/realtime/channels/" + room + "/presence").json().get("count").asInt()).isEqualTo(1);
            assertThat(red.ask("'type':'presence','channel':'" + room + "'").get("users"))
                    .noneMatch(user -> user.get("id").asString().equals(ada));
        }
    }

    @Test
    void whatWasSaidInOneRealmIsNotReadFromAnotherNorIsItsKeyKnown() {
        String channel = "/realtime/channels/" + Unique.channel("chat:");
        String body = "{'event':'e','data':1,'idempotencyKey':'k'}";
        assertThat(blueServer().post(channel + "/broadcast", body).json().get("offset").asInt()).isEqualTo(1);
        assertThat(redServer().get(channel + "/history").json().get("messages")).isEmpty();
        assertThat(redServer().post(channel + "/broadcast", body.replace("1", "2")).status()).isEqualTo(200);
        assertThat(blueServer().get(channel + "/history").json().get("messages")).hasSize(1);
    }

    @Test
    void anEndedConnectionsNamesakeInAnotherRealmStays() {
        try (ChatClient blue = blue(ada); ChatClient red = red(ada)) {
            assertThat(blueServer().delete("/realtime/users/" + ada + "/connections").status()).isEqualTo(204);
            assertThat(blue.awaitClose()).isEqualTo(4409);
            assertThat(red.ask("'type':'ping'").get("type").asString()).isEqualTo("pong");
        }
    }

    @Test
    void aRoomsChangeIsNotHeardInAnotherRealm() {
        String room = Unique.channel("chat:");
        try (ChatClient red = red(ada)) {
            red.subscribe(room);
            blueServer().put("/realtime/channels/" + room, "{'metadata':{'colour':'blue'},'rules':{'publish':'false'}}");
            blueServer().delete("/realtime/channels/" + room);
            assertThat(red.say(room, "e", "1").get("type").asString()).isEqualTo("ack");
            assertThat(redServer().get("/realtime/channels/" + room).body()).doesNotContain("blue");
            assertThat(red.history().toString()).doesNotContain("channel:");
        }
    }
}
