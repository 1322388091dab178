package io.parley.bootstrap.story;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.parley.bootstrap.testing.ChatClient;
import io.parley.bootstrap.testing.Dial;
import io.parley.bootstrap.testing.SharedCluster;
import io.parley.bootstrap.testing.TestCluster;
import io.parley.bootstrap.testing.TestNode;
import io.parley.bootstrap.testing.TestTokens;
import io.parley.bootstrap.testing.Unique;

import static org.assertj.core.api.Assertions.assertThat;

/** Every way in that the protocol knows, and what a client hears first. */
@ExtendWith(SharedCluster.class)
class ConnectingTest {
    private final TestNode node;

    ConnectingTest(TestCluster cluster) {
        node = cluster.a();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/realtime", "/ws"})
    void aTokenInTheHeaderConnects(String path) {
        String user = Unique.user("alice");
        assertGreeted(user, node.dial(path).bearer(TestTokens.of(user)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/realtime?token=", "/realtime?access_token=", "/ws?token=", "/ws?access_token="})
    void aTokenInTheQueryConnects(String path) {
        String user = Unique.user("alice");
        assertGreeted(user, node.dial(path + URLEncoder.encode(TestTokens.of(user), StandardCharsets.UTF_8)));
    }

    @Test
    void aPageOfTheHubItselfConnects() {
        String user = Unique.user("alice");
        assertGreeted(user, node.dial("/realtime").origin(node.ownOrigin()).bearer(TestTokens.of(user)));
    }

    @Test
    void anAllowedPageConnects() {
        String user = Unique.user("alice");
        assertGreeted(user, node.dial("/realtime").origin(TestNode.ALLOWED_ORIGIN).bearer(TestTokens.of(user)));
    }

    private static void assertGreeted(String user, Dial dial) {
        try (ChatClient client = dial.open()) {
            client.await("subscribed");
            assertThat(types(client)).containsExactly("connected", "subscribed");
            assertThat(client.history().getFirst().get("userId").asString()).isEqualTo(user);
            assertThat(client.history().get(1).get("channel").asString()).isEqualTo("private:user-" + user);
        }
    }

    private static List<String> types(ChatClient client) {
        return client.history().stream().map(message -> message.get("type").asString()).toList();
    }

    @Test
    void aTokenInTheFirstMessageIsConfirmedThenGreeted() {
        String user = Unique.user("alice");
        try (ChatClient client = node.dial("/realtime").open()) {
            client.send("{'type':'auth','id':'first','token':'" + TestTokens.of(user) + "'}");
            client.await("subscribed");
            assertThat(types(client)).containsExactly("authenticated", "connected", "subscribed");
            assertThat(client.history().getFirst().get("id").asString()).isEqualTo("first");
            assertThat(client.history().getFirst().get("userId").asString()).isEqualTo(user);
            assertThat(client.history().get(2).get("channel").asString()).isEqualTo("private:user-" + user);
        }
    }

    @Test
    void theGreetingCarriesWhatTheProtocolNames() {
        String user = Unique.user("alice");
        try (ChatClient client = node.dial("/realtime").bearer(TestTokens.of(user)).open()) {
            var connected = client.await("connected");
            assertThat(connected.get("connectionId").asString()).isNotBlank();
            assertThat(connected.get("node").asString()).isEqualTo("node-a");
            assertThat(connected.get("heartbeatInterval").asInt()).isEqualTo(25_000);
            assertThat(connected.get("heartbeatTimeout").asInt()).isEqualTo(60_000);
            assertThat(connected.get("expiresAt").asString()).endsWith("Z");
            assertThat(connected.get("timestamp").asString()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
        }
    }

    @Test
    void theOwnChannelHasAPosition() {
        String user = Unique.user("alice");
        try (ChatClient client = node.dial("/realtime").bearer(TestTokens.of(user)).open()) {
            var own = client.await("subscribed");
            assertThat(own.get("epoch").asString()).isNotBlank();
            assertThat(own.get("offset").asLong()).isZero();
        }
    }

    @Test
    void aCommandBeforeTheTokenIsRefusedAndTheConnectionStays() {
        String user = Unique.user("alice");
        try (ChatClient client = node.dial("/realtime").open()) {
            assertThat(client.subscribe("public:lobby").get("code").asString()).isEqualTo("RT_002");
            assertThat(client.authenticate(TestTokens.of(user)).get("type").asString()).isEqualTo("authenticated");
        }
    }

    @Test
    void anotherUsersTokenOnALiveConnectionIsLogoutAndLogin() {
        String first = Unique.user("alice");
        String second = Unique.user("bob");
        String room = Unique.channel("chat:");
        try (ChatClient client = node.connect(first)) {
            client.subscribe(room);
            assertThat(client.authenticate(TestTokens.of(second)).get("userId").asString()).isEqualTo(second);
            assertThat(client.await("subscribed").get("channel").asString()).isEqualTo("private:user-" + second);
            assertThat(client.ask("'type':'presence','channel':'" + room + "'").get("code").asString()).isEqualTo("RT_004");
        }
    }

    @Test
    void aClientThatAsksForTheSubprotocolIsAnsweredWithIt() {
        try (ChatClient client = node.dial("/realtime").bearer(TestTokens.of(Unique.user("alice"))).subprotocol("parley.v1").open()) {
            assertThat(client.subprotocol()).isEqualTo("parley.v1");
        }
    }
}
