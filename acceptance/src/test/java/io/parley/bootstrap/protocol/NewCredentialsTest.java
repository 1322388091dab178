package io.parley.bootstrap.protocol;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

import io.parley.bootstrap.testing.BadTokens;
import io.parley.bootstrap.testing.ChatClient;
import io.parley.bootstrap.testing.SharedCluster;
import io.parley.bootstrap.testing.TestCluster;
import io.parley.bootstrap.testing.TestNode;
import io.parley.bootstrap.testing.TestTokens;
import io.parley.bootstrap.testing.Unique;

import static org.assertj.core.api.Assertions.assertThat;

/** A message {@code auth} on a live connection: refresh, logout and login, and a token that is none. */
@ExtendWith(SharedCluster.class)
class NewCredentialsTest {
    private final TestCluster cluster;
    private final TestNode node;
    private final String alice = Unique.user("alice");
    private final String bob = Unique.user("bob");
    private final String room = Unique.channel("chat:");

    NewCredentialsTest(TestCluster cluster) {
        this.cluster = cluster;
        node = cluster.a();
    }

    private static void assertServed(ChatClient client) {
        assertThat(client.ask("'type':'ping'").get("type").asString()).isEqualTo("pong");
    }

    @Test
    void aRefreshKeepsTheSubscriptions() {
        try (ChatClient client = node.connect(alice)) {
            client.subscribe(room);
            JsonNode authenticated = client.authenticate(TestTokens.of(alice));
            assertThat(authenticated.get("type").asString()).isEqualTo("authenticated");
            assertThat(authenticated.get("userId").asString()).isEqualTo(alice);
            client.say(room, "e", "1");
            assertThat(client.awaitMessage(room).get("data").asInt()).isEqualTo(1);
        }
    }

    @Test
    void aRefreshIsNoGreeting() {
        try (ChatClient client = node.connect(alice)) {
            client.authenticate(TestTokens.of(alice));
            assertServed(client);
            assertThat(client.history()).filteredOn(ChatClient.ofType("connected")).hasSize(1);
            assertThat(client.history()).filteredOn(ChatClient.ofType("subscribed")).hasSize(1);
        }
    }

    @Test
    void aRefreshHasEverySubscriptionJudgedAgain() {
        String ops = Unique.channel("admin:");
        try (ChatClient client = node.connectAs(alice, claims -> claims.claim("roles", List.of("admin")))) {
            client.subscribe(ops);
            client.subscribe(room);
            client.authenticate(TestTokens.of(alice));
            JsonNode lost = client.await("unsubscribed");
            assertThat(lost.get("channel").asString()).isEqualTo(ops);
            assertThat(lost.get("reason").asString()).isEqualTo("permission-lost");
            assertThat(lost.get("code").asString()).isEqualTo("RT_003");
            node.admin().broadcast(ops, "e", 1);
            node.admin().broadcast(room, "e", 2);
            client.awaitMessage(room);
            assertThat(client.history()).filteredOn(ChatClient.ofType("unsubscribed")).hasSize(1);
            assertThat(client.history()).filteredOn(ChatClient.ofType("message")).hasSize(1);
        }
    }

    @Test
    void aRefreshMayAllowMore() {
        String ops = Unique.channel("admin:");
        try (ChatClient client = node.connect(alice)) {
            assertThat(client.subscribe(ops).get("code").asString()).isEqualTo("RT_003");
            client.authenticate(TestTokens.with(alice, claims -> claims.claim("roles", List.of("admin"))));
            assertThat(client.subscribe(ops).get("type").asString()).isEqualTo("subscribed");
        }
    }

    @Test
    void anotherUsersTokenIsLogoutAndLogin() {
        try (ChatClient stays = cluster.b().connect(Unique.user("eve")); ChatClient client = node.connect(alice)) {
            stays.subscribe(room);
            client.subscribe(room);
            stays.awaitPresence("presence:join", room, alice);
            assertThat(client.authenticate(TestTokens.of(bob)).get("userId").asString()).isEqualTo(bob);
            assertThat(client.await("subscribed").get("channel").asString()).isEqualTo("private:user-" + bob);
            stays.awaitPresence("presence:leave", room, alice);
        }
    }

    @Test
    void whoLoggedInAsAnotherHearsNothingThatIsForTheFirst() {
        try (ChatClient client = node.connect(alice)) {
            client.subscribe(room);
            client.authenticate(TestTokens.of(bob));
            client.await("subscribed");
            node.admin().broadcast(room, "e", 1);
            node.admin().post("/realtime/users/" + alice + "/broadcast", "{'event':'e','data':2}");
            node.admin().post("/realtime/users/" + bob + "/broadcast", "{'event':'e','data':3}");
            assertThat(client.awaitMessage("private:user-" + bob).get("data").asInt()).isEqualTo(3);
            assertThat(client.history()).filteredOn(ChatClient.ofType("message")).hasSize(1);
        }
    }

    @Test
    void whoLoggedInAsAnotherIsNotGreetedAgain() {
        try (ChatClient client = node.connect(alice)) {
            client.authenticate(TestTokens.of(bob));
            client.await("subscribed");
            assertServed(client);
            assertThat(client.history()).filteredOn(ChatClient.ofType("connected")).hasSize(1);
        }
    }

    @ParameterizedTest
    @MethodSource("io.parley.bootstrap.testing.TestTokens#bad")
    void aBadTokenChangesNothing(BadTokens.Bad bad) {
        try (ChatClient client = node.connect(alice)) {
            client.subscribe(room);
            JsonNode error = client.authenticate(bad.token());
            assertThat(error.get("type").asString()).isEqualTo("error");
            assertThat(error.get("code").asString()).isEqualTo("RT_002");
            client.say(room, "e", "1");
            JsonNode heard = client.awaitMessage(room);
            assertThat(heard.get("sender").toString()).contains(alice);
        }
    }

    @Test
    void aSubscribeWithABadTokenIsRefusedAndChangesNothing() {
        try (ChatClient client = node.connect(alice)) {
            assertThat(client.ask("'type':'subscribe','channel':'" + room + "','auth':'nonsense'").get("code").asString())
                    .isEqualTo("RT_002");
            assertThat(client.ask("'type':'unsubscribe','channel':'" + room + "'").get("code").asString()).isEqualTo("RT_004");
        }
    }
}
