package io.parley.application.channel;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.parley.domain.channel.ChannelName;
import io.parley.domain.presence.Roster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/** Stores that are away while somebody enters. */
class SubscribingFaultsTest extends OneNode {
    /** What is asked of the stores while somebody enters a room with history and presence, in that order. */
    static Stream<String> steps() {
        return Stream.of("find", "keep", "attach", "join", "publish", "roster", "read");
    }

    /** A room that there is need not be told of. */
    static Stream<String> stepsIntoARoom() {
        return steps().filter(step -> !step.equals("publish"));
    }

    private void triesWhileTheStoreIsAwayAt(String step) {
        node.storeIsAwayAt(step);
        unavailable(() -> asks(ada, wish(ROOM)));
    }

    @ParameterizedTest
    @MethodSource("steps")
    void whoCouldNotEnterHasEnteredNothing(String step) {
        triesWhileTheStoreIsAwayAt(step);
        assertThat(ada.entered()).isEmpty();
        assertThat(node.backplane.attached()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("steps")
    void whoCouldNotEnterIsInNoRoster(String step) {
        triesWhileTheStoreIsAwayAt(step);
        node.storeIsBack();
        node.attendance.keepUp();
        assertThat(node.attendance.roster(ROOM_ID).members()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("steps")
    void whoCouldNotEnterMayTryAgain(String step) {
        triesWhileTheStoreIsAwayAt(step);
        node.storeIsBack();
        assertThat(enters(ada, ROOM).roster()).map(Roster::members).contains(List.of(member("ada")));
        says(ROOM, "greeting");
        assertThat(ada.words()).containsExactly("greeting");
    }

    @ParameterizedTest
    @MethodSource("stepsIntoARoom")
    void whoCouldNotEnterTakesNoSeat(String step) {
        makes(ROOM, SomeRoom.ofCapacity(1));
        triesWhileTheStoreIsAwayAt(step);
        node.storeIsBack();
        enters(bob, ROOM);
        assertThat(bob.entered()).containsKey(ROOM);
    }

    /** The second look at what is kept, once changes are heard of. */
    @Test
    void whoCannotBeJudgedOnceMoreHasEnteredNothing() {
        node.backplane.faults().justAfter("attach", () -> node.storeIsAwayAt("find"));
        unavailable(() -> asks(ada, wish(ROOM)));
        assertThat(ada.entered()).isEmpty();
        assertThat(node.backplane.attached()).isEmpty();
    }

    @Test
    void whoseJoinWasDoneButNotConfirmedIsInNoRoster() {
        node.presence.faults().answerIsLostAt("join");
        unavailable(() -> asks(ada, wish(ROOM)));
        assertThat(node.attendance.roster(ROOM_ID).members()).isEmpty();
    }

    @Test
    void whoTriedAgainStaysInTheRosterWhenTheStoreIsToldWhatItMissed() {
        node.presence.faults().storeIsAwayAt("join", "leave");
        unavailable(() -> asks(ada, wish(ROOM)));
        node.storeIsBack();
        enters(ada, ROOM);
        node.attendance.keepUp();
        assertThat(node.attendance.roster(ROOM_ID).members()).containsExactly(member("ada"));
    }

    @Test
    void whoMetAFaultWhileEnteringHasEnteredNothing() {
        IllegalStateException fault = new IllegalStateException("a fault in the adapter");
        node.backplane.faults().failAt("read", fault);
        assertThat(catchThrowable(() -> asks(ada, wish(ROOM)))).isSameAs(fault);
        assertThat(ada.entered()).isEmpty();
        assertThat(node.backplane.attached()).isEmpty();
    }

    @Test
    void aRepeatedSubscribeThatFailsLeavesTheChannelEntered() {
        enters(ada, ROOM);
        node.storeIsAwayAt("read", "roster");
        unavailable(() -> asks(ada, wish(ROOM)));
        says(ROOM, "greeting");
        assertThat(ada.words()).containsExactly("greeting");
    }

    @Test
    void whatIsForAllIsNotEnteredIfTheStoreIsAway() {
        node.storeIsAwayAt("attach");
        unavailable(() -> node.subscribing.enterAll(ada));
        assertThat(ada.entered()).isEmpty();
    }

    /** Of what everybody hears unasked nothing is kept, so nobody has to answer for it. */
    @Test
    void hisOwnChannelIsEnteredWhileNobodyKnowsOfRoomsAndBans() {
        node.storeIsAwayAt("find", "keep");
        node.subscribing.enterAll(ada);
        enters(ada, ChannelName.ownOf(ADA));
        assertThat(ada.entered()).hasSize(2);
    }

    @Test
    void whoLooksWhileTheStoreIsAwayIsToldSo() {
        enters(ada, ROOM);
        node.storeIsAwayAt("roster");
        unavailable(() -> node.subscribing.whoIsIn(ada, ROOM));
    }
}
