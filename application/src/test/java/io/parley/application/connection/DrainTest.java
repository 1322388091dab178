package io.parley.application.connection;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import io.parley.application.protocol.ServerMessage;

import static org.assertj.core.api.Assertions.assertThat;

/** Clients are sent away step by step. */
class DrainTest {
    private final TestNode node = new TestNode();

    private List<TestClient> connect(int clients) {
        return IntStream.range(0, clients).mapToObj(_ -> node.connectsAsNobody()).toList();
    }

    private static boolean isSentAway(TestClient client) {
        return !client.messages(ServerMessage.Disconnect.class).isEmpty();
    }

    /** How many are sent away at each step. */
    private List<Integer> steps(List<TestClient> clients, Duration window) {
        Drain drain = node.hub.drain(window);
        List<Integer> gone = new ArrayList<>();
        for (boolean more = true; more;) {
            long before = clients.stream().filter(DrainTest::isSentAway).count();
            more = drain.sendAwayNext();
            gone.add((int) (clients.stream().filter(DrainTest::isSentAway).count() - before));
        }
        return gone;
    }

    @Test
    void manyClientsAreSentAwayEvenlyOverTheWindow() {
        assertThat(steps(connect(100), Duration.ofMillis(500))).containsExactly(20, 20, 20, 20, 20);
    }

    @Test
    void aFewClientsNeedNotWaitForIt() {
        assertThat(steps(connect(15), Duration.ofMinutes(1))).containsExactly(10, 5);
    }

    @Test
    void withoutAWindowAllAreSentAwayAtOnce() {
        assertThat(steps(connect(100), Duration.ZERO)).containsExactly(100);
    }

    @Test
    void aNodeWithoutClientsIsDrainedAtOnce() {
        assertThat(node.hub.drain(Duration.ofSeconds(5)).sendAwayNext()).isFalse();
    }

    @Test
    void whoseTurnHasNotComeIsServed() {
        List<TestClient> clients = connect(20);
        node.hub.drain(Duration.ofSeconds(5)).sendAwayNext();
        TestClient waiting = clients.stream().filter(client -> !isSentAway(client)).findFirst().orElseThrow();
        waiting.pings("1");
        assertThat(waiting.messages(ServerMessage.Pong.class)).hasSize(1);
    }

    @Test
    void whoComesMeanwhileIsSentAwayAtOnce() {
        connect(20);
        node.hub.drain(Duration.ofSeconds(5));
        assertThat(isSentAway(node.connectsAsNobody())).isTrue();
    }
}
