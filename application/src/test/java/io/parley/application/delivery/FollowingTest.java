package io.parley.application.delivery;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.parley.application.ManualClock;
import io.parley.application.rule.PlainRules;
import io.parley.application.time.ManualTimers;
import io.parley.domain.channel.ChannelId;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.channel.History;
import io.parley.domain.delivery.Delivery;
import io.parley.domain.delivery.Message;
import io.parley.domain.delivery.Position;
import io.parley.domain.identity.RealmId;
import io.parley.domain.payload.Payload;
import io.parley.domain.refusal.Outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.fail;

/** What a node does when something does not arrive, arrives out of turn, or is lost. */
class FollowingTest {
    private static final ChannelId CHANNEL = new ChannelId(RealmId.DEFAULT, new ChannelName("chat:1"));
    private static final History KEPT = new History(5_000, Duration.ofHours(1));

    private final ManualClock clock = new ManualClock();
    private final ManualTimers timers = new ManualTimers(clock);
    private final InMemoryBackplane.Store store = new InMemoryBackplane.Store(clock);
    private final InMemoryBackplane backplane = new InMemoryBackplane(store);
    private final Broadcaster broadcaster = new Broadcaster(backplane, new Histories(backplane, new InMemoryMessageArchive()),
            new PlainRules(),
            _ -> {}, timers, Runnable::run, Stations.NOBODY, Stations.NOTHING_IS_LOST, Duration.ZERO, clock);
    private final RecordingSubscriber ada = RecordingSubscriber.user("ada");

    @BeforeEach
    void adaHearsTheChannelAndItsFirstMessage() {
        hears(ada);
        says(1);
    }

    private void hears(RecordingSubscriber who) {
        Subscription subscription = enters(who);
        assertThat(broadcaster.goLive(subscription, Optional.of(newest()))).isTrue();
    }

    private Subscription enters(RecordingSubscriber who) {
        return broadcaster.subscribe(CHANNEL, who, Hearing.all(CHANNEL.name()),
                OptionalInt.empty()) instanceof Outcome.Done<Subscription>(Subscription subscription) ? subscription : fail("No seat");
    }

    private Position newest() {
        return backplane.read(CHANNEL, Reading.last(0)).newest();
    }

    private void says(int count) {
        IntStream.range(0, count).forEach(_ -> backplane.publish(message(), KEPT));
    }

    private static Message message() {
        return new Message(CHANNEL, "greeting", Payload.NULL, ManualClock.START, Optional.empty());
    }

    private static long[] upTo(long newest) {
        return LongStream.rangeClosed(1, newest).toArray();
    }

    private void misses(int count) {
        backplane.cut();
        says(count);
    }

    // Gaps

    @Test
    void whatDidNotArriveIsReadBeforeWhatArrivesNext() {
        misses(3);
        backplane.hearAgain();
        says(1);
        assertThat(ada.offsets()).containsExactly(1L, 2L, 3L, 4L, 5L);
        assertThat(ada.lost()).isEmpty();
    }

    @Test
    void whatDidNotArriveIsReadAfterAnInterruptionThoughNothingArrivesNext() {
        misses(3);
        backplane.mend();
        assertThat(ada.offsets()).containsExactly(1L, 2L, 3L, 4L);
    }

    @Test
    void aLongGapIsReadInManyParts() {
        misses(1_700);
        backplane.mend();
        assertThat(ada.offsets().stream().mapToLong(Long::longValue))
                .containsExactly(LongStream.of(upTo(1_701)).boxed().toArray(Long[]::new));
    }

    @Test
    void anInterruptionInWhichNothingWasSaidIsNotHeardOf() {
        backplane.cut();
        backplane.mend();
        says(1);
        assertThat(ada.offsets()).containsExactly(1L, 2L);
        assertThat(ada.lost()).isEmpty();
    }

    @Test
    void whoHasReadFurtherThanTheNodeHearsNothingTwice() {
        misses(2);
        RecordingSubscriber bob = RecordingSubscriber.user("bob");
        hears(bob);
        backplane.mend();
        says(1);
        assertThat(bob.offsets()).containsExactly(4L);
        assertThat(ada.offsets()).containsExactly(1L, 2L, 3L, 4L);
    }

    @Test
    void whoWasToldLessThanTheNodeHasHeardSinceDoesNotGoLive() {
        RecordingSubscriber bob = RecordingSubscriber.user("bob");
        Subscription subscription = enters(bob);
        assertThat(broadcaster.goLive(subscription, Optional.of(new Position(newest().epoch(), 0)))).isFalse();
        assertThat(subscription.isLive()).isFalse();
    }

    // The store is away

    @Test
    void whatCannotBeReadNowIsReadWhenTheNextArrives() {
        misses(2);
        backplane.hearAgain();
        backplane.faults().storeIsAwayAt("read");
        says(1);
        assertThat(ada.offsets()).containsExactly(1L);
        backplane.faults().heal();
        says(1);
        assertThat(ada.offsets()).containsExactly(1L, 2L, 3L, 4L, 5L);
    }

    @Test
    void whatCannotBeReadNowIsReadLaterThoughNothingArrives() {
        misses(2);
        backplane.faults().storeIsAwayAt("read");
        backplane.mend();
        backplane.faults().heal();
        timers.advance(Duration.ofSeconds(6));
        assertThat(ada.offsets()).containsExactly(1L, 2L, 3L);
    }

    @Test
    void aRepairThatFailsForAnotherReasonDoesNotLeaveTheChannelSilent() {
        misses(2);
        backplane.hearAgain();
        backplane.faults().failAt("read", new IllegalStateException("a fault of another kind"));
        catchThrowable(() -> says(1));
        backplane.faults().heal();
        says(1);
        assertThat(ada.offsets()).containsExactly(1L, 2L, 3L, 4L, 5L);
    }

    @Test
    void whatIsMissedWhileARepairReadsIsReadToo() {
        misses(1);
        backplane.faults().justAfter("read", () -> {
            says(1);
            backplane.mend();
        });
        backplane.mend();
        assertThat(ada.offsets()).containsExactly(1L, 2L, 3L);
    }

    // Loss

    @Test
    void whatIsKeptNoMoreIsToldAsLostAndWhatIsAtHandFollows() {
        backplane.cut();
        IntStream.range(0, 5).forEach(_ -> backplane.publish(message(), new History(2, Duration.ofHours(1))));
        backplane.mend();
        assertThat(ada.lost()).containsExactly(new Position(newest().epoch(), 4));
        assertThat(ada.offsets()).containsExactly(1L, 5L, 6L);
    }

    @Test
    void aHistoryThatIsLostIsToldOnceAndTheNewOneIsHeardFromItsBeginning() {
        store.loseHistory();
        says(2);
        assertThat(ada.lost()).containsExactly(new Position(newest().epoch(), 0));
        assertThat(ada.offsets()).containsExactly(1L, 1L, 2L);
    }

    @Test
    void aHistoryThatIsLostIsToldToWhoeverHearsItAndNotToWhoCameAfter() {
        store.loseHistory();
        RecordingSubscriber bob = RecordingSubscriber.user("bob");
        Subscription late = enters(bob);
        Position told = newest();
        backplane.mend();
        assertThat(broadcaster.goLive(late, Optional.of(told))).isTrue();
        assertThat(ada.lost()).hasSize(1);
        assertThat(bob.lost()).isEmpty();
    }

    // Failover

    @Test
    void aStoreThatTookOverWithAllThatWasHeardGoesOnWithoutAWord() {
        says(2);
        store.failOver(0);
        says(2);
        assertThat(ada.offsets()).containsExactly(1L, 2L, 3L, 4L, 5L);
        assertThat(ada.lost()).isEmpty();
    }

    @Test
    void whatWasHeardAndIsUnknownToTheStoreThatTookOverIsToldAsLostAndTheRestFollows() {
        says(2);
        store.failOver(1);
        says(1);
        assertThat(ada.lost()).containsExactly(new Position(newest().epoch(), 2));
        assertThat(ada.offsets()).containsExactly(1L, 2L, 3L, 3L);
    }

    @Test
    void afterAFailoverWhatWasMissedIsStillReadWithoutAGap() {
        misses(2);
        store.failOver(0);
        says(1);
        backplane.mend();
        assertThat(ada.offsets()).containsExactly(1L, 2L, 3L, 4L);
        assertThat(ada.lost()).isEmpty();
    }

    /** The node missed them all, and what it missed first is kept no more; he read them when he came. */
    @Test
    void whoReadFurtherThanTheNodeLosesNothingWithItOverAFailover() {
        misses(5);
        RecordingSubscriber bob = RecordingSubscriber.user("bob");
        hears(bob);
        store.failOver(0);
        backplane.publish(message(), new History(3, Duration.ofHours(1)));
        backplane.mend();
        assertThat(bob.lost()).isEmpty();
        assertThat(bob.offsets()).containsExactly(7L);
        assertThat(ada.lost()).containsExactly(new Position(newest().epoch(), 4));
        assertThat(ada.offsets()).containsExactly(1L, 5L, 6L, 7L);
    }

    @Test
    void whoReadWhatTheStoreThatTookOverNeverHadGoesOnWhereItWasLost() {
        misses(5);
        RecordingSubscriber bob = RecordingSubscriber.user("bob");
        hears(bob);
        store.failOver(1);
        backplane.publish(message(), new History(3, Duration.ofHours(1)));
        backplane.mend();
        assertThat(bob.lost()).containsExactly(new Position(newest().epoch(), 5));
        assertThat(bob.offsets()).containsExactly(6L);
    }

    /** It was interrupted when there was nobody yet to tell. */
    @Test
    void whatDidNotArriveBeforeTheFirstWentLiveIsLookedForThen() {
        ChannelId other = new ChannelId(RealmId.DEFAULT, new ChannelName("chat:2"));
        Subscription first = broadcaster.subscribe(other, ada, Hearing.all(other.name()),
                OptionalInt.empty()) instanceof Outcome.Done<Subscription>(Subscription subscription) ? subscription : fail("No seat");
        Position told = backplane.read(other, Reading.last(0)).newest();
        backplane.cut();
        backplane.publish(new Message(other, "missed", Payload.NULL, ManualClock.START, Optional.empty()), KEPT);
        backplane.mend();
        assertThat(broadcaster.goLive(first, Optional.of(told))).isTrue();
        assertThat(ada.events()).extracting(event -> ((Message) event.event()).event()).containsExactly("greeting", "missed");
    }

    @Test
    void whoComesAfterAFailoverInWhichNothingWasSaidBringsTheNewsOfIt() {
        store.failOver(0);
        RecordingSubscriber bob = RecordingSubscriber.user("bob");
        Subscription late = enters(bob);
        assertThat(broadcaster.goLive(late, Optional.of(newest()))).isFalse();
        assertThat(broadcaster.goLive(late, Optional.of(newest()))).isTrue();
        assertThat(ada.lost()).isEmpty();
    }

    @Test
    void aMasterThatWasReplacedIsNotBelieved() {
        broadcaster.received(new Delivery(message(), Optional.of(new Position("of a master that hung", 2))));
        assertThat(ada.offsets()).containsExactly(1L);
        assertThat(ada.lost()).isEmpty();
        says(1);
        assertThat(ada.offsets()).containsExactly(1L, 2L);
    }
}
