package io.parley.bootstrap.api;

import java.time.Duration;
import java.util.List;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

import io.parley.bootstrap.testing.ChatClient;
import io.parley.bootstrap.testing.EventStream;
import io.parley.bootstrap.testing.HubApi;
import io.parley.bootstrap.testing.SharedCluster;
import io.parley.bootstrap.testing.TestCluster;
import io.parley.bootstrap.testing.TestTokens;
import io.parley.bootstrap.testing.Unique;

import static org.assertj.core.api.Assertions.assertThat;

/** Servers see who is connected, and end connections, from any node. */
@ExtendWith(SharedCluster.class)
class ConnectionsTest {
    private final TestCluster cluster;
    private final HubApi server;
    private final String ada = Unique.user("ada");
    private final String room = Unique.channel("chat:");

    ConnectionsTest(TestCluster cluster) {
        this.cluster = cluster;
        server = cluster.a().admin();
        // Another test may have killed a node; until its lease has run out nobody knows what it has.
        Awaitility.await().atMost(Duration.ofSeconds(15)).until(() -> !server.get("/realtime/connections?limit=1").json().has("partial"));
    }

    private List<JsonNode> find(String question) {
        return server.get("/realtime/connections?" + question).json().get("connections").valueStream().toList();
    }

    private List<String> ids(String question) {
        return find(question).stream().map(view -> view.get("id").asString()).toList();
    }

    private HubApi.Answer end(String id) {
        return server.delete("/realtime/connections/" + id);
    }

    @Test
    void aUsersConnectionsOnBothNodesAreSeen() {
        try (ChatClient here = cluster.a().connect(ada); ChatClient there = cluster.b().connect(ada)) {
            assertThat(ids("userId=" + ada)).containsExactlyInAnyOrder(here.connectionId(), there.connectionId());
            assertThat(ids("node=node-b&userId=" + ada)).containsExactly(there.connectionId());
        }
    }

    @Test
    void aConnectionIsSeenWithWhatItHears() {
        try (ChatClient there = cluster.b().connect(ada)) {
            there.subscribe(room);
            JsonNode view = find("channel=" + room).getFirst();
            assertThat(view.get("userId").asString()).isEqualTo(ada);
            assertThat(view.get("node").asString()).isEqualTo("node-b");
            assertThat(view.get("transport").asString()).isEqualTo("websocket");
            assertThat(view.get("connectedAt").asString()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,3})?Z");
            assertThat(view.get("channels").valueStream().map(JsonNode::asString)).containsExactly(room, "private:user-" + ada);
        }
    }

    @Test
    void aStreamIsAConnectionToo() {
        try (EventStream stream = new EventStream(cluster.b().at("/realtime/sse"), TestTokens.of(ada))) {
            stream.next();
            stream.next();
            assertThat(find("transport=sse&userId=" + ada)).hasSize(1);
        }
    }

    @Test
    void whoUnsubscribedIsNotSeenInTheChannel() {
        try (ChatClient client = cluster.a().connect(ada)) {
            client.subscribe(room);
            client.ask("'type':'unsubscribe','channel':'" + room + "'");
            assertThat(ids("channel=" + room)).isEmpty();
            assertThat(ids("userId=" + ada)).hasSize(1);
        }
    }

    @Test
    void whoLoggedOutIsNotSeen() {
        try (ChatClient client = cluster.b().connect(ada)) {
            client.ask("'type':'auth','token':null");
            assertThat(end(client.connectionId()).status()).isEqualTo(404);
            assertThat(ids("userId=" + ada)).isEmpty();
        }
    }

    @Test
    void aConnectionOnAnotherNodeIsEnded() {
        try (ChatClient there = cluster.b().connect(ada); ChatClient stays = cluster.b().connect(ada)) {
            assertThat(end(there.connectionId()).status()).isEqualTo(204);
            JsonNode farewell = there.await("disconnect");
            assertThat(farewell.get("code").asInt()).isEqualTo(4409);
            assertThat(farewell.get("reconnect").asBoolean()).isFalse();
            assertThat(there.awaitClose()).isEqualTo(4409);
            assertThat(ids("userId=" + ada)).containsExactly(stays.connectionId());
        }
    }

    @Test
    void aConnectionIsEndedOnce() {
        try (ChatClient here = cluster.a().connect(ada)) {
            assertThat(end(here.connectionId()).status()).isEqualTo(204);
            here.awaitClose();
            assertThat(end(here.connectionId()).status()).isEqualTo(404);
        }
    }

    @Test
    void pageByPageEachIsSeenOnce() {
        try (ChatClient one = cluster.a().connect(ada);
                ChatClient two = cluster.b().connect(ada);
                ChatClient three = cluster.a().connect(ada)) {
            JsonNode first = server.get("/realtime/connections?limit=2&userId=" + ada).json();
            JsonNode second = server.get("/realtime/connections?limit=2&userId=" + ada + "&cursor=" + first.get("next").asString()).json();
            assertThat(first.get("connections").size()).isEqualTo(2);
            assertThat(second.get("connections").size()).isEqualTo(1);
            assertThat(second.has("next")).isFalse();
            assertThat(List.of(first, second)).flatExtracting(page -> page.get("connections").valueStream().toList())
                    .extracting(view -> view.get("id").asString()).isSorted()
                    .containsExactlyInAnyOrder(one.connectionId(), two.connectionId(), three.connectionId());
        }
    }

    @Test
    void whoHasNotTheScopeSeesAndEndsNothing() {
        try (ChatClient here = cluster.a().connect(ada)) {
            HubApi user = cluster.a().api().bearer(TestTokens.of(ada));
            assertThat(user.get("/realtime/connections").status()).isEqualTo(403);
            assertThat(user.delete("/realtime/connections/" + here.connectionId()).status()).isEqualTo(403);
            assertThat(cluster.a().api().get("/realtime/connections").status()).isEqualTo(401);
            assertThat(here.isOpen()).isTrue();
        }
    }
}
