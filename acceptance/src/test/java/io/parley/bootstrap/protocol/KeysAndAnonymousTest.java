package io.parley.bootstrap.protocol;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import io.parley.bootstrap.testing.ChatClient;
import io.parley.bootstrap.testing.Dial;
import io.parley.bootstrap.testing.EventStream;
import io.parley.bootstrap.testing.HubApi;
import io.parley.bootstrap.testing.TestNode;
import io.parley.bootstrap.testing.TestTokens;
import io.parley.bootstrap.testing.Unique;
import io.parley.devservices.testing.TestServers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** Who is no user: servers with the admin key, pages with the publishable key, and nobody, in a realm that lets him in. */
class KeysAndAnonymousTest {
    private static final String PUBLISHABLE = "a key that everybody may read";
    private static final String PAGE = "https://page.example.com";
    private static TestNode node;

    private final String alice = Unique.user("alice");
    private final String lobby = Unique.channel("public:");

    @BeforeAll
    static void aNodeWithARealmForEverybody() {
        node = TestNode.start("node-for-everybody", TestServers.freshDatabaseUrl(), "parley.realms.default.publishable-key=" + PUBLISHABLE,
                "parley.realms.default.allowed-origins=" + PAGE, "parley.realms.open.anonymous=true",
                "parley.realms.open.jwt-secret=" + TestTokens.SECRET, "parley.realms.open.admin-key=the key of the open realm");
    }

    @AfterAll
    static void over() {
        node.close();
    }

    private static ChatClient withKey(String key) {
        return node.dial("/realtime").header("X-API-Key", key).open();
    }

    private static ChatClient anonymous() {
        return node.dial("/realms/open/realtime").open();
    }

    private static void assertAnonymous(ChatClient client) {
        JsonNode connected = client.await("connected");
        assertThat(connected.get("userId").isNull()).isTrue();
        assertThat(connected.has("expiresAt")).isFalse();
        assertThat(client.subscribe("public:lobby").get("type").asString()).isEqualTo("subscribed");
        assertThat(client.subscribe("chat:lobby").get("code").asString()).isEqualTo("RT_003");
        assertThat(client.say("public:lobby", "e", "1").get("code").asString()).isEqualTo("RT_003");
    }

    @Test
    void theAdminKeyConnectsAServerThatMaySpeakWhereServersDo() {
        try (ChatClient server = withKey(TestNode.ADMIN_KEY); ChatClient user = node.connect(alice)) {
            assertThat(server.await("connected").get("userId").isNull()).isTrue();
            assertThat(server.say("private:user-" + alice, "e", "1").get("type").asString()).isEqualTo("ack");
            assertThat(user.awaitMessage("private:user-" + alice).get("data").asInt()).isEqualTo(1);
        }
    }

    @Test
    void theAdminKeyMayStandInTheAddressOfAHandshake() {
        try (ChatClient server = node.dial("/realtime?apiKey=" + TestNode.ADMIN_KEY.replace(" ", "%20")).open()) {
            assertThat(server.await("connected").get("userId").isNull()).isTrue();
        }
    }

    @Test
    void aServerHasNoChannelOfItsOwn() {
        try (ChatClient server = withKey(TestNode.ADMIN_KEY)) {
            server.ask("'type':'ping'");
            assertThat(server.history()).noneMatch(ChatClient.ofType("subscribed"));
        }
    }

    @Test
    void thePublishableKeyConnectsAnAnonymousWhereOthersHaveToShowWhoTheyAre() {
        try (ChatClient client = withKey(PUBLISHABLE)) {
            assertAnonymous(client);
        }
    }

    @Test
    void thePublishableKeyMayBeShownByAPage() {
        try (ChatClient client = node.dial("/realtime?apiKey=" + PUBLISHABLE.replace(" ", "%20")).origin(PAGE).open()) {
            assertAnonymous(client);
        }
    }

    @Test
    void thePublishableKeyIsNoUseToAPageOfAnotherOrigin() {
        Dial dial = node.dial("/realtime").header("X-API-Key", PUBLISHABLE).origin("https://elsewhere.example.com");
        assertThat(catchThrowableOfType(Dial.Refused.class, () -> dial.open().close()).answer().status()).isEqualTo(403);
    }

    @Test
    void thePublishableKeyMayDoNothingInTheServerApi() {
        assertThat(node.api().key(PUBLISHABLE).broadcast(lobby, "e", 1).status()).isEqualTo(403);
    }

    @Test
    void aTicketOfThePublishableKeyConnectsAnAnonymous() {
        HubApi.Answer given = node.api().key(PUBLISHABLE).post("/realtime/tickets", "");
        assertThat(given.status()).isEqualTo(201);
        try (ChatClient client = node.dial("/realtime?ticket=" + given.json().get("ticket").asString()).open()) {
            assertAnonymous(client);
        }
    }

    @Test
    void whoShowsNothingIsAnonymousAtOnceWhereThatIsAllowed() {
        try (ChatClient client = anonymous()) {
            assertAnonymous(client);
            assertThat(client.history().getFirst().get("type").asString()).isEqualTo("connected");
        }
    }

    @Test
    void anAnonymousStreamHearsPublicChannelsAlone() {
        try (EventStream stream = new EventStream(node.at("/realms/open/realtime/sse?channel=" + lobby + "&channel=chat:lobby"))) {
            assertThat(stream.next().data().get("userId").isNull()).isTrue();
            assertThat(stream.next().data().get("channel").asString()).isEqualTo(lobby);
            assertThat(stream.next().data().get("code").asString()).isEqualTo("RT_003");
        }
    }

    @Test
    void anAnonymousHearsWhatIsSaidToAll() {
        try (ChatClient client = anonymous()) {
            client.await("connected");
            client.ask("'type':'ping'");
            node.api().key("the key of the open realm").post("/realtime/broadcast", "{'event':'e','data':1}");
            assertThat(client.awaitMessage("system:all").get("data").asInt()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"token=nonsense", "apiKey=nonsense", "ticket=nonsense"})
    void badCredentialsAreNotTheSameAsNone(String query) {
        Dial dial = node.dial("/realms/open/realtime?" + query);
        assertThat(catchThrowableOfType(Dial.Refused.class, () -> dial.open().close()).answer().status()).isEqualTo(401);
    }

    @Test
    void anAnonymousWhoLogsInIsAUserAndNotGreetedAgain() {
        try (ChatClient client = anonymous()) {
            assertThat(client.authenticate(TestTokens.of(alice)).get("userId").asString()).isEqualTo(alice);
            assertThat(client.await("subscribed").get("channel").asString()).isEqualTo("private:user-" + alice);
            assertThat(client.subscribe("chat:lobby").get("type").asString()).isEqualTo("subscribed");
            assertThat(client.history()).filteredOn(ChatClient.ofType("connected")).hasSize(1);
        }
    }

    @Test
    void aBadTokenLeavesAnAnonymousWhatHeIs() {
        try (ChatClient client = anonymous()) {
            assertThat(client.authenticate("nonsense").get("code").asString()).isEqualTo("RT_002");
            assertAnonymous(client);
        }
    }

    @Test
    void whoLogsOutIsAnonymousWhereThatIsAllowed() {
        try (ChatClient client = node.dial("/realms/open/realtime").bearer(TestTokens.of(alice)).open()) {
            client.subscribe(lobby);
            JsonNode authenticated = client.ask("'type':'auth','token':null");
            assertThat(authenticated.get("type").asString()).isEqualTo("authenticated");
            assertThat(authenticated.get("userId").isNull()).isTrue();
            assertThat(client.ask("'type':'unsubscribe','channel':'" + lobby + "'").get("code").asString()).isEqualTo("RT_004");
            assertThat(client.subscribe(lobby).get("type").asString()).isEqualTo("subscribed");
            assertThat(client.subscribe("chat:lobby").get("code").asString()).isEqualTo("RT_003");
        }
    }
}
