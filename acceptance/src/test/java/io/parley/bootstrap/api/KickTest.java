package io.parley.bootstrap.api;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

import io.parley.bootstrap.testing.ChatClient;
import io.parley.bootstrap.testing.HubApi;
import io.parley.bootstrap.testing.SharedCluster;
import io.parley.bootstrap.testing.TestCluster;
import io.parley.bootstrap.testing.Unique;

import static org.assertj.core.api.Assertions.assertThat;

/** Who is kicked is no member any more, on every node. */
@ExtendWith(SharedCluster.class)
class KickTest {
    private final TestCluster cluster;
    private final HubApi server;
    private final String room = Unique.channel("private:room-");
    private final String ada = Unique.user("ada");
    private final String bob = Unique.user("bob");

    KickTest(TestCluster cluster) {
        this.cluster = cluster;
        server = cluster.a().admin();
        server.put("/realtime/channels/" + room, "{'members':['" + ada + "','" + bob + "']}");
    }

    private void kick(String user) {
        assertThat(server.post("/realtime/channels/" + room + "/kick", "{'userId':'" + user + "'}").status()).isEqualTo(204);
    }

    @Test
    void aMemberWhoIsKickedMayNotComeBack() {
        try (ChatClient stays = cluster.b().connect(ada); ChatClient goes = cluster.b().connect(bob)) {
            stays.subscribe(room);
            goes.subscribe(room);
            kick(bob);
            assertThat(goes.await("unsubscribed").get("reason").asString()).isEqualTo("kicked");
            assertThat(goes.subscribe(room).get("code").asString()).isEqualTo("RT_003");
            assertThat(goes.say(room, "e", "1").get("code").asString()).isEqualTo("RT_003");
        }
    }

    @Test
    void theOthersStayAndHearOn() {
        try (ChatClient stays = cluster.b().connect(ada); ChatClient goes = cluster.a().connect(bob)) {
            stays.subscribe(room);
            goes.subscribe(room);
            kick(bob);
            goes.await("unsubscribed");
            server.broadcast(room, "after", 1);
            assertThat(stays.awaitMessage(room).get("event").asString()).isEqualTo("after");
            assertThat(stays.history()).noneMatch(ChatClient.ofType("unsubscribed"));
        }
    }

    @Test
    void theRoomNamesHimNoMore() {
        kick(bob);
        List<String> members = server.get("/realtime/channels/" + room).json().get("members").valueStream().map(JsonNode::asString)
                .toList();
        assertThat(members).containsExactly(ada);
    }

    @Test
    void whoIsPutBackMayComeBack() {
        kick(bob);
        server.put("/realtime/channels/" + room, "{'members':['" + bob + "']}");
        try (ChatClient back = cluster.b().connect(bob)) {
            assertThat(back.subscribe(room).get("type").asString()).isEqualTo("subscribed");
        }
    }
}
