package io.parley.bootstrap.api;

import java.util.stream.IntStream;

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

/** What was said in a channel, read by a server on either node. */
@ExtendWith(SharedCluster.class)
class HistoryTest {
    private final TestCluster cluster;
    private final HubApi server;
    private final String room = Unique.channel("chat:");

    HistoryTest(TestCluster cluster) {
        this.cluster = cluster;
        server = cluster.a().admin();
    }

    private HubApi.Answer history(HubApi who, String query) {
        return who.get("/realtime/channels/" + room + "/history" + query);
    }

    @Test
    void aServerReadsWhatClientsHeardAsTheyHeardIt() {
        try (ChatClient client = cluster.b().connect(Unique.user("ada"))) {
            client.subscribe(room);
            client.say(room, "said", "{'n':1.50}");
            JsonNode heard = client.awaitMessage(room);
            JsonNode history = history(server, "").json();
            assertThat(history.propertyNames()).containsExactly("channel", "epoch", "offset", "messages");
            assertThat(history.get("channel").asString()).isEqualTo(room);
            assertThat(history.get("offset").asInt()).isEqualTo(1);
            assertThat(history.get("messages")).containsExactly(heard);
            assertThat(history(server, "").body()).contains("\"data\":{\"n\":1.50}");
        }
    }

    @Test
    void bothNodesReadTheSameFromAnyPlace() {
        IntStream.rangeClosed(1, 5).forEach(number -> server.broadcast(room, "e", number));
        String epoch = history(server, "").json().get("epoch").asString();
        String page = "?epoch=" + epoch + "&offset=4&limit=2&reverse=true";
        assertThat(history(server, page).json().get("messages").valueStream().map(message -> message.get("data").asInt()))
                .containsExactly(3, 2);
        assertThat(history(cluster.b().admin(), page).body()).isEqualTo(history(server, page).body());
    }

    @Test
    void aServerSeesWhatWasForOneUserAlone() {
        server.post("/realtime/channels/" + room + "/broadcast", "{'event':'e','data':1,'to':{'users':['nobody']}}");
        assertThat(history(server, "").json().get("messages")).hasSize(1);
    }

    @Test
    void aTokenNeedsTheScope() {
        HubApi reader = cluster.a().api().bearer(TestTokens.with(Unique.user("ada"), claims -> claims.claim("scope", "presence:read")));
        assertThat(history(reader, "").status()).isEqualTo(200);
        assertThat(history(cluster.a().api().bearer(TestTokens.of(Unique.user("ada"))), "").status()).isEqualTo(403);
        assertThat(history(cluster.a().api(), "").status()).isEqualTo(401);
    }

    @Test
    void whatCannotBeAskedIsAProblemWithItsPlace() {
        HubApi.Answer answer = history(server, "?offset=1");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.json().get("details").get("path").asString()).isEqualTo("epoch");
    }

    @Test
    void aChannelThatKeepsNothingHasNoHistory() {
        assertThat(server.get("/realtime/channels/" + Unique.channel("public:") + "/history").status()).isEqualTo(404);
    }
}
