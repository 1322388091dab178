package io.parley.application.delivery;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;

import io.parley.application.ManualClock;
import io.parley.domain.channel.AckFrom;
import io.parley.domain.channel.ChannelId;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.channel.History;
import io.parley.domain.delivery.Delivery;
import io.parley.domain.delivery.Message;
import io.parley.domain.delivery.Position;
import io.parley.domain.identity.RealmId;
import io.parley.domain.payload.Payload;

import static org.assertj.core.api.Assertions.assertThat;

/** The decided question "Two tiers": three messages are at hand, what came before them is in the archive, and both are one history. */
class HistoriesTest {
    private static final Duration DAY = Duration.ofDays(1);
    private static final History ARCHIVED = new History(3, DAY, DAY.multipliedBy(30), AckFrom.MASTER);
    private static final ChannelId CHANNEL = new ChannelId(RealmId.DEFAULT, new ChannelName("chat:1"));

    private final ManualClock clock = new ManualClock();
    private final InMemoryBackplane.Store store = new InMemoryBackplane.Store(clock);
    private final InMemoryBackplane backplane = new InMemoryBackplane(store);
    private final InMemoryArchiveQueue queue = new InMemoryArchiveQueue(store);
    private final InMemoryMessageArchive archive = new InMemoryMessageArchive();
    private final Histories histories = new Histories(backplane, archive);

    private Position say(long first, long last) {
        return LongStream.rangeClosed(first, last).mapToObj(number -> backplane.publish(new Message(CHANNEL, "said",
                Payload.ofJson("" + number), clock.instant(), Optional.empty()), ARCHIVED).orElseThrow()).reduce((_, later) -> later)
                .orElseThrow();
    }

    /** Moves what waits, and drops at hand what is more than three. */
    private void archive() {
        queue.next(CHANNEL, 1_000).ifPresent(batch -> {
            archive.keep(CHANNEL, batch.messages(), clock.instant().plus(ARCHIVED.archive()));
            queue.archived(CHANNEL, batch.upTo(), ARCHIVED);
        });
    }

    private Position sayAndArchive(long first, long last) {
        Position newest = say(first, last);
        archive();
        return newest;
    }

    private Replay after(Position position, int limit) {
        return histories.after(CHANNEL, position, limit);
    }

    private Replay.Found found(Position position, int limit) {
        return (Replay.Found) after(position, limit);
    }

    private List<String> page(Optional<Position> from, int limit, boolean reverse) {
        return said(histories.page(CHANNEL, new Reading(from, limit, reverse), true).deliveries());
    }

    private static List<String> said(List<Delivery> deliveries) {
        return deliveries.stream().map(delivery -> ((Message) delivery.event()).data().json()).toList();
    }

    /** Reads on until the end, as who comes back does. */
    private List<String> allAfter(Position position, int limit) {
        Replay.Found part = found(position, limit);
        return part.isLast()
                ? said(part.deliveries())
                : IntStream.range(0, 2).boxed()
                        .flatMap(half -> (half == 0 ? said(part.deliveries()) : allAfter(part.reached(), limit)).stream()).toList();
    }

    private static Position at(Position newest, long offset) {
        return new Position(newest.epoch(), offset);
    }

    // Recovery

    @Test
    void whoMissedOnlyWhatIsAtHandDoesNotAskTheArchive() {
        Position newest = sayAndArchive(1, 9);
        assertThat(said(found(at(newest, 6), 100).deliveries())).containsExactly("7", "8", "9");
        assertThat(archive.faults().calls("read")).isZero();
    }

    @Test
    void aGapOverTheBorderIsReadFromBothWithoutAHoleAndWithoutARepetition() {
        Position newest = sayAndArchive(1, 9);
        assertThat(allAfter(at(newest, 2), 100)).containsExactly("3", "4", "5", "6", "7", "8", "9");
        assertThat(allAfter(at(newest, 0), 2)).containsExactly("1", "2", "3", "4", "5", "6", "7", "8", "9");
    }

    @Test
    void whatIsReadFromTheArchiveEndsWhereTheRestIsAtHand() {
        Position newest = sayAndArchive(1, 9);
        Replay.Found part = found(at(newest, 2), 100);
        assertThat(said(part.deliveries())).containsExactly("3", "4", "5", "6");
        assertThat(part.reached()).isEqualTo(at(newest, 6));
        assertThat(part.isLast()).isFalse();
    }

    @Test
    void whatWasForgottenInTheArchiveIsLost() {
        Position newest = sayAndArchive(1, 5);
        clock.advance(DAY.multipliedBy(20));
        say(6, 9);
        archive();
        clock.advance(DAY.multipliedBy(10));
        archive.expire(clock.instant());
        assertThat(after(at(newest, 4), 100)).isInstanceOf(Replay.Lost.class);
        assertThat(allAfter(at(newest, 5), 100)).containsExactly("6", "7", "8", "9");
    }

    @Test
    void aHoleInTheArchiveIsNeverSteppedOver() {
        Position newest = say(1, 9);
        List<Delivery> all = queue.next(CHANNEL, 100).orElseThrow().messages();
        archive.keep(CHANNEL, all.stream().filter(one -> !said(List.of(one)).contains("4")).toList(), clock.instant().plus(DAY));
        queue.archived(CHANNEL, newest, ARCHIVED);
        assertThat(after(at(newest, 2), 100)).isInstanceOf(Replay.Lost.class);
        assertThat(said(found(at(newest, 4), 100).deliveries())).containsExactly("5", "6");
    }

    @Test
    void anArchiveThatEndsBeforeWhatIsAtHandBeginsIsAHole() {
        Position newest = say(1, 9);
        archive.keep(CHANNEL, queue.next(CHANNEL, 4).orElseThrow().messages(), clock.instant().plus(DAY));
        queue.archived(CHANNEL, newest, ARCHIVED);
        assertThat(said(found(at(newest, 0), 100).deliveries())).containsExactly("1", "2", "3", "4");
        assertThat(after(at(newest, 4), 100)).isInstanceOf(Replay.Lost.class);
    }

    @Test
    void whoWasAwayOverAFailoverRecoversFromBothNamesOfTheHistory() {
        Position before = sayAndArchive(1, 5);
        store.failOver(0);
        say(6, 9);
        archive();
        assertThat(allAfter(at(before, 1), 100)).containsExactly("2", "3", "4", "5", "6", "7", "8", "9");
    }

    @Test
    void whatAFailoverLostIsNotReadFromTheArchiveEither() {
        Position before = sayAndArchive(1, 5);
        store.failOver(2);
        say(6, 9);
        archive();
        assertThat(allAfter(at(before, 1), 100)).containsExactly("2", "3", "6", "7", "8", "9");
        assertThat(after(at(before, 4), 100)).isInstanceOf(Replay.Lost.class);
    }

    @Test
    void afterTheStoreLostItsDataNothingOfTheOldHistoryIsRecovered() {
        Position before = sayAndArchive(1, 9);
        store.loseHistory();
        sayAndArchive(10, 12);
        assertThat(after(at(before, 2), 100)).isInstanceOf(Replay.Lost.class);
    }

    // Pages

    @Test
    void aPageFromTheBeginningGoesOverTheBorder() {
        sayAndArchive(1, 9);
        assertThat(page(Optional.empty(), 100, false)).containsExactly("1", "2", "3", "4", "5", "6", "7", "8", "9");
    }

    @Test
    void aPageInReverseGoesOverTheBorder() {
        sayAndArchive(1, 9);
        assertThat(page(Optional.empty(), 5, true)).containsExactly("9", "8", "7", "6", "5");
        assertThat(page(Optional.empty(), 100, true)).containsExactly("9", "8", "7", "6", "5", "4", "3", "2", "1");
    }

    @Test
    void aPageHasNoMoreThanItsLimitOnWhicheverSideOfTheBorder() {
        Position newest = sayAndArchive(1, 9);
        assertThat(page(Optional.empty(), 2, false)).containsExactly("1", "2");
        assertThat(page(Optional.of(at(newest, 4)), 3, false)).containsExactly("5", "6", "7");
        assertThat(page(Optional.of(at(newest, 6)), 2, false)).containsExactly("7", "8");
        assertThat(page(Optional.empty(), 2, true)).containsExactly("9", "8");
        assertThat(page(Optional.of(at(newest, 8)), 3, true)).containsExactly("7", "6", "5");
        assertThat(page(Optional.of(at(newest, 5)), 2, true)).containsExactly("4", "3");
        assertThat(page(Optional.empty(), 0, true)).isEmpty();
    }

    @Test
    void aPageOfAHistoryThatIsLostIsReadFromTheArchive() {
        Position before = sayAndArchive(1, 9);
        store.loseHistory();
        Position now = sayAndArchive(10, 12);
        Page page = histories.page(CHANNEL, new Reading(Optional.of(at(before, 0)), 4, false), true);
        assertThat(said(page.deliveries())).containsExactly("1", "2", "3", "4");
        assertThat(page.newest()).isEqualTo(now);
        assertThat(page(Optional.of(at(before, 9)), 3, true)).containsExactly("8", "7", "6");
        assertThat(page(Optional.empty(), 100, false)).containsExactly("10", "11", "12");
    }

    @Test
    void whereNothingIsArchivedTheArchiveIsNotAsked() {
        sayAndArchive(1, 9);
        assertThat(said(histories.page(CHANNEL, new Reading(Optional.empty(), 100, false), false).deliveries())).containsExactly("7", "8",
                "9");
        assertThat(archive.faults().calls("read")).isZero();
    }
}
