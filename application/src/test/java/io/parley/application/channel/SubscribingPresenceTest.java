package io.parley.application.channel;

import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;

import io.parley.application.presence.Unversioned;
import io.parley.domain.channel.Room;
import io.parley.domain.delivery.MemberJoined;
import io.parley.domain.delivery.MemberLeft;
import io.parley.domain.delivery.RoomChanged;
import io.parley.domain.identity.RealmId;
import io.parley.domain.identity.Scope;
import io.parley.domain.identity.Server;
import io.parley.domain.presence.Roster;

import static org.assertj.core.api.Assertions.assertThat;

/** Who is seen in a channel, who sees others, and the room that the first who joins makes. */
class SubscribingPresenceTest extends OneNode {
    private final RecordingParticipant carol = new RecordingParticipant("carol-1", user("carol"));

    @Test
    void whoEntersSeesHimselfAmongThoseWhoAreThere() {
        enters(bob, ROOM);
        assertThat(enters(ada, ROOM).roster()).map(Roster::members).contains(List.of(member("ada"), member("bob")));
    }

    @Test
    void theOthersHearThatSomebodyCame() {
        enters(bob, ROOM);
        enters(ada, ROOM);
        assertThat(bob.heard(MemberJoined.class)).extracting(Unversioned::of).containsExactly(new MemberJoined(ROOM_ID, member("ada"), 2));
    }

    @Test
    void nobodyHearsThatHeCameHimself() {
        enters(ada, ROOM);
        assertThat(ada.heard(MemberJoined.class)).isEmpty();
    }

    @Test
    void theSecondDeviceOfAUserIsNotAnnounced() {
        enters(bob, ROOM);
        enters(ada, ROOM);
        enters(adaToo, ROOM);
        assertThat(bob.heard(MemberJoined.class)).hasSize(1);
    }

    @Test
    void inAChannelWithoutPresenceThereIsNoRoster() {
        assertThat(enters(ada, LOBBY).roster()).isEmpty();
    }

    @Test
    void aServerThatListensSeesTheRosterAndIsNotInIt() {
        enters(ada, ROOM);
        RecordingParticipant server = new RecordingParticipant("s-1", new Server(RealmId.DEFAULT, "backend", Set.of(Scope.PUBLISH)));
        assertThat(enters(server, ROOM).roster()).map(Roster::members).contains(List.of(member("ada")));
    }

    // Who does not want it, and who may not have it

    @Test
    void whoDoesNotWantPresenceGetsNoRosterAndIsInNone() {
        assertThat(enters(ada, Wish.toHear(ROOM)).roster()).isEmpty();
        assertThat(node.attendance.roster(ROOM_ID).members()).isEmpty();
    }

    @Test
    void whoDoesNotWantPresenceDoesNotHearWhoComesAndGoes() {
        enters(ada, Wish.toHear(ROOM));
        enters(bob, ROOM);
        node.subscribing.leave(bob, ROOM);
        assertThat(ada.heard(MemberJoined.class)).isEmpty();
        assertThat(ada.heard(MemberLeft.class)).isEmpty();
    }

    @Test
    void whoMayNotSeePresenceHearsTheChannelWithoutIt() {
        makes(ROOM, SomeRoom.seenBy("auth.uid != 'ada'"));
        enters(bob, ROOM);
        assertThat(enters(ada, ROOM).roster()).isEmpty();
        enters(carol, ROOM);
        says(ROOM, "greeting");
        assertThat(ada.words()).containsExactly("greeting");
        assertThat(ada.heard(MemberJoined.class)).isEmpty();
    }

    @Test
    void whoMayNotSeePresenceIsNotSeen() {
        makes(ROOM, SomeRoom.seenBy("auth.uid != 'ada'"));
        enters(ada, ROOM);
        assertThat(enters(bob, ROOM).roster()).map(Roster::members).contains(List.of(member("bob")));
    }

    // Wanting it later

    @Test
    void whoWantsPresenceLaterIsSeenFromThenOn() {
        enters(bob, ROOM);
        enters(ada, Wish.toHear(ROOM));
        assertThat(enters(ada, ROOM).roster()).map(Roster::count).contains(2);
        assertThat(bob.heard(MemberJoined.class)).extracting(Unversioned::of).containsExactly(new MemberJoined(ROOM_ID, member("ada"), 2));
        enters(carol, ROOM);
        assertThat(ada.heard(MemberJoined.class)).extracting(Unversioned::of)
                .containsExactly(new MemberJoined(ROOM_ID, member("carol"), 3));
    }

    @Test
    void presenceIsNotTakenBack() {
        enters(ada, ROOM);
        enters(ada, Wish.toHear(ROOM));
        assertThat(node.attendance.roster(ROOM_ID).members()).containsExactly(member("ada"));
        enters(bob, ROOM);
        assertThat(ada.heard(MemberJoined.class)).hasSize(1);
    }

    @Test
    void aRepeatedSubscribeChangesNoRoster() {
        enters(bob, ROOM);
        enters(ada, ROOM);
        assertThat(enters(ada, ROOM).roster()).map(Roster::count).contains(2);
        assertThat(bob.heard(MemberJoined.class)).hasSize(1);
    }

    @Test
    void whoFirstDidNotWantPresenceAndThenFailedToJoinMayTryAgain() {
        enters(ada, Wish.toHear(ROOM));
        node.storeIsAwayAt("join");
        unavailable(() -> asks(ada, wish(ROOM)));
        node.storeIsBack();
        assertThat(enters(ada, ROOM).roster()).map(Roster::members).contains(List.of(member("ada")));
    }

    @Test
    void whoJoinedButCouldNotTellThatTheRoomIsOpenMayTryAgain() {
        enters(ada, Wish.toHear(ROOM));
        node.storeIsAwayAt("publish");
        unavailable(() -> asks(ada, wish(ROOM)));
        node.storeIsBack();
        assertThat(enters(ada, ROOM).roster()).map(Roster::members).contains(List.of(member("ada")));
    }

    // The room that a join makes

    private static RoomChanged opened() {
        return new RoomChanged(ROOM_ID, true, Room.NO_METADATA);
    }

    @Test
    void theFirstWhoJoinsMakesTheRoomAndThoseWhoListenHearOfIt() {
        enters(bob, Wish.toHear(ROOM));
        enters(ada, ROOM);
        assertThat(bob.heard(RoomChanged.class)).containsExactly(opened());
        assertThat(ada.heard(RoomChanged.class)).containsExactly(opened());
    }

    @Test
    void theSecondWhoJoinsFindsTheRoom() {
        enters(ada, ROOM);
        enters(bob, ROOM);
        assertThat(ada.heard(RoomChanged.class)).containsExactly(opened());
        assertThat(bob.heard(RoomChanged.class)).isEmpty();
    }

    @Test
    void theFirstWhoJoinsARoomThatAServerMadeMakesNone() {
        makes(ROOM, SomeRoom.ofMembers("ada"));
        enters(ada, ROOM);
        assertThat(ada.heard(RoomChanged.class)).isEmpty();
    }

    @Test
    void whereRoomsAreNotMadeByJoiningTheFirstMakesNone() {
        makes(CLUB, SomeRoom.ofMembers("ada"));
        enters(ada, CLUB);
        assertThat(ada.heard(RoomChanged.class)).isEmpty();
    }

    @Test
    void whoJoinsAfterTheLastHasLeftMakesTheRoomAnew() {
        enters(bob, Wish.toHear(ROOM));
        enters(ada, ROOM);
        node.subscribing.leave(ada, ROOM);
        enters(ada, ROOM);
        assertThat(bob.heard(RoomChanged.class)).containsExactly(opened(), opened());
    }
}
