package io.parley.bootstrap.story;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import io.parley.bootstrap.testing.ChatClient;
import io.parley.bootstrap.testing.SharedCluster;
import io.parley.bootstrap.testing.TestCluster;
import io.parley.bootstrap.testing.TestNode;
import io.parley.bootstrap.testing.Unique;

import static org.assertj.core.api.Assertions.assertThat;

/** Pages that are reloaded and nodes that are deployed anew make no noise. */
@ExtendWith(SharedCluster.class)
class GraceStoryTest {
    private final TestCluster cluster;
    private final String room = Unique.channel("chat:");
    private final String alice = Unique.user("alice");
    private final String bob = Unique.user("bob");
    private final String carol = Unique.user("carol");

    GraceStoryTest(TestCluster cluster) {
        this.cluster = cluster;
    }

    /** Bob is back on another node, carol is not; when she has left, so would he have. */
    private void onlyCarolLeaves(ChatClient watches) {
        assertThat(watches.awaitPresence("presence:leave", room, carol).get("count").asInt()).isEqualTo(2);
        assertThat(watches.history()).filteredOn(ChatClient.ofType("presence:leave")).hasSize(1);
        assertThat(watches.history()).filteredOn(ChatClient.ofType("presence:join")).hasSize(2);
    }

    private void comes(ChatClient watches, ChatClient client, String user) {
        client.subscribe(room);
        watches.awaitPresence("presence:join", room, user);
    }

    @Test
    void whoReloadsAPageNeitherLeavesNorComes() {
        try (TestNode node = cluster.join("node-patient", "parley.presence.grace=1s"); ChatClient watches = cluster.a().connect(alice)) {
            watches.subscribe(room);
            ChatClient reloading = node.connect(bob);
            comes(watches, reloading, bob);
            ChatClient leaving = node.connect(carol);
            comes(watches, leaving, carol);
            reloading.close();
            leaving.close();
            try (ChatClient again = cluster.b().connect(bob)) {
                again.subscribe(room);
                onlyCarolLeaves(watches);
            }
        }
    }

    @Test
    void whoComesToAnotherNodeWhileHisStopsNeitherLeavesNorComes() {
        try (TestNode node = cluster.join("node-deployed", "parley.presence.grace=1s", "parley.node.lease=2s");
                ChatClient watches = cluster.a().connect(alice)) {
            watches.subscribe(room);
            comes(watches, node.connect(bob), bob);
            comes(watches, node.connect(carol), carol);
            node.stop();
            try (ChatClient again = cluster.b().connect(bob)) {
                again.subscribe(room);
                onlyCarolLeaves(watches);
            }
        }
    }
}
