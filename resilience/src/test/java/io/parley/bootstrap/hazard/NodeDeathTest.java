package io.parley.bootstrap.hazard;

import java.time.Duration;
import java.util.List;

import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

import io.parley.bootstrap.testing.ChatClient;
import io.parley.bootstrap.testing.HubProcess;
import io.parley.bootstrap.testing.SharedCluster;
import io.parley.bootstrap.testing.TestCluster;
import io.parley.bootstrap.testing.Unique;

import static org.assertj.core.api.Assertions.assertThat;

/** A node is killed, or stands still for longer than its lease; two others live. */
@ExtendWith(SharedCluster.class)
class NodeDeathTest {
    /** What the protocol promises. */
    private static final Duration BOUND = Duration.ofSeconds(15);
    private static final String SHORT_LEASE = "parley.node.lease=3s";

    private final TestCluster cluster;
    private final String room = Unique.channel("chat:");
    private final String bob = Unique.user("bob");
    private HubProcess victim;
    private ChatClient onA;
    private ChatClient onB;
    private String bobs;

    NodeDeathTest(TestCluster cluster) {
        this.cluster = cluster;
    }

    /** Somebody is on each node. */
    private void gather(String... settings) {
        victim = cluster.joinAsProcess(Unique.user("victim"), settings);
        onA = cluster.a().connect(Unique.user("alice"));
        onB = cluster.b().connect(Unique.user("carol"));
        onA.subscribe(room);
        onB.subscribe(room);
        ChatClient dying = victim.connect(bob);
        dying.subscribe(room);
        bobs = dying.connectionId();
        onA.awaitPresence("presence:join", room, bob);
        onB.awaitPresence("presence:join", room, bob);
        assertThat(connectionsOf(bob)).containsExactly(bobs);
    }

    @AfterEach
    void leave() {
        onA.close();
        onB.close();
        victim.close();
    }

    private JsonNode page(String user) {
        return cluster.a().admin().get("/realtime/connections?userId=" + user).json();
    }

    private int countIn(String channel) {
        return cluster.a().admin().get("/realtime/channels/" + channel + "/presence").json().get("count").asInt();
    }

    private List<String> connectionsOf(String user) {
        return page(user).get("connections").valueStream().map(view -> view.get("id").asString()).toList();
    }

    private static ConditionFactory within(Duration bound) {
        return Awaitility.await().atMost(bound).pollInterval(Duration.ofMillis(50));
    }

    private long told(ChatClient client, String type) {
        return client.history().stream().filter(ChatClient.ofType(type))
                .filter(message -> message.path("user").path("id").asString("").equals(bob)).count();
    }

    private void isToldToAll(String type, long times) {
        within(BOUND).untilAsserted(() -> {
            assertThat(told(onA, type)).isEqualTo(times);
            assertThat(told(onB, type)).isEqualTo(times);
        });
    }

    @Test
    void theUsersOfAKilledNodeLeaveOnceWithinTheBound() {
        gather();
        within(BOUND).until(() -> countIn("private:user-" + bob) == 1);
        victim.kill();
        long killed = System.nanoTime();

        isToldToAll("presence:leave", 1);
        assertThat(Duration.ofNanos(System.nanoTime() - killed)).isLessThan(BOUND);

        within(BOUND).until(() -> !page(bob).has("partial"));
        assertThat(connectionsOf(bob)).isEmpty();
        assertThat(countIn("private:user-" + bob)).isZero();
        assertThat(cluster.a().admin().delete("/realtime/connections/" + bobs).status()).isEqualTo(404);
        assertThat(told(onA, "presence:leave") + told(onB, "presence:leave")).isEqualTo(2);
    }

    @Test
    void aUserWhoIsOnAnotherNodeTooStays() {
        gather(SHORT_LEASE);
        try (ChatClient second = cluster.b().connect(bob)) {
            second.subscribe(room);
            victim.kill();
            within(BOUND).until(() -> !page(bob).has("partial"));
            assertThat(connectionsOf(bob)).containsExactly(second.connectionId());
            assertThat(countIn(room)).isEqualTo(3);
            assertThat(told(onA, "presence:leave") + told(onB, "presence:leave")).isZero();
            second.cut();
            isToldToAll("presence:leave", 1);
        }
    }

    @Test
    void aNodeThatStoodStillPutsItsUsersBack() {
        gather(SHORT_LEASE);
        victim.pause();
        isToldToAll("presence:leave", 1);

        victim.resume();

        isToldToAll("presence:join", 2);
        within(BOUND).untilAsserted(() -> assertThat(connectionsOf(bob)).containsExactly(bobs));
        victim.kill();
        isToldToAll("presence:leave", 2);
    }
}
