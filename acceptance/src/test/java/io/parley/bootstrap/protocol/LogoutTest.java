package io.parley.bootstrap.protocol;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

import io.parley.bootstrap.testing.ChatClient;
import io.parley.bootstrap.testing.SharedCluster;
import io.parley.bootstrap.testing.TestCluster;
import io.parley.bootstrap.testing.TestNode;
import io.parley.bootstrap.testing.TestTokens;
import io.parley.bootstrap.testing.Unique;

import static org.assertj.core.api.Assertions.assertThat;

/** {@code {"type":"auth","token":null}} where anonymous clients are not let in. */
@ExtendWith(SharedCluster.class)
class LogoutTest {
    private static final String LOGOUT = "'type':'auth','token':null";

    private final TestCluster cluster;
    private final TestNode node;
    private final String alice = Unique.user("alice");
    private final String room = Unique.channel("chat:");

    LogoutTest(TestCluster cluster) {
        this.cluster = cluster;
        node = cluster.a();
    }

    @Test
    void aLogoutIsConfirmedWithoutAUser() {
        try (ChatClient client = node.connect(alice)) {
            JsonNode authenticated = client.ask(LOGOUT);
            assertThat(authenticated.get("type").asString()).isEqualTo("authenticated");
            assertThat(authenticated.get("userId").isNull()).isTrue();
            assertThat(authenticated.has("expiresAt")).isFalse();
        }
    }

    @Test
    void whoLogsOutLeavesEveryChannel() {
        try (ChatClient stays = cluster.b().connect(Unique.user("bob")); ChatClient client = node.connect(alice)) {
            stays.subscribe(room);
            client.subscribe(room);
            client.ask(LOGOUT);
            stays.awaitPresence("presence:leave", room, alice);
        }
    }

    @Test
    void whoLoggedOutHearsNothing() {
        try (ChatClient client = node.connect(alice)) {
            client.subscribe(room);
            client.ask(LOGOUT);
            node.admin().broadcast(room, "e", 1);
            node.admin().post("/realtime/users/" + alice + "/broadcast", "{'event':'e','data':1}");
            client.authenticate(TestTokens.of(alice));
            client.await("subscribed");
            node.admin().post("/realtime/users/" + alice + "/broadcast", "{'event':'e','data':2}");
            assertThat(client.awaitMessage("private:user-" + alice).get("data").asInt()).isEqualTo(2);
            assertThat(client.history()).filteredOn(ChatClient.ofType("message")).hasSize(1);
        }
    }

    @Test
    void whoLoggedOutIsRefusedUntilHeShowsAnotherToken() {
        try (ChatClient client = node.connect(alice)) {
            client.ask(LOGOUT);
            assertThat(client.subscribe(room).get("code").asString()).isEqualTo("RT_002");
            assertThat(client.authenticate(TestTokens.of(alice)).get("userId").asString()).isEqualTo(alice);
            assertThat(client.subscribe(room).get("type").asString()).isEqualTo("subscribed");
        }
    }

    @Test
    void whoLogsInAgainIsInHisOwnChannelAndNotGreetedAgain() {
        try (ChatClient client = node.connect(alice)) {
            client.ask(LOGOUT);
            client.authenticate(TestTokens.of(alice));
            assertThat(client.await("subscribed").get("channel").asString()).isEqualTo("private:user-" + alice);
            assertThat(client.history()).filteredOn(ChatClient.ofType("connected")).hasSize(1);
        }
    }

    @Test
    void whoLoggedOutAndShowsNoOtherTokenInTimeIsTurnedAway() {
        try (ChatClient client = cluster.b().connect(alice)) {
            client.ask(LOGOUT);
            Farewell.assertTurnedAway(client);
        }
    }
}
