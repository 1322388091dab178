package io.parley.application.channel;

import org.junit.jupiter.api.Test;

import io.parley.application.presence.Unversioned;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.delivery.MemberLeft;
import io.parley.domain.refusal.ErrorCode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

/** Who goes out of a channel, and whom those who stay see. */
class SubscribingLeaveTest extends OneNode {
    @Test
    void whoLeftHearsNothing() {
        enters(ada, LOBBY);
        node.subscribing.leave(ada, LOBBY);
        says(LOBBY, "greeting");
        assertThat(ada.offered()).isEmpty();
    }

    @Test
    void leavingWhatWasEnteredIsConfirmedOnce() {
        enters(ada, LOBBY);
        assertThat(node.subscribing.leave(ada, LOBBY)).isTrue();
        assertThat(node.subscribing.leave(ada, LOBBY)).isFalse();
    }

    @Test
    void aChannelIsLeftByAnyOfItsSpellings() {
        enters(ada, new ChannelName("user.ada"));
        assertThat(node.subscribing.leave(ada, new ChannelName("user:ada"))).isTrue();
        assertThat(ada.entered()).isEmpty();
    }

    @Test
    void theOthersHearThatSomebodyLeft() {
        enters(bob, ROOM);
        enters(ada, ROOM);
        node.subscribing.leave(ada, ROOM);
        assertThat(bob.heard(MemberLeft.class)).extracting(Unversioned::of).containsExactly(new MemberLeft(ROOM_ID, member("ada"), 1));
    }

    @Test
    void whoLeavesDoesNotHearThatHeLeft() {
        enters(ada, ROOM);
        node.subscribing.leave(ada, ROOM);
        assertThat(ada.heard(MemberLeft.class)).isEmpty();
    }

    @Test
    void whoLeavesWithOneOfTwoDevicesStaysInTheRoster() {
        enters(ada, ROOM);
        enters(adaToo, ROOM);
        node.subscribing.leave(ada, ROOM);
        assertThat(node.attendance.roster(ROOM_ID).members()).containsExactly(member("ada"));
        node.subscribing.leave(adaToo, ROOM);
        assertThat(node.attendance.roster(ROOM_ID).members()).isEmpty();
    }

    @Test
    void leavingSucceedsEvenIfTheStoresAreAway() {
        enters(ada, ROOM);
        node.storeIsAwayAt("leave", "publish");
        assertThatCode(() -> node.subscribing.leave(ada, ROOM)).doesNotThrowAnyException();
        assertThat(ada.entered()).isEmpty();
        assertThat(node.backplane.attached()).isEmpty();
    }

    @Test
    void theLastWhoLeavesTakesTheNodeOutOfTheChannel() {
        enters(ada, LOBBY);
        enters(bob, LOBBY);
        node.subscribing.leave(ada, LOBBY);
        assertThat(node.backplane.attached()).hasSize(1);
        node.subscribing.leave(bob, LOBBY);
        assertThat(node.backplane.attached()).isEmpty();
    }

    @Test
    void whoLeavesEverythingIsNowhere() {
        node.subscribing.enterAll(ada);
        enters(ada, ROOM);
        enters(ada, LOBBY);
        node.subscribing.leaveAll(ada);
        assertThat(ada.entered()).isEmpty();
        assertThat(node.backplane.attached()).isEmpty();
        assertThat(node.attendance.roster(ROOM_ID).members()).isEmpty();
    }

    // Asking who is there

    @Test
    void aSubscriberSeesWhoIsThere() {
        enters(bob, ROOM);
        enters(ada, Wish.toHear(ROOM));
        assertThat(valueOf(node.subscribing.whoIsIn(ada, ROOM)).members()).containsExactly(member("bob"));
    }

    @Test
    void whoIsNoSubscriberSeesNobody() {
        enters(bob, ROOM);
        assertThat(codeOf(node.subscribing.whoIsIn(ada, ROOM))).isEqualTo(ErrorCode.CHANNEL_NOT_FOUND);
    }

    @Test
    void aChannelWithoutPresenceShowsNobody() {
        enters(ada, LOBBY);
        assertThat(codeOf(node.subscribing.whoIsIn(ada, LOBBY))).isEqualTo(ErrorCode.PERMISSION_DENIED);
    }

    @Test
    void whomTheRuleForbidsSeesNobody() {
        enters(ada, ROOM);
        makes(ROOM, SomeRoom.seenBy("auth.uid != 'ada'"));
        assertThat(codeOf(node.subscribing.whoIsIn(ada, ROOM))).isEqualTo(ErrorCode.PERMISSION_DENIED);
    }

    @Test
    void whereTheRoomIsGoneNobodyIsSeen() {
        makes(CLUB, SomeRoom.ofMembers("ada"));
        enters(ada, CLUB);
        node.rooms.close(BACKEND, CLUB);
        assertThat(codeOf(node.subscribing.whoIsIn(ada, CLUB))).isEqualTo(ErrorCode.CHANNEL_NOT_FOUND);
    }
}
