package io.parley.bootstrap.story;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

import io.parley.bootstrap.testing.ChatClient;
import io.parley.bootstrap.testing.EventStream;
import io.parley.bootstrap.testing.HubProcess;
import io.parley.bootstrap.testing.SharedCluster;
import io.parley.bootstrap.testing.TestCluster;
import io.parley.bootstrap.testing.TestNode;
import io.parley.bootstrap.testing.TestTokens;
import io.parley.bootstrap.testing.Unique;

import static org.assertj.core.api.Assertions.assertThat;

/** How a node goes: with a farewell, or without. */
@ExtendWith(SharedCluster.class)
class NodeEndTest {
    /** 3 s, 2 s, and the rest: far below the 15 s that the protocol promises with its own lease. */
    private static final Duration LEASE_AND_PERIOD_AND_A_BUSY_MACHINE = Duration.ofSeconds(10);

    private final TestCluster cluster;
    private final String room = Unique.channel("chat:");
    private final String alice = Unique.user("alice");
    private final String bob = Unique.user("bob");

    NodeEndTest(TestCluster cluster) {
        this.cluster = cluster;
    }

    @Test
    void aNodeThatStopsSaysFarewellAndItsUsersLeave() {
        try (ChatClient stays = cluster.a().connect(alice); TestNode leaving = cluster.join("node-leaving")) {
            stays.subscribe(room);
            ChatClient goes = leaving.connect(bob);
            goes.subscribe(room);

            leaving.stop();

            JsonNode farewell = goes.await("disconnect");
            assertThat(farewell.get("code").asInt()).isEqualTo(1001);
            assertThat(farewell.get("reconnect").asBoolean()).isTrue();
            assertThat(goes.awaitClose()).isEqualTo(1001);
            stays.awaitPresence("presence:leave", room, bob);
        }
    }

    @Test
    void aStreamHearsTheFarewellAndEnds() {
        try (TestNode leaving = cluster.join("node-leaving");
                EventStream stream = new EventStream(leaving.at("/realtime/sse"), TestTokens.of(alice))) {
            assertThat(stream.next().name()).isEqualTo("connected");
            assertThat(stream.next().name()).isEqualTo("subscribed");
            leaving.stop();
            assertThat(stream.next().name()).isEqualTo("disconnect");
            stream.awaitEnd();
        }
    }

    @Test
    void theUsersOfANodeThatDiesWithoutAFarewellLeaveOnce() {
        try (ChatClient stays = cluster.a().connect(alice);
                HubProcess dying = cluster.joinAsProcess("node-dying", "parley.node.lease=3s")) {
            stays.subscribe(room);
            dying.connect(bob).subscribe(room);
            stays.awaitPresence("presence:join", room, bob);

            long killed = System.nanoTime();
            dying.kill();

            assertThat(stays.awaitPresence("presence:leave", room, bob).get("count").asInt()).isEqualTo(1);
            assertThat(Duration.ofNanos(System.nanoTime() - killed)).isLessThan(LEASE_AND_PERIOD_AND_A_BUSY_MACHINE);
            stays.say(room, "after", "1");
            stays.awaitMessage(room);
            assertThat(stays.history()).filteredOn(ChatClient.ofType("presence:leave")).hasSize(1);
        }
    }
}
