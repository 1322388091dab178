package io.parley.application.connection;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import io.parley.application.event.HubEvent;
import io.parley.application.protocol.ServerMessage;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.channel.Room;
import io.parley.domain.channel.RoomRules;
import io.parley.domain.delivery.Message;
import io.parley.domain.delivery.RoomChanged;
import io.parley.domain.delivery.RoomClosed;
import io.parley.domain.refusal.ErrorCode;

import static io.parley.application.connection.Whereabouts.isInTheRoom;
import static io.parley.application.connection.Whereabouts.isOutOfTheRoom;
import static org.assertj.core.api.Assertions.assertThat;

/** What becomes of a connection when a server changes or closes its room. */
class SessionRoomsTest {
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

    private void roomIsOf(String... members) {
        node.parts.rooms.put(People.BACKEND, ROOM,
                new Room(Optional.empty(), Room.NO_METADATA, Optional.of(Set.of(members)), OptionalInt.empty(), RoomRules.NONE));
    }

    @Nested
    class ARoomThatChanges {
        @Test
        void isLeftByWhomItDoesNotWantAnyMore() {
            roomIsOf("bob");
            isOutOfTheRoom(ada, "permission-lost", Optional.of(ErrorCode.PERMISSION_DENIED));
            isInTheRoom(bob);
            assertThat(node.parts.attendance.roster(People.ROOM).members()).containsExactly(People.BOB_MEMBER);
        }

        @Test
        void isHeardOfBeforeItIsLeftAndNotAfter() {
            int before = ada.messages().size();
            roomIsOf("bob");
            node.broadcasts("room:1", "greeting");
            assertThat(ada.kinds().subList(before, ada.kinds().size())).containsExactly("Event", "Removed");
            assertThat(ada.heard(RoomChanged.class).getLast().created()).isTrue();
        }

        @Test
        void keepsWhoMayStillHearIt() {
            roomIsOf("ada", "bob");
            node.broadcasts("room:1", "greeting");
            isInTheRoom(ada);
            assertThat(ada.heard(Message.class)).hasSize(1);
        }

        @Test
        void isLeftByEverybodyIfNobodyKnowsWhatItIsNow() {
            node.parts.storeIsAwayAt("find");
            roomIsOf("ada", "bob");
            isOutOfTheRoom(ada, "permission-lost", Optional.of(ErrorCode.UNAVAILABLE));
            isOutOfTheRoom(bob, "permission-lost", Optional.of(ErrorCode.UNAVAILABLE));
            assertThat(node.told(HubEvent.Failed.class)).extracting(HubEvent.Failed::connection)
                    .containsExactlyInAnyOrder(ada.session().connection(), bob.session().connection());
        }

        @Test
        void mayBeAskedForAgainByWhomNobodyCouldJudge() {
            node.parts.storeIsAwayAt("find");
            roomIsOf("ada", "bob");
            node.parts.storeIsBack();
            ada.subscribes("1", "room:1");
            assertThat(ada.reply("1")).isInstanceOf(ServerMessage.Subscribed.class);
        }

        @Test
        void isNoFurtherMatterToWhoLeftItMeanwhile() {
            executor.hold();
            ada.unsubscribes("1", "room:1");
            roomIsOf("bob");
            executor.runAll();
            assertThat(ada.messages(ServerMessage.Removed.class)).isEmpty();
            assertThat(ada.reply("1")).isInstanceOf(ServerMessage.Unsubscribed.class);
        }
    }

    @Nested
    class ARoomThatCloses {
        @Test
        void isLeftByAll() {
            node.parts.rooms.close(People.BACKEND, ROOM);
            isOutOfTheRoom(ada, "closed", Optional.empty());
            isOutOfTheRoom(bob, "closed", Optional.empty());
            assertThat(node.parts.attendance.roster(People.ROOM).members()).isEmpty();
        }

        @Test
        void isHeardOfBeforeItIsLeft() {
            int before = ada.messages().size();
            node.parts.rooms.close(People.BACKEND, ROOM);
            assertThat(ada.kinds().subList(before, ada.kinds().size())).startsWith("Event").contains("Removed");
            assertThat(ada.heard(RoomClosed.class)).containsExactly(new RoomClosed(People.ROOM));
        }

        @Test
        void isLeftEvenIfTheStoresAreAway() {
            node.parts.presence.faults().storeIsAwayAt("leave");
            node.parts.rooms.close(People.BACKEND, ROOM);
            isOutOfTheRoom(ada, "closed", Optional.empty());
        }
    }

    @Test
    void whoIsJudgedAgainIsToldWhatHeLostEvenIfTheHubFailsAtTheRoster() {
        node.parts.presence.faults().failAt("leave", new IllegalStateException("a fault in the adapter"));
        roomIsOf("bob");
        isOutOfTheRoom(ada, "permission-lost", Optional.of(ErrorCode.INTERNAL));
        assertThat(node.told(HubEvent.Failed.class)).hasSize(1);
    }

    @Test
    void whoIsJudgedAgainLosesEveryChannelEvenIfTheHubFailsAtOne() {
        TestClient admin = node.connects(People.adaAsAdmin(3600));
        admin.subscribes("1", "admin:a");
        admin.subscribes("2", "admin:b");
        node.parts.presence.faults().failAt("leave", new IllegalStateException("a fault in the adapter"));
        admin.authenticates("3", "ada's");
        assertThat(admin.messages(ServerMessage.Removed.class)).extracting(lost -> lost.channel().value())
                .containsExactlyInAnyOrder("admin:a", "admin:b");
        assertThat(admin.replies("3")).hasSize(1);
    }
}
