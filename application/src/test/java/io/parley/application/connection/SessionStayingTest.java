package io.parley.application.connection;

import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.parley.domain.connection.CloseCode;

import static org.assertj.core.api.Assertions.assertThat;

/** How a connection is kept alive, and what counts as a sign of life. */
class SessionStayingTest {
    private final TestNode node = new TestNode();

    @Test
    void theHubPingsEveryInterval() {
        TestClient ada = node.connects(People.ADA);
        node.timePasses(24);
        assertThat(ada.downlink().pings()).isZero();
        node.timePasses(1);
        assertThat(ada.downlink().pings()).isEqualTo(1);
        node.timePasses(25);
        assertThat(ada.downlink().pings()).isEqualTo(2);
    }

    @Test
    void somebodyUnknownIsNotPinged() {
        TestClient client = node.connectsUnknown();
        node.timePasses(60);
        assertThat(client.downlink().pings()).isZero();
    }

    @Test
    void whoIsSilentForAMinuteIsGone() {
        TestClient ada = node.connects(People.ADA);
        node.timePasses(59);
        assertThat(ada.downlink().closed()).isEmpty();
        node.timePasses(1);
        assertThat(ada.downlink().closed()).contains(CloseCode.HEARTBEAT_TIMEOUT);
    }

    @Test
    void whoIsNobodyHasToShowThatItLivesToo() {
        TestClient nobody = node.connectsAsNobody();
        node.timePasses(60);
        assertThat(nobody.downlink().closed()).contains(CloseCode.HEARTBEAT_TIMEOUT);
    }

    static Stream<Named<Consumer<TestClient>>> signsOfLife() {
        return Stream.of(Named.of("a pong", client -> client.session().heard()), Named.of("a command", client -> client.pings("1")),
                Named.of("a refused command", client -> client.subscribes("1", "nowhere")),
                Named.of("nonsense", client -> client.sends("nonsense")),
                Named.of("a message that is too large", client -> client.sends("p".repeat(TestNode.MAX_MESSAGE_BYTES + 1))),
                Named.of("bytes", client -> client.sendsBinary("room:1 abc")),
                Named.of("a new token", client -> client.authenticates("1", "ada's next")),
                Named.of("a bad token", client -> client.authenticates("1", "forged")),
                Named.of("another's token", client -> client.authenticates("1", "bob's")));
    }

    @ParameterizedTest
    @MethodSource("signsOfLife")
    void whoIsHeardStays(Consumer<TestClient> sign) {
        TestClient ada = node.connects(People.ADA);
        node.timePasses(50);
        sign.accept(ada);
        node.timePasses(59);
        assertThat(ada.downlink().closed()).isEmpty();
    }

    @Test
    void aTokenThatCannotBeJudgedNowIsASignOfLifeToo() {
        TestClient ada = node.connects(People.ADA);
        node.timePasses(50);
        node.parts.tokens.faults().storeIsAwayAt("authenticate");
        ada.authenticates("1", "ada's next");
        node.timePasses(59);
        assertThat(ada.downlink().closed()).isEmpty();
    }

    @Test
    void whoCannotAnswerIsNeverTimedOut() {
        TestClient ada = node.connectsOneWay(People.ADA);
        node.timePasses(3599);
        assertThat(ada.downlink().closed()).isEmpty();
    }

    @Test
    void aConnectionHoldsOneTimer() {
        TestClient ada = node.connects(People.ADA);
        IntStream.range(0, 100).forEach(i -> ada.pings("p" + i));
        assertThat(node.parts.timers.pending()).hasSize(1);
    }
}
