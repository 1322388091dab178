package io.parley.application.channel;

import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import io.parley.domain.channel.ChannelName;
import io.parley.domain.refusal.ErrorCode;
import io.parley.domain.refusal.Outcome;

import static org.assertj.core.api.Assertions.assertThat;

/** How many users a channel holds, and how many channels a connection hears. */
class SubscribingBoundsTest extends OneNode {
    private static final int MOST = 100;

    private static ChannelName numbered(int i) {
        return new ChannelName("public:" + i);
    }

    private void entersAsManyAsHeMay(RecordingParticipant who) {
        IntStream.range(0, MOST).forEach(i -> enters(who, numbered(i)));
    }

    // Seats

    @Test
    void aFullRoomIsNotEnteredAndSaysHowManyItHolds() {
        makes(ROOM, SomeRoom.ofCapacity(1));
        enters(ada, ROOM);
        assertThat(refusalOf(asks(bob, wish(ROOM)))).satisfies(refusal -> {
            assertThat(refusal.code()).isEqualTo(ErrorCode.CHANNEL_CAPACITY_EXCEEDED);
            assertThat(refusal.details()).containsEntry("limit", 1);
        });
        assertThat(bob.entered()).isEmpty();
    }

    @Test
    void theSecondDeviceOfAUserTakesNoSecondSeat() {
        makes(ROOM, SomeRoom.ofCapacity(1));
        enters(ada, ROOM);
        assertThat(asks(adaToo, wish(ROOM))).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void whoLeavesMakesRoomForAnother() {
        makes(ROOM, SomeRoom.ofCapacity(1));
        enters(ada, ROOM);
        node.subscribing.leave(ada, ROOM);
        assertThat(asks(bob, wish(ROOM))).isInstanceOf(Outcome.Done.class);
    }

    // How many channels

    @Test
    void aConnectionHearsAHundredChannelsAndNoMore() {
        entersAsManyAsHeMay(ada);
        assertThat(refusalOf(asks(ada, wish(numbered(MOST))))).satisfies(refusal -> {
            assertThat(refusal.code()).isEqualTo(ErrorCode.CHANNEL_CAPACITY_EXCEEDED);
            assertThat(refusal.details()).containsEntry("limit", MOST);
        });
        assertThat(ada.entered()).hasSize(MOST);
    }

    @Test
    void whatIsHeardUnaskedDoesNotCount() {
        node.subscribing.enterAll(ada);
        enters(ada, ChannelName.ownOf(ADA));
        entersAsManyAsHeMay(ada);
        assertThat(ada.entered()).hasSize(MOST + 2);
    }

    @Test
    void whoHearsAHundredStillHearsHisOwnUnasked() {
        entersAsManyAsHeMay(ada);
        assertThat(asks(ada, wish(ChannelName.ownOf(ADA)))).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void whoHearsAHundredMayAskAgainForOneOfThem() {
        entersAsManyAsHeMay(ada);
        assertThat(asks(ada, wish(numbered(7)))).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void whoLeftOneOfAHundredMayEnterAnother() {
        entersAsManyAsHeMay(ada);
        node.subscribing.leave(ada, numbered(7));
        assertThat(asks(ada, wish(numbered(MOST)))).isInstanceOf(Outcome.Done.class);
    }
}
