package io.parley.bootstrap.api;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import io.parley.bootstrap.testing.ChatClient;
import io.parley.bootstrap.testing.HubApi;
import io.parley.bootstrap.testing.SharedCluster;
import io.parley.bootstrap.testing.TestCluster;
import io.parley.bootstrap.testing.TestTokens;
import io.parley.bootstrap.testing.Unique;

import static org.assertj.core.api.Assertions.assertThat;

/** A service that was not answered asks again, at another node if it must, and is heard once. */
@ExtendWith(SharedCluster.class)
class BroadcastOnceTest {
    private final TestCluster cluster;
    private final String ada = Unique.user("ada");
    private final String room = Unique.channel("chat:");

    BroadcastOnceTest(TestCluster cluster) {
        this.cluster = cluster;
    }

    private static HubApi.Answer broadcast(HubApi server, String path, int data, String key) {
        return server.post(path, "{'event':'e','data':" + data + ",'idempotencyKey':'" + key + "'}");
    }

    @Test
    void inAChannelAndToAUserItIsHeardOnceAndAnsweredTheSameOnEveryNode() {
        String own = "private:user-" + ada;
        try (ChatClient client = cluster.b().connect(ada)) {
            client.subscribe(room);
            for (String path : List.of("/realtime/channels/" + room + "/broadcast", "/realtime/users/" + ada + "/broadcast")) {
                String first = broadcast(cluster.a().admin(), path, 1, "k").body();
                assertThat(broadcast(cluster.b().admin(), path, 1, "k").body()).isEqualTo(first);
                broadcast(cluster.a().admin(), path, 2, "other");
            }
            for (String channel : List.of(room, own)) {
                assertThat(client.awaitMessage(channel).get("data").asInt()).isEqualTo(1);
                assertThat(client.awaitMessage(channel).get("data").asInt()).isEqualTo(2);
            }
        }
    }

    @Test
    void toAllItIsHeardOnce() {
        String key = Unique.user("key");
        try (ChatClient client = cluster.b().connect(ada)) {
            broadcast(cluster.a().admin(), "/realtime/broadcast", 17, key);
            broadcast(cluster.b().admin(), "/realtime/broadcast", 17, key);
            broadcast(cluster.b().admin(), "/realtime/broadcast", 18, key + "-2");
            client.await("the last", message -> message.path("data").asInt(-1) == 18);
            assertThat(client.history()).filteredOn(message -> message.path("data").asInt(-1) == 17).hasSize(1);
        }
    }

    @Test
    void aKeyThatStandsForAnotherMessageIsAConflictOnEveryNode() {
        String path = "/realtime/channels/" + room + "/broadcast";
        broadcast(cluster.a().admin(), path, 1, "k");
        HubApi.Answer answer = broadcast(cluster.b().admin(), path, 2, "k");
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.json().get("code").asString()).isEqualTo("RT_007");
        assertThat(answer.json().get("details").get("path").asString()).isEqualTo("$.idempotencyKey");
    }

    @Test
    void aUserWithTheScopeHasKeysOfHisOwn() {
        String path = "/realtime/channels/" + room + "/broadcast";
        HubApi user = cluster.a().api().bearer(TestTokens.with(ada, claims -> claims.claim("scope", "publish")));
        broadcast(cluster.a().admin(), path, 1, "k");
        assertThat(broadcast(user, path, 2, "k").json().get("offset").asInt()).isEqualTo(2);
        assertThat(broadcast(user, path, 2, "k").json().get("offset").asInt()).isEqualTo(2);
    }
}
