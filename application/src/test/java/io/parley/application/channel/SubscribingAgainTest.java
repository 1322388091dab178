package io.parley.application.channel;

import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import io.parley.domain.channel.ChannelName;
import io.parley.domain.delivery.Position;
import io.parley.domain.payload.Payload;
import io.parley.domain.refusal.ErrorCode;
import io.parley.domain.refusal.Outcome;

import static org.assertj.core.api.Assertions.assertThat;

/** Who asks again for what he hears, and filters, which change by asking again. */
class SubscribingAgainTest extends OneNode {
    private static final int MOST_FILTERS = 10;
    private static final String GOALS = "message.event == 'goal'";
    private static final String FOULS = "message.event == 'foul'";

    private static ChannelName numbered(int i) {
        return new ChannelName("public:" + i);
    }

    private void entersWithAsManyFiltersAsHeMay(RecordingParticipant who) {
        IntStream.range(0, MOST_FILTERS).forEach(i -> enters(who, wish(numbered(i), GOALS)));
    }

    @Test
    void aRepeatedSubscribeIsAnsweredAnew() {
        enters(ada, ROOM);
        says(ROOM, "greeting");
        makes(ROOM, SomeRoom.saying("{\"title\":\"Roof\"}"));
        Entry again = enters(ada, ROOM);
        assertThat(reached(again)).map(Position::offset).contains(1L);
        assertThat(again.metadata()).contains(Payload.ofJson("{\"title\":\"Roof\"}"));
    }

    @Test
    void aRepeatedSubscribeHearsNothingTwice() {
        enters(ada, ROOM);
        enters(ada, ROOM);
        says(ROOM, "greeting");
        assertThat(ada.words()).containsExactly("greeting");
    }

    @Test
    void aRepeatedSubscribeMissesNothingUntilItIsAnswered() {
        enters(ada, ROOM);
        Entry again = valueOf(asks(ada, wish(ROOM)));
        says(ROOM, "greeting");
        node.subscribing.goLive(ada, again);
        assertThat(ada.words()).containsExactly("greeting");
    }

    @Test
    void aRepeatedSubscribeNeedsNoSecondSeat() {
        makes(ROOM, SomeRoom.ofCapacity(1));
        enters(ada, ROOM);
        assertThat(asks(ada, wish(ROOM))).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void oneLeaveEndsWhatWasSubscribedTwice() {
        enters(ada, ROOM);
        enters(ada, ROOM);
        node.subscribing.leave(ada, ROOM);
        assertThat(node.attendance.roster(ROOM_ID).members()).isEmpty();
        assertThat(node.backplane.attached()).isEmpty();
    }

    @Test
    void whoAsksAgainByAnotherSpellingHearsItByThatOne() {
        ChannelName own = ChannelName.ownOf(ADA);
        ChannelName spelling = new ChannelName("user:ada");
        enters(ada, own);
        enters(ada, spelling);
        says(own, "greeting");
        assertThat(ada.offered()).singleElement().satisfies(message -> assertThat(message.about()).contains(spelling));
    }

    @Test
    void aRepeatedSubscribeThatIsDeniedLeavesWhatWasEnteredToTheNextJudgement() {
        enters(ada, ROOM);
        node.directory.put(ROOM_ID, SomeRoom.ofMembers("bob"));
        node.copies.forget(ROOM_ID);
        node.records.changed(ROOM_ID);
        assertThat(codeOf(asks(ada, wish(ROOM)))).isEqualTo(ErrorCode.PERMISSION_DENIED);
        assertThat(node.subscribing.judgeAgain(ada, ROOM)).isPresent();
        assertThat(ada.entered()).isEmpty();
    }

    // Filters

    @Test
    void whoFiltersHearsWhatHeWantsAlone() {
        enters(ada, wish(LOBBY, GOALS));
        says(LOBBY, "foul");
        says(LOBBY, "goal");
        assertThat(ada.words()).containsExactly("goal");
    }

    @Test
    void aFilterThatMeansNothingIsRefusedAndNothingIsEntered() {
        assertThat(refusalOf(asks(ada, wish(LOBBY, "message.event === 'goal'")))).satisfies(refusal -> {
            assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_MESSAGE);
            assertThat(refusal.details()).containsKeys("position", "expected", "got");
        });
        assertThat(ada.entered()).isEmpty();
        assertThat(node.backplane.attached()).isEmpty();
    }

    /** One answer serves all who ask the same, so it may not depend on who asks. */
    @Test
    void aFilterDoesNotSpeakOfItsReceiver() {
        assertThat(codeOf(asks(ada, wish(LOBBY, "auth.uid == 'ada'")))).isEqualTo(ErrorCode.INVALID_MESSAGE);
    }

    @Test
    void anotherFilterTakesThePlaceOfTheFirst() {
        enters(ada, wish(LOBBY, GOALS));
        enters(ada, wish(LOBBY, FOULS));
        says(LOBBY, "goal");
        says(LOBBY, "foul");
        assertThat(ada.words()).containsExactly("foul");
    }

    @Test
    void whoAsksAgainWithoutAFilterHearsAll() {
        enters(ada, wish(LOBBY, GOALS));
        enters(ada, LOBBY);
        says(LOBBY, "foul");
        assertThat(ada.words()).containsExactly("foul");
    }

    @Test
    void aFilterIsChangedWithoutAGap() {
        enters(ada, wish(ROOM, GOALS));
        says(ROOM, "goal");
        Entry again = valueOf(asks(ada, wish(ROOM, FOULS)));
        says(ROOM, "foul");
        node.subscribing.goLive(ada, again);
        assertThat(ada.words()).containsExactly("goal", "foul");
    }

    @Test
    void aFilterThatMeansNothingLeavesTheOneBefore() {
        enters(ada, wish(LOBBY, GOALS));
        assertThat(codeOf(asks(ada, wish(LOBBY, "nonsense")))).isEqualTo(ErrorCode.INVALID_MESSAGE);
        says(LOBBY, "foul");
        says(LOBBY, "goal");
        assertThat(ada.words()).containsExactly("goal");
    }

    // How many filters

    @Test
    void aConnectionHasTenFiltersAndNoMore() {
        entersWithAsManyFiltersAsHeMay(ada);
        assertThat(refusalOf(asks(ada, wish(LOBBY, GOALS)))).satisfies(refusal -> {
            assertThat(refusal.code()).isEqualTo(ErrorCode.CHANNEL_CAPACITY_EXCEEDED);
            assertThat(refusal.details()).containsEntry("limit", MOST_FILTERS);
        });
        assertThat(ada.entered()).doesNotContainKey(LOBBY);
    }

    @Test
    void whoHasTenFiltersHearsMoreChannelsWithoutOne() {
        entersWithAsManyFiltersAsHeMay(ada);
        assertThat(asks(ada, wish(LOBBY))).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void whoHasTenFiltersMayChangeOneOfThem() {
        entersWithAsManyFiltersAsHeMay(ada);
        enters(ada, wish(numbered(7), FOULS));
        says(numbered(7), "foul");
        assertThat(ada.words()).containsExactly("foul");
    }

    @Test
    void whoDropsOneOfTenFiltersMayHaveAnother() {
        entersWithAsManyFiltersAsHeMay(ada);
        enters(ada, numbered(7));
        assertThat(asks(ada, wish(LOBBY, GOALS))).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void whoHasTenFiltersAndHearsAnotherChannelMayNotFilterThatToo() {
        entersWithAsManyFiltersAsHeMay(ada);
        enters(ada, LOBBY);
        assertThat(codeOf(asks(ada, wish(LOBBY, GOALS)))).isEqualTo(ErrorCode.CHANNEL_CAPACITY_EXCEEDED);
        says(LOBBY, "foul");
        assertThat(ada.words()).containsExactly("foul");
    }

    @Test
    void aChannelIsHeardThroughSixtyFourFiltersAndNoMore() {
        IntStream.range(0, 64)
                .forEach(i -> enters(new RecordingParticipant("line-" + i, user("ada")), wish(LOBBY, "message.event == '" + i + "'")));
        assertThat(refusalOf(asks(bob, wish(LOBBY, GOALS)))).satisfies(refusal -> {
            assertThat(refusal.code()).isEqualTo(ErrorCode.CHANNEL_CAPACITY_EXCEEDED);
            assertThat(refusal.details()).containsEntry("limit", 64);
        });
        assertThat(bob.entered()).isEmpty();
    }
}
