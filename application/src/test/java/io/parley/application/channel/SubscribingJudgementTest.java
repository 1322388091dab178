package io.parley.application.channel;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.parley.application.InMemoryNode;
import io.parley.application.realm.TestRealms;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.identity.Anonymous;
import io.parley.domain.identity.RealmId;
import io.parley.domain.payload.Payload;
import io.parley.domain.presence.Roster;
import io.parley.domain.refusal.ErrorCode;
import io.parley.domain.refusal.Refusal;

import static org.assertj.core.api.Assertions.assertThat;

/** Whether somebody may still hear what he hears, and what changes while he enters. */
class SubscribingJudgementTest extends OneNode {
    private final InMemoryNode elsewhere = new InMemoryNode(cluster, "elsewhere", TestRealms.BOTH);

    // Judging again

    @Test
    void whoMayStillHearItHearsItStill() {
        enters(ada, ROOM);
        assertThat(node.subscribing.judgeAgain(ada, ROOM)).isEmpty();
        says(ROOM, "greeting");
        assertThat(ada.words()).containsExactly("greeting");
    }

    @Test
    void whoMayNoLongerHasLeftWhenItIsSaidWhy() {
        enters(bob, ROOM);
        enters(ada, ROOM);
        makes(ROOM, SomeRoom.ofMembers("bob"));
        assertThat(node.subscribing.judgeAgain(ada, ROOM)).map(Refusal::code).contains(ErrorCode.PERMISSION_DENIED);
        assertThat(ada.entered()).isEmpty();
        assertThat(node.attendance.roster(ROOM_ID).members()).containsExactly(member("bob"));
        says(ROOM, "greeting");
        assertThat(ada.words()).isEmpty();
    }

    @Test
    void whoMayNotSeeAnyMoreWhoIsThereIsNotSeenAndHearsWhatIsSaid() {
        enters(ada, ROOM);
        makes(ROOM, SomeRoom.seenBy("false"));
        assertThat(node.subscribing.judgeAgain(ada, ROOM)).isEmpty();
        assertThat(node.attendance.roster(ROOM_ID).members()).isEmpty();
        says(ROOM, "greeting");
        assertThat(ada.words()).containsExactly("greeting");
    }

    @Test
    void whoMaySeeAgainWhoIsThereIsSeenWhenHeAsks() {
        enters(ada, ROOM);
        makes(ROOM, SomeRoom.seenBy("false"));
        node.subscribing.judgeAgain(ada, ROOM);
        makes(ROOM, SomeRoom.seenBy("true"));
        assertThat(enters(ada, ROOM).roster()).map(Roster::members).contains(List.of(member("ada")));
    }

    @Test
    void whereTheRoomIsGonePermissionIsToo() {
        makes(CLUB, SomeRoom.ofMembers("ada"));
        enters(ada, CLUB);
        node.rooms.close(BACKEND, CLUB);
        assertThat(node.subscribing.judgeAgain(ada, CLUB)).map(Refusal::code).contains(ErrorCode.CHANNEL_NOT_FOUND);
        assertThat(ada.entered()).isEmpty();
    }

    @Test
    void whatChangedOnAnotherNodeIsJudgedHere() {
        enters(ada, ROOM);
        elsewhere.rooms.put(BACKEND, ROOM, SomeRoom.ofMembers("bob"));
        assertThat(node.subscribing.judgeAgain(ada, ROOM)).isPresent();
    }

    @Test
    void whoIsSomebodyElseNowIsJudgedAsThatOne() {
        ChannelName admins = new ChannelName("admin:ops");
        ada.becomes(user("ada", Instant.MAX, "admin"));
        enters(ada, admins);
        assertThat(node.subscribing.judgeAgain(ada, admins)).isEmpty();
        ada.becomes(user("ada"));
        assertThat(node.subscribing.judgeAgain(ada, admins)).map(Refusal::code).contains(ErrorCode.PERMISSION_DENIED);
    }

    @Test
    void whoIsNobodyNowLosesWhatUsersHear() {
        enters(ada, ROOM);
        enters(ada, LOBBY);
        ada.becomes(new Anonymous(RealmId.DEFAULT));
        assertThat(node.subscribing.judgeAgain(ada, ROOM)).isPresent();
        assertThat(node.subscribing.judgeAgain(ada, LOBBY)).isEmpty();
        assertThat(node.attendance.roster(ROOM_ID).members()).isEmpty();
    }

    @Test
    void whatIsForAllIsNeverLost() {
        node.subscribing.enterAll(ada);
        assertThat(node.subscribing.judgeAgain(ada, ChannelName.ALL)).isEmpty();
        assertThat(ada.entered()).containsKey(ChannelName.ALL);
    }

    @Test
    void whatIsNotHeardCannotBeLost() {
        assertThat(node.subscribing.judgeAgain(ada, CLUB)).isEmpty();
    }

    @Test
    void whetherHeMayIsAFailureIfNobodyCanSay() {
        enters(ada, ROOM);
        elsewhere.rooms.put(BACKEND, ROOM, SomeRoom.ofMembers("ada"));
        node.storeIsAwayAt("find");
        unavailable(() -> node.subscribing.judgeAgain(ada, ROOM));
    }

    // What changes between the judgement and the moment from which on changes are heard of

    /** The change is told before the node hears the channel, or just after: neither may be missed. */
    private void meanwhile(String moment, Runnable change) {
        if (moment.equals("before")) {
            node.backplane.faults().justBefore("attach", change);
        } else {
            node.backplane.faults().justAfter("attach", change);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"before", "after"})
    void whoIsNoMemberAnyMoreDoesNotEnter(String moment) {
        makes(ROOM, SomeRoom.ofMembers("ada", "bob"));
        meanwhile(moment, () -> elsewhere.rooms.put(BACKEND, ROOM, SomeRoom.ofMembers("bob")));
        assertThat(codeOf(asks(ada, wish(ROOM)))).isEqualTo(ErrorCode.PERMISSION_DENIED);
        assertThat(ada.entered()).isEmpty();
        assertThat(node.backplane.attached()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"before", "after"})
    void whoIsBannedMeanwhileDoesNotEnter(String moment) {
        meanwhile(moment, () -> elsewhere.rooms.kick(BACKEND, ROOM, ADA, "", Duration.ofMinutes(5)));
        assertThat(codeOf(asks(ada, wish(ROOM)))).isEqualTo(ErrorCode.PERMISSION_DENIED);
        assertThat(node.attendance.roster(ROOM_ID).members()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"before", "after"})
    void aRoomThatIsClosedMeanwhileIsNotEntered(String moment) {
        makes(CLUB, SomeRoom.ofMembers("ada"));
        meanwhile(moment, () -> elsewhere.rooms.close(BACKEND, CLUB));
        assertThat(codeOf(asks(ada, wish(CLUB)))).isEqualTo(ErrorCode.CHANNEL_NOT_FOUND);
        assertThat(ada.entered()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"before", "after"})
    void whoMayNotSeePresenceAnyMoreDoesNotSeeIt(String moment) {
        meanwhile(moment, () -> elsewhere.rooms.put(BACKEND, ROOM, SomeRoom.seenBy("auth.uid != 'ada'")));
        assertThat(valueOf(asks(ada, wish(ROOM))).roster()).isEmpty();
        assertThat(node.attendance.roster(ROOM_ID).members()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"before", "after"})
    void whatIsWrittenAboutTheRoomMeanwhileIsWhatIsTold(String moment) {
        meanwhile(moment, () -> elsewhere.rooms.put(BACKEND, ROOM, SomeRoom.saying("{\"title\":\"Roof\"}")));
        assertThat(valueOf(asks(ada, wish(ROOM))).metadata()).contains(Payload.ofJson("{\"title\":\"Roof\"}"));
    }
}
