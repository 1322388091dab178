package io.parley.application.channel;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import io.parley.application.delivery.Reading;
import io.parley.application.protocol.ServerMessage;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.channel.Rule;
import io.parley.domain.delivery.Audience;
import io.parley.domain.delivery.Delivery;
import io.parley.domain.delivery.Message;
import io.parley.domain.delivery.Position;
import io.parley.domain.delivery.Priority;
import io.parley.domain.payload.Payload;
import io.parley.domain.refusal.ErrorCode;

import static org.assertj.core.api.Assertions.assertThat;

/** Who comes back with a position, and who reads on in the history. */
class SubscribingRecoveryTest extends OneNode {
    private static final Audience FOR_BOB = new Audience(Optional.of(Set.of("bob")), Set.of(), Set.of(), Optional.empty());

    private static Wish from(ChannelName channel, String epoch, long offset) {
        return new Wish(channel, true, Optional.of(new Position(epoch, offset)), 0, Optional.empty(), Optional.empty());
    }

    private Entry recovers(long offset) {
        return enters(ada, from(ROOM, "epoch-1", offset));
    }

    private void saysAll(String... words) {
        List.of(words).forEach(word -> says(ROOM, word));
    }

    private void saysToBob(String word) {
        valueOf(node.publishing.broadcast(BACKEND, ROOM, new Publishing.Words(word, Payload.NULL, Priority.NORMAL, FOR_BOB)));
    }

    private static Optional<Boolean> recovered(Entry entry) {
        return entry.past().flatMap(Entry.Past::recovered);
    }

    private static List<String> words(Entry entry) {
        return words(messages(entry).orElse(List.of()));
    }

    private static List<String> words(List<Delivery> deliveries) {
        return deliveries.stream().map(delivery -> ((Message) delivery.event()).event()).toList();
    }

    // Newcomers

    @Test
    void whoMissedWhatIsKeptIsToldExactlyThat() {
        saysAll("one", "two", "three");
        Entry entry = recovers(1);
        assertThat(recovered(entry)).contains(true);
        assertThat(words(entry)).containsExactly("two", "three");
    }

    @Test
    void whoMissedNothingRecoversNothing() {
        saysAll("one");
        Entry entry = recovers(1);
        assertThat(recovered(entry)).contains(true);
        assertThat(words(entry)).isEmpty();
    }

    @Test
    void whoComesFromAnUnknownEpochIsToldThatItIsLost() {
        saysAll("one", "two");
        Entry entry = enters(ada, from(ROOM, "of another history", 1));
        assertThat(recovered(entry)).contains(false);
        assertThat(reached(entry)).map(Position::offset).contains(2L);
    }

    @Test
    void whoMissedWhatIsKeptNoMoreIsToldThatItIsLost() {
        IntStream.rangeClosed(1, 102).forEach(i -> says(ROOM, "" + i));
        assertThat(recovered(recovers(1))).contains(false);
    }

    @Test
    void whoMissedJustWhatIsKeptRecovers() {
        IntStream.rangeClosed(1, 102).forEach(i -> says(ROOM, "" + i));
        Entry entry = recovers(2);
        assertThat(recovered(entry)).contains(true);
        assertThat(words(entry)).hasSize(100);
    }

    @Test
    void whoWasAwayOverAFailoverRecovers() {
        saysAll("one", "two");
        cluster.backplane.failOver(0);
        saysAll("three");
        Entry entry = recovers(1);
        assertThat(recovered(entry)).contains(true);
        assertThat(words(entry)).containsExactly("two", "three");
    }

    @Test
    void whoHeardWhatAFailoverLostIsToldSo() {
        saysAll("one", "two");
        cluster.backplane.failOver(1);
        assertThat(recovered(recovers(2))).contains(false);
    }

    @Test
    void whatWasForOthersIsNotRecovered() {
        saysToBob("for bob");
        saysAll("for all");
        Entry entry = recovers(0);
        assertThat(recovered(entry)).contains(true);
        assertThat(words(entry)).containsExactly("for all");
    }

    @Test
    void whoFiltersRecoversWhatHeWantsAlone() {
        saysAll("goal", "foul");
        Entry entry = enters(ada, new Wish(ROOM, true, Optional.of(new Position("epoch-1", 0)), 0,
                Optional.of(new Rule("message.event == 'goal'")), Optional.empty()));
        assertThat(words(entry)).containsExactly("goal");
        assertThat(reached(entry)).map(Position::offset).contains(2L);
    }

    // Who hears it already

    @Test
    void whoAsksForMoreThanHeHeardIsToldOnlyWhatHeMissedBeforeHeCame() {
        saysAll("one", "two");
        enters(ada, ROOM);
        saysAll("three");
        Entry entry = recovers(0);
        assertThat(recovered(entry)).contains(true);
        assertThat(words(entry)).containsExactly("one", "two");
        assertThat(ada.words()).containsExactly("three");
    }

    @Test
    void whoAsksAgainForWhatHeHeardIsNotToldItTwiceHoweverOftenHeAsks() {
        enters(ada, ROOM);
        saysAll("one", "two");
        enters(ada, ROOM);
        Entry entry = recovers(0);
        assertThat(recovered(entry)).contains(true);
        assertThat(words(entry)).isEmpty();
        assertThat(ada.words()).containsExactly("one", "two");
    }

    @Test
    void aRepeatedSubscribeTellsWhereTheSubscriptionIs() {
        enters(ada, ROOM);
        node.backplane.cut();
        saysAll("missed");
        Entry again = valueOf(asks(ada, wish(ROOM)));
        assertThat(reached(again)).map(Position::offset).contains(0L);
        node.backplane.mend();
        node.subscribing.goLive(ada, again);
        assertThat(ada.words()).containsExactly("missed");
    }

    // A long way

    @Test
    void whatIsSaidWhileSomebodyCatchesUpIsHeardOnceAndInOrder() {
        Course course = new Course(Duration.ZERO);
        course.take(new Step.Enter(0, 1, true));
        course.take(new Step.GoLive(0));
        course.take(new Step.Leave(0, 1));
        course.take(new Step.Say(0, 1, 1_800, 3));
        course.take(new Step.Enter(0, 1, true));
        course.take(new Step.GoLive(0));
        course.take(new Step.AtRead(0, true, List.of(new Step.Say(1, 1, 4, 3))));
        course.take(new Step.Pass(1));
        course.atRest().everybodyKnowsAll();
        assertThat(course.complaints()).isEmpty();
        assertThat(course.losses()).isZero();
    }

    // Pages

    @Test
    void historyIsReadByWhoHearsTheChannelAndByNobodyElse() {
        saysAll("one");
        assertThat(codeOf(node.subscribing.history(ada, ROOM, Reading.last(5)))).isEqualTo(ErrorCode.CHANNEL_NOT_FOUND);
        enters(ada, ROOM);
        assertThat(words(valueOf(node.subscribing.history(ada, ROOM, Reading.last(5))).deliveries())).containsExactly("one");
    }

    @Test
    void historyIsReadFromAPositionInEitherDirectionAndNoMoreThanAsked() {
        saysAll("one", "two", "three", "four");
        enters(ada, ROOM);
        Optional<Position> two = Optional.of(new Position("epoch-1", 2));
        assertThat(words(valueOf(node.subscribing.history(ada, ROOM, new Reading(two, 1, false))).deliveries())).containsExactly("three");
        assertThat(words(valueOf(node.subscribing.history(ada, ROOM, new Reading(two, 9, true))).deliveries())).containsExactly("one");
    }

    @Test
    void whatWasForOthersIsInNobodysHistory() {
        saysToBob("for bob");
        enters(ada, ROOM);
        assertThat(valueOf(node.subscribing.history(ada, ROOM, Reading.last(5))).deliveries()).isEmpty();
    }

    @Test
    void whereNothingIsKeptThereIsNoHistory() {
        enters(ada, LOBBY);
        assertThat(codeOf(node.subscribing.history(ada, LOBBY, Reading.last(5)))).isEqualTo(ErrorCode.CHANNEL_NOT_FOUND);
    }

    @Test
    void whatIsForHimIsFollowedByThePositionOfWhatIsNot() {
        enters(ada, ROOM);
        saysAll("for all");
        saysToBob("for bob");
        node.timers.advance(Duration.ofSeconds(10));
        assertThat(ada.offered().getLast()).isEqualTo(new ServerMessage.Reached(ROOM, new Position("epoch-1", 2)));
    }
}
