package io.parley.application.channel;

import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;

import io.parley.application.InMemoryNode;
import io.parley.application.delivery.Archiving;
import io.parley.application.delivery.InMemoryArchiveQueue;
import io.parley.application.realm.TestRealms;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.delivery.Delivery;
import io.parley.domain.delivery.DurableName;
import io.parley.domain.delivery.Message;
import io.parley.domain.delivery.Position;
import io.parley.domain.delivery.TakenOver;
import io.parley.domain.refusal.ErrorCode;
import io.parley.domain.refusal.Outcome;

import static org.assertj.core.api.Assertions.assertThat;

/** The decided question "Durable subscriptions": ada has two devices on two nodes, and three messages are at hand. */
class DurablesTest extends OneNode {
    private static final ChannelName INBOX = new ChannelName("inbox:1");
    private static final DurableName WORKER = new DurableName("worker");

    private final InMemoryNode here = new InMemoryNode(cluster, "durable-here", TestRealms.ARCHIVED);
    private final InMemoryNode there = new InMemoryNode(cluster, "durable-there", TestRealms.ARCHIVED);
    private Position newest;

    private static Wish durably(ChannelName channel, String name) {
        return new Wish(channel, false, Optional.empty(), 0, Optional.empty(), Optional.of(new DurableName(name)), Optional.empty());
    }

    private Entry comes(InMemoryNode at, RecordingParticipant who, Wish wish) {
        Entry entry = valueOf(at.subscribing.enter(who, wish));
        at.subscribing.goLive(who, entry);
        return entry;
    }

    private Entry comes(InMemoryNode at, RecordingParticipant who) {
        return comes(at, who, durably(INBOX, WORKER.value()));
    }

    private void says(long first, long last) {
        LongStream.rangeClosed(first, last)
                .forEach(number -> newest = valueOf(here.publishing.broadcast(BACKEND, INBOX, words("" + number)))
                        .orElseThrow());
    }

    /** All that was said is archived, and but the last three are dropped at hand. */
    private void archive() {
        new Archiving(new InMemoryArchiveQueue(cluster.backplane), here.archive, TestRealms.ARCHIVED, cluster.clock).run();
    }

    private static List<String> missed(Entry entry) {
        return messages(entry).orElseThrow().stream().map(Delivery::event).map(event -> ((Message) event).event()).toList();
    }

    private static Optional<Boolean> recovered(Entry entry) {
        return entry.past().flatMap(Entry.Past::recovered);
    }

    private Outcome<Position> acknowledges(InMemoryNode at, RecordingParticipant who, long offset) {
        return at.subscribing.acknowledge(who, INBOX, at(offset));
    }

    private Position at(long offset) {
        return new Position(newest.epoch(), offset);
    }

    // What is told again

    @Test
    void aNewOneBeginsAtThePresent() {
        says(1, 2);
        assertThat(missed(comes(here, ada))).isEmpty();
        says(3, 3);
        assertThat(ada.words()).containsExactly("3");
    }

    @Test
    void whatWasNotAcknowledgedIsToldAgainOnAnotherDeviceOnAnotherNode() {
        comes(here, ada);
        says(1, 3);
        valueOf(acknowledges(here, ada, 1));
        Entry entry = comes(there, adaToo);
        assertThat(missed(entry)).containsExactly("2", "3");
        assertThat(recovered(entry)).contains(true);
    }

    @Test
    void whatWasAcknowledgedIsNotToldAgain() {
        comes(here, ada);
        says(1, 3);
        valueOf(acknowledges(here, ada, 3));
        here.subscribing.leave(ada, INBOX);
        assertThat(missed(comes(here, ada))).isEmpty();
    }

    @Test
    void whatIsNotAtHandAnyMoreIsToldFromTheArchive() {
        comes(there, ada);
        there.subscribing.leave(ada, INBOX);
        says(1, 9);
        archive();
        Entry entry = comes(here, adaToo);
        says(10, 10);
        assertThat(recovered(entry)).contains(true);
        assertThat(missed(entry)).containsExactly("1", "2", "3", "4", "5", "6");
        assertThat(adaToo.words()).containsExactly("7", "8", "9", "10");
    }

    @Test
    void itIsToldAgainAsOftenAsHeComes() {
        comes(here, ada);
        says(1, 2);
        for (int i = 0; i < 3; i++) {
            here.subscribing.leave(ada, INBOX);
            assertThat(missed(comes(here, ada))).containsExactly("1", "2");
        }
    }

    @Test
    void aRepeatedSubscribeOnTheSameConnectionTellsNothingTwice() {
        comes(here, ada);
        says(1, 2);
        comes(here, ada);
        says(3, 3);
        assertThat(ada.words()).containsExactly("1", "2", "3");
        assertThat(acknowledges(here, ada, 3)).isEqualTo(Outcome.done(at(3)));
    }

    @Test
    void whoKnowsWhereHeWasGoesOnThere() {
        comes(here, ada);
        says(1, 3);
        Wish wish = new Wish(INBOX, false, Optional.of(at(2)), 0, Optional.empty(), Optional.of(WORKER), Optional.empty());
        assertThat(missed(comes(there, adaToo, wish))).containsExactly("3");
    }

    @Test
    void eachNameHasAPlaceOfItsOwn() {
        comes(here, ada);
        comes(there, adaToo, durably(INBOX, "other"));
        says(1, 2);
        valueOf(acknowledges(here, ada, 2));
        there.subscribing.leave(adaToo, INBOX);
        assertThat(missed(comes(there, adaToo, durably(INBOX, "other")))).containsExactly("1", "2");
    }

    // What acknowledging does

    @Test
    void anAcknowledgementNeverGoesBack() {
        comes(here, ada);
        says(1, 3);
        valueOf(acknowledges(here, ada, 2));
        assertThat(acknowledges(here, ada, 1)).isEqualTo(Outcome.done(at(2)));
        here.subscribing.leave(ada, INBOX);
        assertThat(missed(comes(here, ada))).containsExactly("3");
    }

    @Test
    void whatWasNotSaidYetIsNotAcknowledged() {
        comes(here, ada);
        says(1, 3);
        Position start = at(0);
        assertThat(acknowledges(here, ada, 4)).isEqualTo(Outcome.done(start));
        assertThat(here.subscribing.acknowledge(ada, INBOX, new Position("another", 2))).isEqualTo(Outcome.done(start));
    }

    @Test
    void afterAFailoverThePlaceIsTheSame() {
        comes(here, ada);
        says(1, 3);
        valueOf(acknowledges(here, ada, 2));
        cluster.backplane.failOver(0);
        says(4, 4);
        here.subscribing.leave(ada, INBOX);
        assertThat(missed(comes(here, ada))).containsExactly("3", "4");
        valueOf(acknowledges(here, ada, 4));
        here.subscribing.leave(ada, INBOX);
        assertThat(missed(comes(here, ada))).isEmpty();
    }

    @Test
    void afterTheHistoryIsLostHeIsToldSoUntilHeAcknowledges() {
        comes(here, ada);
        says(1, 3);
        valueOf(acknowledges(here, ada, 2));
        cluster.backplane.loseHistory();
        says(4, 5);
        for (int i = 0; i < 2; i++) {
            here.subscribing.leave(ada, INBOX);
            assertThat(recovered(comes(here, ada))).contains(false);
        }
        valueOf(acknowledges(here, ada, 1));
        here.subscribing.leave(ada, INBOX);
        Entry entry = comes(here, ada);
        assertThat(recovered(entry)).contains(true);
        assertThat(missed(entry)).containsExactly("5");
    }

    @Test
    void whoDoesNotHearTheChannelDurablyAcknowledgesNothing() {
        says(1, 1);
        assertThat(codeOf(acknowledges(here, ada, 1))).isEqualTo(ErrorCode.CHANNEL_NOT_FOUND);
        comes(here, ada, Wish.toHear(INBOX));
        assertThat(codeOf(acknowledges(here, ada, 1))).isEqualTo(ErrorCode.CHANNEL_NOT_FOUND);
    }

    // Who has it

    @Test
    void theNewestDeviceTakesItOverOnWhateverNode() {
        comes(here, ada);
        comes(there, adaToo);
        assertThat(ada.happened()).filteredOn(event -> lost(ada, (TakenOver) event)).hasSize(1);
        assertThat(adaToo.happened()).noneMatch(event -> lost(adaToo, (TakenOver) event));
    }

    private static boolean lost(RecordingParticipant who, TakenOver taken) {
        return who.entered().get(INBOX).hold().orElseThrow().isLostTo(taken);
    }

    @Test
    void whoLostItAndDidNotHearSoCannotAcknowledgeAndHearsItThen() {
        comes(here, ada);
        says(1, 2);
        here.backplane.cut();
        comes(there, adaToo);
        assertThat(ada.happened()).noneMatch(event -> lost(ada, (TakenOver) event));
        assertThat(codeOf(acknowledges(here, ada, 2))).isEqualTo(ErrorCode.CHANNEL_NOT_FOUND);
        assertThat(ada.happened()).anyMatch(event -> lost(ada, (TakenOver) event));
        there.subscribing.leave(adaToo, INBOX);
        assertThat(missed(comes(there, adaToo))).containsExactly("1", "2");
    }

    @Test
    void anotherNameAnotherUserAnotherChannelTakeNothingOver() {
        comes(here, ada);
        comes(there, adaToo, durably(INBOX, "other"));
        comes(there, bob);
        assertThat(ada.happened()).noneMatch(event -> lost(ada, (TakenOver) event));
    }

    // Who may

    @Test
    void nobodyHasNoPlace() {
        assertThat(codeOf(here.subscribing.enter(nobody, durably(INBOX, "worker")))).isEqualTo(ErrorCode.PERMISSION_DENIED);
        assertThat(nobody.entered()).isEmpty();
    }

    @Test
    void aChannelThatIsNotArchivedKeepsNoPlace() {
        assertThat(codeOf(here.subscribing.enter(ada, durably(new ChannelName("chat:1"), "worker")))).isEqualTo(ErrorCode.INVALID_MESSAGE);
        assertThat(ada.entered()).isEmpty();
    }

    @Test
    void aUserHasAtMostTen() {
        LongStream.rangeClosed(1, DurableCursors.MAX_PER_USER).forEach(i -> comes(here, ada, durably(INBOX, "name-" + i)));
        assertThat(codeOf(there.subscribing.enter(adaToo, durably(INBOX, "one-more")))).isEqualTo(ErrorCode.CHANNEL_CAPACITY_EXCEEDED);
        assertThat(adaToo.entered()).isEmpty();
    }

    @Test
    void whileTheCursorsAreAwayNobodyEntersDurablyAndOthersDo() {
        here.cursors.faults().storeIsAwayAt("take");
        unavailable(() -> here.subscribing.enter(ada, durably(INBOX, "worker")));
        assertThat(ada.entered()).isEmpty();
        comes(here, ada, Wish.toHear(INBOX));
        assertThat(ada.entered()).containsKey(INBOX);
    }

    @Test
    void whileTheCursorsAreAwayNothingIsAcknowledged() {
        comes(here, ada);
        says(1, 1);
        here.cursors.faults().storeIsAwayAt("move");
        unavailable(() -> acknowledges(here, ada, 1));
        here.cursors.faults().heal();
        assertThat(acknowledges(here, ada, 1)).isEqualTo(Outcome.done(at(1)));
    }

    @Test
    void aPlaceThatNobodyUsesIsForgotten() {
        comes(here, ada);
        cluster.clock.advance(DurableCursors.KEPT);
        assertThat(here.durables.forget()).isEqualTo(1);
        assertThat(here.durables.forget()).isZero();
        says(1, 1);
        assertThat(missed(comes(there, adaToo))).isEmpty();
    }
}
