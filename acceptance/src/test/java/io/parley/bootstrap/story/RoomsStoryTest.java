package io.parley.bootstrap.story;

import java.util.List;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

import io.parley.bootstrap.testing.ChatClient;
import io.parley.bootstrap.testing.HubApi;
import io.parley.bootstrap.testing.SharedCluster;
import io.parley.bootstrap.testing.TestCluster;
import io.parley.bootstrap.testing.TestTokens;
import io.parley.bootstrap.testing.Unique;

import static org.assertj.core.api.Assertions.assertThat;

/** Rooms that servers make, on two nodes: who may come in, who may speak, and what happens when that changes. */
@ExtendWith(SharedCluster.class)
class RoomsStoryTest {
    private static final String SEED_002 = "auth.uid != null && data.members.includes(auth.uid)";

    private final TestCluster cluster;
    private final HubApi server;
    private final String room = Unique.channel("private:room-");
    private final String ada = Unique.user("ada");
    private final String bob = Unique.user("bob");

    RoomsStoryTest(TestCluster cluster) {
        this.cluster = cluster;
        server = cluster.a().admin();
    }

    private HubApi.Answer put(String json) {
        return server.put("/realtime/channels/" + room, json);
    }

    private static JsonNode type(JsonNode message) {
        return message.get("type");
    }

    @Test
    void theExpressionOfSeed002WorksToTheLetter() {
        put("{'members':['" + ada + "'],'rules':{'subscribe':'" + SEED_002 + "','publish':'" + SEED_002 + "','presence':true}}");
        try (ChatClient member = cluster.a().connect(ada); ChatClient stranger = cluster.b().connect(bob)) {
            assertThat(type(member.subscribe(room)).asString()).isEqualTo("subscribed");
            assertThat(stranger.subscribe(room).get("code").asString()).isEqualTo("RT_003");
            assertThat(stranger.say(room, "e", "1").get("code").asString()).isEqualTo("RT_003");
            assertThat(type(member.say(room, "e", "1")).asString()).isEqualTo("ack");
        }
    }

    @Test
    void aRoomThatNobodyMadeIsNotFound() {
        try (ChatClient client = cluster.a().connect(ada)) {
            assertThat(client.subscribe(room).get("code").asString()).isEqualTo("RT_004");
            assertThat(server.broadcast(room, "e", 1).status()).isEqualTo(404);
        }
    }

    @Test
    void whoLosesHisMembershipHearsThatAndNothingMoreOnTheOtherNodeToo() {
        put("{'members':['" + ada + "','" + bob + "']}");
        try (ChatClient stays = cluster.a().connect(ada); ChatClient goes = cluster.b().connect(bob)) {
            stays.subscribe(room);
            goes.subscribe(room);
            assertThat(put("{'members':['" + ada + "']}").status()).isEqualTo(200);
            JsonNode lost = goes.await("unsubscribed");
            assertThat(lost.get("reason").asString()).isEqualTo("permission-lost");
            assertThat(lost.get("code").asString()).isEqualTo("RT_003");
            server.broadcast(room, "after", 1);
            assertThat(stays.awaitMessage(room).get("event").asString()).isEqualTo("after");
            goes.ask("'type':'ping'");
            assertThat(goes.history()).noneMatch(ChatClient.ofType("message"));
        }
    }

    @Test
    void whoLosesHisMembershipLeavesTheRoster() {
        put("{'members':['" + ada + "','" + bob + "']}");
        try (ChatClient stays = cluster.a().connect(ada); ChatClient goes = cluster.b().connect(bob)) {
            stays.subscribe(room);
            goes.subscribe(room);
            put("{'members':['" + ada + "']}");
            assertThat(stays.awaitPresence("presence:leave", room, bob).get("count").asInt()).isEqualTo(1);
        }
    }

    @Test
    void aChangedRuleHoldsAtOnceForWhoOnlySpeaks() {
        String channel = Unique.channel("presence:");
        try (ChatClient client = cluster.b().connect(ada)) {
            assertThat(type(client.say(channel, "e", "1")).asString()).isEqualTo("ack");
            server.put("/realtime/channels/" + channel, "{'rules':{'publish':'false'}}");
            assertThat(client.say(channel, "e", "2").get("code").asString()).isEqualTo("RT_003");
            server.delete("/realtime/channels/" + channel);
            assertThat(type(client.say(channel, "e", "3")).asString()).isEqualTo("ack");
        }
    }

    @Test
    void metadataIsReadOnSubscribeAndToldWhenItChanges() {
        put("{'members':['" + ada + "'],'metadata':{'title':'Roof','n':1.50}}");
        try (ChatClient client = cluster.b().connect(ada)) {
            assertThat(client.subscribe(room).get("metadata").get("title").asString()).isEqualTo("Roof");
            put("{'members':['" + ada + "'],'metadata':{'title':'Cellar'}}");
            assertThat(client.await("channel:updated").get("metadata").get("title").asString()).isEqualTo("Cellar");
        }
    }

    @Test
    void aClosedRoomIsToldAndLeft() {
        put("{'members':['" + ada + "']}");
        try (ChatClient client = cluster.b().connect(ada)) {
            client.subscribe(room);
            assertThat(server.delete("/realtime/channels/" + room).status()).isEqualTo(204);
            assertThat(client.await("channel:closed").get("channel").asString()).isEqualTo(room);
            assertThat(client.await("unsubscribed").get("reason").asString()).isEqualTo("closed");
            assertThat(client.subscribe(room).get("code").asString()).isEqualTo("RT_004");
        }
    }

    @Test
    void aRoomIsMadeOnceAndReplacedAfter() {
        assertThat(put("{'type':'project','members':['" + ada + "'],'capacity':3}").status()).isEqualTo(201);
        assertThat(put("{'metadata':{'a':1}}").status()).isEqualTo(200);
        JsonNode read = server.get("/realtime/channels/" + room).json();
        assertThat(read.has("type") || read.has("members")).isFalse();
        assertThat(read.get("metadata").toString()).isEqualTo("{\"a\":1}");
        assertThat(read.get("capacity").asInt()).isEqualTo(1000);
    }

    @Test
    void aFullRoomRefusesTheNextUserAndNotTheNextDevice() {
        put("{'rules':{'subscribe':'auth != null','publish':'auth != null'},'capacity':1}");
        try (ChatClient first = cluster.a().connect(ada);
                ChatClient device = cluster.a().connect(ada);
                ChatClient second = cluster.a().connect(bob)) {
            first.subscribe(room);
            assertThat(type(device.subscribe(room)).asString()).isEqualTo("subscribed");
            assertThat(second.subscribe(room).get("code").asString()).isEqualTo("RT_008");
            first.ask("'type':'unsubscribe','channel':'" + room + "'");
            device.ask("'type':'unsubscribe','channel':'" + room + "'");
            assertThat(type(second.subscribe(room)).asString()).isEqualTo("subscribed");
        }
    }

    @Test
    void aRoomOfTheFirstJoinIsCreatedByIt() {
        String open = Unique.channel("room:");
        try (ChatClient first = cluster.a().connect(ada); ChatClient second = cluster.b().connect(bob)) {
            first.subscribe(open);
            assertThat(first.await("channel:created").get("channel").asString()).isEqualTo(open);
            second.subscribe(open);
            second.ask("'type':'ping'");
            assertThat(second.history()).noneMatch(ChatClient.ofType("channel:created"));
            assertThat(server.get("/realtime/channels/" + open).json().get("count").asInt()).isEqualTo(2);
        }
    }

    @Test
    void whoIsKickedIsToldWhyOnAllHisDevices() {
        String channel = Unique.channel("chat:");
        try (ChatClient one = cluster.a().connect(bob); ChatClient other = cluster.b().connect(bob)) {
            one.subscribe(channel);
            other.subscribe(channel);
            assertThat(server.post("/realtime/channels/" + channel + "/kick", "{'userId':'" + bob + "','reason':'spam'}").status())
                    .isEqualTo(204);
            assertThat(one.await("unsubscribed").get("reason").asString()).isEqualTo("kicked: spam");
            assertThat(other.await("unsubscribed").get("code").asString()).isEqualTo("RT_003");
            assertThat(type(one.subscribe(channel)).asString()).isEqualTo("subscribed");
        }
    }

    @Test
    void whoIsBannedMayNeitherHearNorSpeakUntilItIsOver() {
        String channel = Unique.channel("chat:");
        try (ChatClient client = cluster.b().connect(bob)) {
            server.post("/realtime/channels/" + channel + "/kick", "{'userId':'" + bob + "','banSeconds':3600}");
            assertThat(client.subscribe(channel).get("code").asString()).isEqualTo("RT_003");
            assertThat(client.say(channel, "e", "1").get("code").asString()).isEqualTo("RT_003");
            server.post("/realtime/channels/" + channel + "/kick", "{'userId':'" + bob + "','banSeconds':1}");
            Awaitility.await().until(() -> type(client.subscribe(channel)).asString().equals("subscribed"));
        }
    }

    @Test
    void toKickWhoIsNotThereIsNoMistake() {
        assertThat(server.post("/realtime/channels/" + Unique.channel("chat:") + "/kick", "{'userId':'nobody'}").status()).isEqualTo(204);
    }

    @Test
    void aRuleThatDoesNotCompileIsRefusedWithItsPositionAndNothingChanges() {
        put("{'members':['" + ada + "']}");
        HubApi.Answer refused = put("{'rules':{'publish':'auth.uid === 1'}}");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().get("code").asString()).isEqualTo("RT_007");
        assertThat(refused.json().get("details").get("path").asString()).isEqualTo("$.rules.publish");
        assertThat(refused.json().get("details").get("position").asInt()).isEqualTo(11);
        assertThat(server.get("/realtime/channels/" + room).json().get("members")).hasSize(1);
    }

    @Test
    void theOwnerOfAJobHearsItsStateOnSubscribe() {
        String job = Unique.channel("jobs.");
        server.put("/realtime/channels/" + job, "{'metadata':{'userId':'" + ada + "'}}");
        server.broadcast(job, "job:update", 40);
        server.broadcast(job, "job:update", 50);
        try (ChatClient owner = cluster.b().connect(ada); ChatClient other = cluster.b().connect(bob)) {
            JsonNode state = owner.subscribe(job).get("messages");
            assertThat(state).hasSize(1);
            assertThat(state.get(0).get("data").asInt()).isEqualTo(50);
            assertThat(other.subscribe(job).get("code").asString()).isEqualTo("RT_003");
        }
    }

    @Test
    void aJobWithoutARoomIsNobodys() {
        try (ChatClient client = cluster.a().connect(ada)) {
            assertThat(client.subscribe(Unique.channel("jobs.")).get("code").asString()).isEqualTo("RT_003");
        }
    }

    @Test
    void rolesOfADocumentDecide() {
        String document = Unique.channel("docs.");
        server.put("/realtime/channels/" + document, "{'metadata':{'permissions':{'" + ada + "':'editor','" + bob + "':'viewer'}}}");
        try (ChatClient editor = cluster.a().connect(ada);
                ChatClient viewer = cluster.b().connect(bob);
                ChatClient stranger = cluster.b().connect(Unique.user("eve"))) {
            assertThat(type(viewer.subscribe(document)).asString()).isEqualTo("subscribed");
            assertThat(type(editor.say(document, "edit", "1")).asString()).isEqualTo("ack");
            assertThat(viewer.say(document, "edit", "1").get("code").asString()).isEqualTo("RT_003");
            assertThat(stranger.subscribe(document).get("code").asString()).isEqualTo("RT_003");
        }
    }

    @Test
    void aRefreshedTokenThatAllowsLessLosesWhatItDoesNotAllow() {
        String ops = Unique.channel("admin:");
        try (ChatClient client = cluster.a().connectAs(ada, claims -> claims.claim("roles", List.of("admin")))) {
            assertThat(type(client.subscribe(ops)).asString()).isEqualTo("subscribed");
            client.authenticate(TestTokens.of(ada));
            JsonNode lost = client.await("unsubscribed");
            assertThat(lost.get("channel").asString()).isEqualTo(ops);
            assertThat(lost.get("reason").asString()).isEqualTo("permission-lost");
        }
    }
}
