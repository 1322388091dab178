package io.parley.application.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.LongStream;

import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

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
import static org.assertj.core.api.Assertions.assertThatCode;

/** What {@link ArchiveQueue} promises, beside the {@link Backplane} that fills it, as a program. Channels are new in every test. */
public abstract class ArchiveQueueContract {
    private static final Instant AT = Instant.parse("2026-03-01T12:00:00.123Z");
    private static final Duration DAY = Duration.ofDays(1);
    private static final int ALL = 1_000;

    private final RealmId realm = new RealmId("r-" + UUID.randomUUID());
    private final ChannelId channel = channel("chat:1");
    private final History three = archived(3, DAY);
    private Backplane backplane;
    private ArchiveQueue queue;

    /** For adapters' tests. */
    protected ArchiveQueueContract() {}

    /** Where messages are published. */
    protected abstract Backplane backplane();

    /** What waits of them; another node's at each call. */
    protected abstract ArchiveQueue queue();

    @BeforeEach
    void ports() {
        backplane = backplane();
        queue = queue();
    }

    private static History archived(int size, Duration age) {
        return new History(size, age, Duration.ofDays(30), AckFrom.MASTER);
    }

    private ChannelId channel(String name) {
        return new ChannelId(realm, new ChannelName(name));
    }

    private static Message message(ChannelId channel, long number) {
        return new Message(channel, "said", Payload.ofJson("" + number), AT, Optional.empty());
    }

    private Position publish(ChannelId in, long first, long last, History history) {
        return LongStream.rangeClosed(first, last).mapToObj(number -> backplane.publish(message(in, number), history).orElseThrow())
                .reduce((_, later) -> later).orElseThrow();
    }

    private static List<String> said(List<Delivery> deliveries) {
        return deliveries.stream().map(delivery -> ((Message) delivery.event()).data().json()).toList();
    }

    private ArchiveQueue.Batch next(int limit) {
        return queue.next(channel, limit).orElseThrow();
    }

    private Set<ChannelId> waiting() {
        Set<ChannelId> seen = new HashSet<>();
        for (int i = 0; i < 10; i++) {
            queue.waiting(ALL).stream().filter(one -> one.realm().equals(realm)).forEach(seen::add);
        }
        return seen;
    }

    private List<String> atHand() {
        return said(backplane.read(channel, Reading.last(ALL)).deliveries().reversed());
    }

    private static ConditionFactory soon() {
        return Awaitility.await().atMost(Duration.ofSeconds(10)).pollInterval(Duration.ofMillis(2));
    }

    // What waits

    @Test
    void whatIsPublishedInAnArchivedChannelWaits() {
        Position newest = publish(channel, 1, 2, three);
        assertThat(waiting()).containsExactly(channel);
        assertThat(next(ALL).upTo()).isEqualTo(newest);
        assertThat(next(ALL).messages()).containsExactly(
                new Delivery(message(channel, 1), Optional.of(new Position(newest.epoch(), 1))),
                new Delivery(message(channel, 2), Optional.of(newest)));
    }

    @Test
    void whatIsPublishedElsewhereDoesNotWait() {
        publish(channel, 1, 2, new History(3, DAY));
        backplane.publish(message(channel("chat:2"), 1), History.NONE);
        assertThat(waiting()).isEmpty();
        assertThat(queue.next(channel, ALL)).isEmpty();
    }

    @Test
    void inAChannelOfWhichNobodyHasHeardNothingWaits() {
        assertThat(queue.next(channel, ALL)).isEmpty();
    }

    @Test
    void whatWasSaidBeforeAChannelWasArchivedDoesNotWait() {
        publish(channel, 1, 2, new History(3, DAY));
        publish(channel, 3, 4, three);
        assertThat(said(next(ALL).messages())).containsExactly("3", "4");
    }

    @Test
    void whatWaitsLongestComesFirstAndNoMoreThanTheLimit() {
        Position newest = publish(channel, 1, 5, three);
        assertThat(said(next(2).messages())).containsExactly("1", "2");
        assertThat(next(2).upTo()).isEqualTo(new Position(newest.epoch(), 2));
        assertThat(next(5).upTo()).isEqualTo(newest);
    }

    @Test
    void everyNodeIsToldTheSame() {
        publish(channel, 1, 5, three);
        assertThat(queue().next(channel, 3)).isEqualTo(queue.next(channel, 3));
    }

    @Test
    void allChannelsInWhichSomethingWaitsAreFoundInTheEnd() {
        Set<ChannelId> all = new HashSet<>();
        LongStream.rangeClosed(1, 50).mapToObj(i -> channel("chat:" + i)).forEach(one -> {
            publish(one, 1, 1, three);
            all.add(one);
        });
        Set<ChannelId> found = new HashSet<>();
        soon().until(() -> {
            found.addAll(waiting());
            return found.equals(all);
        });
        assertThat(queue.waiting(7)).hasSize(7);
    }

    // What is dropped

    @Test
    void nothingIsDroppedBeforeItIsArchived() {
        publish(channel, 1, 7, three);
        assertThat(atHand()).containsExactly("1", "2", "3", "4", "5", "6", "7");
    }

    @Test
    void notEvenWhatIsTooOld() {
        publish(channel, 1, 2, archived(3, Duration.ofMillis(1)));
        ChannelId other = channel("chat:other");
        publish(other, 1, 1, new History(3, Duration.ofMillis(1)));
        soon().until(() -> backplane.read(other, Reading.last(ALL)).deliveries().isEmpty());
        assertThat(said(next(ALL).messages())).containsExactly("1", "2");
        assertThat(atHand()).containsExactly("1", "2");
    }

    @Test
    void whatIsArchivedAndBeyondTheBoundsOfTheHistoryIsDropped() {
        Position newest = publish(channel, 1, 7, three);
        queue.archived(channel, newest, three);
        assertThat(atHand()).containsExactly("5", "6", "7");
        assertThat(backplane.read(channel, Reading.last(0)).oldest()).isEqualTo(5);
    }

    @Test
    void whatIsArchivedAndTooOldIsDropped() {
        History brief = archived(10, Duration.ofMillis(1));
        Position second = publish(channel, 1, 2, brief);
        publish(channel, 3, 3, brief);
        queue.archived(channel, second, brief);
        soon().untilAsserted(() -> assertThat(atHand()).containsExactly("3"));
    }

    @Test
    void whatIsNotArchivedYetStaysAlthoughTheRestIs() {
        Position newest = publish(channel, 1, 7, three);
        queue.archived(channel, new Position(newest.epoch(), 2), three);
        assertThat(atHand()).containsExactly("3", "4", "5", "6", "7");
        assertThat(said(next(ALL).messages())).containsExactly("3", "4", "5", "6", "7");
        assertThat(waiting()).containsExactly(channel);
    }

    @Test
    void whenAllIsArchivedNothingWaitsUntilSomethingIsSaid() {
        queue.archived(channel, publish(channel, 1, 4, three), three);
        assertThat(queue.next(channel, ALL)).isEmpty();
        assertThat(waiting()).isEmpty();
        publish(channel, 5, 5, three);
        assertThat(waiting()).containsExactly(channel);
        assertThat(said(next(ALL).messages())).containsExactly("5");
    }

    @Test
    void aPublishDropsWhatIsArchivedAndBeyondTheBounds() {
        queue.archived(channel, publish(channel, 1, 3, three), three);
        publish(channel, 4, 5, three);
        assertThat(atHand()).containsExactly("3", "4", "5");
    }

    @Test
    void whatIsSaidTwiceOrLateChangesNothing() {
        Position newest = publish(channel, 1, 7, three);
        queue.archived(channel, new Position(newest.epoch(), 4), three);
        queue().archived(channel, new Position(newest.epoch(), 4), three);
        queue().archived(channel, new Position(newest.epoch(), 1), three);
        assertThat(said(next(ALL).messages())).containsExactly("5", "6", "7");
        assertThat(atHand()).containsExactly("5", "6", "7");
    }

    @Test
    void aPositionOfAnotherEpochChangesNothing() {
        publish(channel, 1, 5, three);
        queue.archived(channel, new Position("another", 5), three);
        assertThat(said(next(ALL).messages())).containsExactly("1", "2", "3", "4", "5");
        assertThat(atHand()).hasSize(5);
    }

    @Test
    void aChannelOfWhichNobodyHasHeardIsArchivedInVain() {
        assertThatCode(() -> {
            queue.archived(channel, new Position("e", 5), three);
            queue.release(channel);
        }).doesNotThrowAnyException();
        assertThat(queue.next(channel, ALL)).isEmpty();
    }

    // What is behind what is at hand

    @Test
    void whoReadsIsToldThatThereIsAnArchive() {
        publish(channel, 1, 1, three);
        assertThat(backplane.read(channel, Reading.last(0)).archived()).isTrue();
        publish(channel("chat:2"), 1, 1, new History(3, DAY));
        assertThat(backplane.read(channel("chat:2"), Reading.last(0)).archived()).isFalse();
    }

    // What is released

    @Test
    void inAReleasedChannelNothingWaits() {
        publish(channel, 1, 5, three);
        queue.release(channel);
        queue.release(channel);
        assertThat(waiting()).isEmpty();
        assertThat(queue.next(channel, ALL)).isEmpty();
        publish(channel, 6, 6, new History(3, DAY));
        assertThat(atHand()).containsExactly("4", "5", "6");
    }

    @Test
    void aReleasedChannelCanBeArchivedAgain() {
        publish(channel, 1, 2, three);
        queue.release(channel);
        publish(channel, 3, 3, three);
        assertThat(said(next(ALL).messages())).containsExactly("3");
    }
}
