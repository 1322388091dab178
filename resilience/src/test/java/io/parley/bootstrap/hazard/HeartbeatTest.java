package io.parley.bootstrap.hazard;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import io.parley.bootstrap.testing.ChatClient;
import io.parley.bootstrap.testing.SharedCluster;
import io.parley.bootstrap.testing.TestCluster;
import io.parley.bootstrap.testing.TestNode;
import io.parley.bootstrap.testing.TestTokens;
import io.parley.bootstrap.testing.Unique;

import static org.assertj.core.api.Assertions.assertThat;

/** Who lives and who does not, and who comes without a name. A node of its own: it is impatient, and lets anybody in. */
@ExtendWith(SharedCluster.class)
class HeartbeatTest {
    private final TestCluster cluster;
    private final String room = Unique.channel("chat:");

    HeartbeatTest(TestCluster cluster) {
        this.cluster = cluster;
    }

    private TestNode impatientNode() {
        return cluster.join("impatient", "parley.connections.heartbeat-interval=500ms", "parley.connections.heartbeat-timeout=2s",
                "parley.connections.close-grace=1s", "PARLEY_ANONYMOUS=true");
    }

    @Test
    void aClientThatAnswersNoPingIsGoneAndOneThatDoesStays() throws Exception {
        String silent = Unique.user("silent");
        try (TestNode node = impatientNode();
                ChatClient lively = node.connect(Unique.user("lively"));
                SilentClient client = SilentClient.connect(node.port(), TestTokens.of(silent))) {
            lively.subscribe(room);
            client.send("{\"type\":\"subscribe\",\"channel\":\"" + room + "\"}");
            lively.awaitPresence("presence:join", room, silent);
            lively.awaitPresence("presence:leave", room, silent);
            assertThat(lively.isOpen()).isTrue();
            anAnonymousClientHearsPublicChannelsAlone(node);
        }
    }

    private void anAnonymousClientHearsPublicChannelsAlone(TestNode node) {
        try (ChatClient anonymous = node.dial("/realtime").open()) {
            assertThat(anonymous.await("connected").path("userId").isNull()).isTrue();
            assertThat(anonymous.subscribe("public:lobby").path("type").asString("")).isEqualTo("subscribed");
            assertThat(anonymous.subscribe(room).path("code").asString("")).isEqualTo("RT_003");
            assertThat(anonymous.say("public:lobby", "said", "1").path("code").asString("")).isEqualTo("RT_003");
        }
    }
}
