package io.parley.application.connection;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import io.parley.application.event.HubEvent;
import io.parley.application.protocol.ServerMessage;
import io.parley.domain.connection.CloseCode;
import io.parley.domain.refusal.ErrorCode;
import io.parley.domain.refusal.Refusal;

import static org.assertj.core.api.Assertions.assertThat;

/** Many connections of one node. */
class HubTest {
    @Nested
    class Counting {
        private final TestNode node = new TestNode();

        @Test
        void everyConnectionCountsThoseOfOneUserAndUnknownOnesToo() {
            node.connects(People.ADA);
            node.connects(People.ADA);
            node.connectsAsNobody();
            node.connectsUnknown();
            assertThat(node.hub.size()).isEqualTo(4);
        }

        @Test
        void whoIsTurnedAwayCountsNowhere() {
            node.turnsAway(Refusal.of(ErrorCode.PERMISSION_DENIED, "no"));
            assertThat(node.hub.size()).isZero();
            assertThat(node.hub.opened()).isZero();
        }

        @Test
        void howManyHaveBeenOpenedIsKnownAfterTheyHaveGone() {
            node.connects(People.ADA).session().closed("gone");
            node.connectsUnknown();
            assertThat(node.hub.size()).isEqualTo(1);
            assertThat(node.hub.opened()).isEqualTo(2);
        }

        @Test
        void everyConnectionHasItsOwnName() {
            assertThat(IntStream.range(0, 10).mapToObj(_ -> node.connects(People.ADA).session().connection())).doesNotHaveDuplicates();
        }

        @Test
        void whoBecomesAnotherUserIsTheSameConnection() {
            node.connects(People.ADA).authenticates("1", "bob's");
            assertThat(node.hub.size()).isEqualTo(1);
        }
    }

    @Nested
    class Stopping {
        private final TestNode node = new TestNode();

        private static void isToldToComeBack(TestClient client) {
            assertThat(client.messages(ServerMessage.Disconnect.class)).hasSize(1).first()
                    .satisfies(last -> assertThat(last.code()).isEqualTo(CloseCode.GOING_AWAY))
                    .satisfies(last -> assertThat(last.retryAfter()).isPresent());
            assertThat(client.downlink().closed()).contains(CloseCode.GOING_AWAY);
        }

        @Test
        void everybodyIsToldToComeBackAtAnotherMoment() {
            List<TestClient> clients = List.of(node.connects(People.ADA), node.connects(People.BOB), node.connectsAsNobody(),
                    node.connectsUnknown());
            node.hub.stop();
            assertThat(clients).allSatisfy(Stopping::isToldToComeBack);
            assertThat(clients).flatExtracting(client -> client.messages(ServerMessage.Disconnect.class))
                    .extracting(last -> last.retryAfter().orElseThrow())
                    .containsExactlyInAnyOrder(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(3), Duration.ofSeconds(4));
        }

        @Test
        void nobodyIsLeft() {
            node.connects(People.ADA).subscribes("1", "room:1");
            node.connectsUnknown();
            node.hub.stop();
            assertThat(node.hub.size()).isZero();
            assertThat(node.parts.backplane.attached()).isEmpty();
            assertThat(node.parts.timers.pending()).isEmpty();
        }

        @Test
        void whoComesAfterwardsIsToldToComeBackToo() {
            node.hub.stop();
            isToldToComeBack(node.connects(People.ADA));
            isToldToComeBack(node.connectsUnknown());
            assertThat(node.hub.size()).isZero();
        }

        @Test
        void whoIsTurnedAwayAfterwardsIsToldWhyAndWhenToComeBack() {
            node.hub.stop();
            TestClient late = node.turnsAway(new Refusal(ErrorCode.CONNECTION_LOST, "going away", Map.of(Refusal.RETRY_AFTER, 7_000L)));
            assertThat(late.messages(ServerMessage.Refused.class)).extracting(told -> told.refusal().code())
                    .containsExactly(ErrorCode.CONNECTION_LOST);
            isToldToComeBack(late);
            assertThat(late.messages(ServerMessage.Disconnect.class)).extracting(ServerMessage.Disconnect::retryAfter)
                    .containsExactly(Optional.of(Duration.ofSeconds(7)));
        }

        @Test
        void whoLoggedOutIsToldToComeBackToo() {
            TestClient client = node.connects(People.ADA);
            client.logsOut("1");
            node.hub.stop();
            isToldToComeBack(client);
        }

        @Test
        void theHubTellsOfEveryEnd() {
            TestClient ada = node.connects(People.ADA);
            node.connectsUnknown();
            node.hub.stop();
            String reason = CloseCode.GOING_AWAY.reason();
            assertThat(node.told(HubEvent.ConnectionClosed.class)).hasSize(1).first()
                    .satisfies(closed -> assertThat(closed.connection()).isEqualTo(ada.session().connection()))
                    .satisfies(closed -> assertThat(closed.reason()).isEqualTo(reason));
            assertThat(node.told(HubEvent.ConnectionRejected.class)).extracting(HubEvent.ConnectionRejected::reason)
                    .containsExactly(reason);
        }
    }
}
