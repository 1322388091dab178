package io.parley.bootstrap.protocol;

import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

import io.parley.bootstrap.testing.ChatClient;
import io.parley.bootstrap.testing.HubApi;
import io.parley.bootstrap.testing.SharedCluster;
import io.parley.bootstrap.testing.TestCluster;
import io.parley.bootstrap.testing.Unique;

import static io.parley.bootstrap.protocol.Fields.code;
import static io.parley.bootstrap.protocol.Fields.number;
import static io.parley.bootstrap.protocol.Fields.type;
import static org.assertj.core.api.Assertions.assertThat;

/** What subscribers are told of the channel itself, and of the end of their subscription, on both nodes. */
@ExtendWith(SharedCluster.class)
class ChannelEventsTest {
    private final HubApi server;
    private final ChatClient onA;
    private final ChatClient onB;
    private final String alice = Unique.user("alice");
    private final String room = Unique.channel("chat:");

    ChannelEventsTest(TestCluster cluster) {
        server = cluster.a().admin();
        onA = cluster.a().connect(alice);
        onB = cluster.b().connect(alice);
        clients().forEach(client -> client.subscribe(room));
    }

    @AfterEach
    void hangUp() {
        clients().forEach(ChatClient::close);
    }

    private List<ChatClient> clients() {
        return List.of(onA, onB);
    }

    private HubApi.Answer put(String json) {
        return server.put("/realtime/channels/" + room, json);
    }

    private HubApi.Answer kick(String more) {
        return server.post("/realtime/channels/" + room + "/kick", "{'userId':'" + alice + "'" + more + "}");
    }

    @Test
    void aRoomThatIsMadeIsToldWithItsMetadata() {
        put("{'metadata':{'title':'Roof','n':1.50}}");
        for (ChatClient client : clients()) {
            JsonNode created = client.await("channel:created");
            assertThat(created.propertyNames()).containsExactlyInAnyOrder("type", "channel", "metadata");
            assertThat(created.get("channel").asString()).isEqualTo(room);
            assertThat(created.get("metadata").get("title").asString()).isEqualTo("Roof");
        }
    }

    @Test
    void aRoomThatIsPutOnceMoreIsToldAsUpdatedWithItsNewMetadata() {
        put("{'metadata':{'title':'Roof','floor':1}}");
        put("{'metadata':{'title':'Cellar'}}");
        for (ChatClient client : clients()) {
            JsonNode updated = client.await("channel:updated");
            assertThat(updated.propertyNames()).containsExactlyInAnyOrder("type", "channel", "metadata");
            assertThat(updated.get("metadata").toString()).isEqualTo("{\"title\":\"Cellar\"}");
            assertThat(client.history()).filteredOn(ChatClient.ofType("channel:created")).hasSize(1);
        }
    }

    @Test
    void whoEntersLaterReadsTheMetadata() {
        put("{'metadata':{'title':'Roof'}}");
        assertThat(onB.subscribe(room).get("metadata").toString()).isEqualTo("{\"title\":\"Roof\"}");
    }

    @Test
    void aRoomThatIsClosedIsToldAndThenLeft() {
        put("{'metadata':{}}");
        server.delete("/realtime/channels/" + room);
        for (ChatClient client : clients()) {
            JsonNode left = client.await("unsubscribed");
            assertThat(left.propertyNames()).containsExactlyInAnyOrder("type", "channel", "reason");
            assertThat(left.get("reason").asString()).isEqualTo("closed");
            assertThat(client.await("channel:closed").propertyNames()).containsExactlyInAnyOrder("type", "channel");
            assertThat(client.history()).extracting(Fields::type).endsWith("channel:closed", "unsubscribed");
        }
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|', value = {
            "``                                 | kicked",
            ",'reason':'spam'                   | kicked: spam",
            ",'reason':'spam','banSeconds':3600 | kicked: spam"})
    void whoIsKickedIsToldWhy(String more, String reason) {
        assertThat(kick(more).status()).isEqualTo(204);
        assertUnsubscribed(reason);
    }

    @Test
    void whoLosesHisPermissionIsTold() {
        put("{'members':['somebody-else']}");
        assertUnsubscribed("permission-lost");
    }

    private void assertUnsubscribed(String reason) {
        for (ChatClient client : clients()) {
            JsonNode left = client.await("unsubscribed");
            assertThat(left.propertyNames()).containsExactlyInAnyOrder("type", "channel", "reason", "code");
            assertThat(left.get("channel").asString()).isEqualTo(room);
            assertThat(left.get("reason").asString()).isEqualTo(reason);
            assertThat(code(left)).isEqualTo("RT_003");
        }
    }

    @Test
    void whoWasUnsubscribedHearsNothingMoreAndHasNothingToLeave() {
        kick("");
        for (ChatClient client : clients()) {
            client.await("unsubscribed");
        }
        String other = Unique.channel("chat:");
        onB.subscribe(other);
        server.broadcast(room, "e", 1);
        server.broadcast(other, "e", 2);
        assertThat(number(onB.awaitMessage(other))).isEqualTo(2);
        assertThat(onB.history()).filteredOn(ChatClient.ofType("message")).hasSize(1);
        assertThat(code(onB.ask("'type':'unsubscribe','channel':'" + room + "'"))).isEqualTo("RT_004");
        assertThat(type(onB.subscribe(room))).isEqualTo("subscribed");
    }

    @Test
    void aRoomOfTheFirstJoinIsToldToWhoMadeItAndIsGoneWithTheLast() {
        String open = Unique.channel("room:");
        for (int time = 0; time < 2; time++) {
            onA.subscribe(open);
            JsonNode created = onA.await("channel:created");
            assertThat(created.get("channel").asString()).isEqualTo(open);
            assertThat(created.get("metadata").toString()).isEqualTo("{}");
            onA.ask("'type':'unsubscribe','channel':'" + open + "'");
        }
    }
}
