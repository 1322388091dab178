package io.parley.application.connection;

import java.time.Duration;
import java.util.Optional;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.parley.application.event.HubEvent;
import io.parley.application.protocol.ServerMessage;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.connection.CloseCode;
import io.parley.domain.refusal.ErrorCode;

import static io.parley.application.connection.Whereabouts.isInTheRoom;
import static io.parley.application.connection.Whereabouts.isOutOfTheRoom;
import static org.assertj.core.api.Assertions.assertThat;

/** What becomes of a connection whose user is kicked out of a room, or dismissed. */
class SessionSentAwayTest {
    private static final ChannelName ROOM = People.ROOM.name();

    private final ManualExecutor executor = ManualExecutor.atOnce();
    private final TestNode node = new TestNode(executor);
    private final TestClient ada = node.connects(People.ADA);
    private final TestClient bob = node.connects(People.BOB);

    @BeforeEach
    void areInTheRoom() {
        ada.subscribes("0", "room:1");
        bob.subscribes("0", "room:1");
    }

    private void kicksAda(String reason, Duration ban) {
        node.parts.rooms.kick(People.BACKEND, ROOM, People.ADA.id(), reason, ban);
    }

    @Nested
    class AKick {
        @ParameterizedTest
        @CsvSource({"spam, kicked: spam", "'', kicked"})
        void sendsTheUserOutAndSaysWhy(String reason, String told) {
            kicksAda(reason, Duration.ZERO);
            isOutOfTheRoom(ada, told, Optional.of(ErrorCode.PERMISSION_DENIED));
            isInTheRoom(bob);
            assertThat(node.parts.attendance.roster(People.ROOM).members()).containsExactly(People.BOB_MEMBER);
        }

        @Test
        void sendsTheUserOutWithAllDevices() {
            TestClient phone = node.connects(People.ADA);
            phone.subscribes("0", "room:1");
            kicksAda("spam", Duration.ZERO);
            isOutOfTheRoom(ada, "kicked: spam", Optional.of(ErrorCode.PERMISSION_DENIED));
            isOutOfTheRoom(phone, "kicked: spam", Optional.of(ErrorCode.PERMISSION_DENIED));
        }

        @Test
        void withoutABanLetsTheUserComeBack() {
            kicksAda("spam", Duration.ZERO);
            ada.subscribes("1", "room:1");
            assertThat(ada.reply("1")).isInstanceOf(ServerMessage.Subscribed.class);
        }

        @Test
        void withABanKeepsTheUserOutUntilThen() {
            kicksAda("spam", Duration.ofSeconds(40));
            ada.subscribes("1", "room:1");
            ada.publishes("2", "room:1", "1");
            node.timePasses(40);
            ada.subscribes("3", "room:1");
            assertThat(ada.refusal("1")).isEqualTo(ErrorCode.PERMISSION_DENIED);
            assertThat(ada.refusal("2")).isEqualTo(ErrorCode.PERMISSION_DENIED);
            assertThat(ada.reply("3")).isInstanceOf(ServerMessage.Subscribed.class);
        }

        @Test
        void isToldEvenIfTheHubFailsAtTheRoster() {
            node.parts.presence.faults().failAt("leave", new IllegalStateException("a fault in the adapter"));
            kicksAda("spam", Duration.ZERO);
            isOutOfTheRoom(ada, "kicked: spam", Optional.of(ErrorCode.PERMISSION_DENIED));
            assertThat(node.told(HubEvent.Failed.class)).hasSize(1);
        }

        @Test
        void doesNotMeetWhoHasTakenTheConnectionOverMeanwhile() {
            executor.hold();
            ada.authenticates("1", "bob's");
            ada.subscribes("2", "room:1");
            kicksAda("spam", Duration.ZERO);
            executor.runAll();
            isInTheRoom(ada);
        }
    }

    @Nested
    class ADismissal {
        private void dismissesAda() {
            node.parts.rooms.dismiss(People.BACKEND, People.ADA.id());
        }

        @Test
        void endsEveryConnectionOfTheUserAndNoOther() {
            TestClient phone = node.connects(People.ADA);
            dismissesAda();
            assertThat(ada.downlink().closed()).contains(CloseCode.DISMISSED);
            assertThat(phone.downlink().closed()).contains(CloseCode.DISMISSED);
            assertThat(bob.downlink().closed()).isEmpty();
        }

        @Test
        void reachesAConnectionThatBecameTheUser() {
            bob.authenticates("1", "ada's");
            dismissesAda();
            assertThat(bob.downlink().closed()).contains(CloseCode.DISMISSED);
        }

        @Test
        void doesNotReachAConnectionThatWasTheUser() {
            ada.authenticates("1", "bob's");
            dismissesAda();
            assertThat(ada.downlink().closed()).isEmpty();
        }

        @Test
        void doesNotMeetWhoHasTakenTheConnectionOverMeanwhile() {
            executor.hold();
            ada.authenticates("1", "bob's");
            dismissesAda();
            executor.runAll();
            assertThat(ada.downlink().closed()).isEmpty();
        }
    }
}
