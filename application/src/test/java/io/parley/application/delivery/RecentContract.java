package io.parley.application.delivery;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;

import io.parley.domain.channel.ChannelId;
import io.parley.domain.channel.History;
import io.parley.domain.channel.Rule;
import io.parley.domain.delivery.Audience;
import io.parley.domain.delivery.Delivery;
import io.parley.domain.delivery.Message;
import io.parley.domain.delivery.Position;
import io.parley.domain.delivery.Priority;
import io.parley.domain.identity.RealmId;
import io.parley.domain.identity.UserId;
import io.parley.domain.payload.Payload;

import static org.assertj.core.api.Assertions.assertThat;

/** What is kept of a channel, and how it is read. */
abstract class RecentContract extends TravellingContract {
    private static final int PLENTY = 100;

    private List<Position> says(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(i -> one.publish(message("" + i), KEPT).orElseThrow()).toList();
    }

    private Delivery delivery(int number, Position position) {
        return new Delivery(message("" + number), Optional.of(position));
    }

    private List<Long> offsets(int limit) {
        return recent(other, channel, limit).deliveries().stream().map(delivery -> delivery.position().orElseThrow().offset()).toList();
    }

    @Test
    void theNewestPositionIsOffsetZeroBeforeAnythingWasSaid() {
        assertThat(newest(one).offset()).isZero();
    }

    @Test
    void beforeAnythingWasSaidThereIsNothingToRead() {
        assertThat(recent(one, channel, PLENTY).deliveries()).isEmpty();
    }

    @Test
    void theNewestPositionBeforeAnythingIsOfTheEpochThatFollows() {
        String epoch = newest(one).epoch();
        assertThat(other.publish(message("1"), KEPT).orElseThrow().epoch()).isEqualTo(epoch);
    }

    @Test
    void bothNodesKnowTheSameNewestPosition() {
        assertThat(newest(one)).isEqualTo(newest(other));
    }

    @Test
    void theNewestPositionFollowsWhatIsPublished() {
        List<Position> told = says(2);
        assertThat(newest(other)).isEqualTo(told.getLast());
    }

    @Test
    void whatIsNotStoredIsNotRead() {
        Position first = one.publish(message("1"), KEPT).orElseThrow();
        one.publish(message("2"), History.NONE);
        assertThat(recent(other, channel, PLENTY)).isEqualTo(new Page(first, List.of(delivery(1, first))));
    }

    @Test
    void whatWasSaidIsReadTheOldestFirstWithItsPositions() {
        List<Position> told = says(3);
        assertThat(recent(other, channel, PLENTY)).isEqualTo(
                new Page(told.getLast(), List.of(delivery(1, told.get(0)), delivery(2, told.get(1)), delivery(3, told.get(2)))));
    }

    @Test
    void asManyAsAreAskedForAreReadAndTheyAreTheNewest() {
        says(5);
        assertThat(offsets(2)).containsExactly(4L, 5L);
    }

    @Test
    void asManyAsThereAreMayBeAskedFor() {
        says(3);
        assertThat(offsets(3)).containsExactly(1L, 2L, 3L);
    }

    @Test
    void whoAsksForNoneIsToldThePositionAlone() {
        List<Position> told = says(3);
        assertThat(recent(other, channel, 0)).isEqualTo(new Page(told.getLast(), List.of()));
    }

    @Test
    void readingTakesNothingAway() {
        says(3);
        recent(other, channel, PLENTY);
        assertThat(offsets(PLENTY)).containsExactly(1L, 2L, 3L);
    }

    @Test
    void whatIsReadIsByteForByteWhatWasSaid() {
        Message message = new Message(channel, "ä \"event\"", Payload.ofJson("{ \"b\" : 1.50e+7, \"a\":\"ä 🦊 \\u0000 \" }"), AT,
                Optional.of(new UserId(realm, "auth0|Jörg")),
                new Audience(Optional.of(Set.of("ada")), Set.of("bob"), Set.of("5d7c"), Optional.of(Rule.USERS)), Priority.HIGH);
        one.publish(message, KEPT);
        assertThat(recent(other, channel, 1).deliveries()).extracting(Delivery::event).containsExactly(message);
    }

    @Test
    void bytesAreReadAsBytes() {
        Message message = new Message(channel, "picture", Payload.ofBinary(new byte[]{0, -1, 10, 13, 34}), AT, Optional.empty());
        one.publish(message, KEPT);
        assertThat(recent(other, channel, 1).deliveries()).extracting(Delivery::event).containsExactly(message);
    }

    @Test
    void whatIsOverTheHistorysSizeIsNotKept() {
        History two = new History(2, Duration.ofHours(1));
        IntStream.range(0, 5).forEach(_ -> one.publish(message("1"), two));
        assertThat(offsets(PLENTY)).containsExactly(4L, 5L);
    }

    @Test
    void aHistoryOfOneIsTheStateOfTheChannel() {
        History last = new History(1, Duration.ofHours(1));
        one.publish(message("1"), last);
        Position second = one.publish(message("2"), last).orElseThrow();
        assertThat(recent(other, channel, PLENTY)).isEqualTo(new Page(second, List.of(delivery(2, second))));
    }

    @Test
    void whatIsTooOldIsNotReadThoughItsPositionIsKnown() {
        Position told = one.publish(message("1"), new History(10, Duration.ofMillis(150))).orElseThrow();
        soon().untilAsserted(() -> assertThat(recent(other, channel, PLENTY)).isEqualTo(new Page(told, List.of())));
    }

    @Test
    void whatIsTooOldIsNotReadThoughOthersFollow() {
        History brief = new History(1_000, Duration.ofMillis(150));
        soon().until(() -> {
            one.publish(message("1"), brief);
            List<Long> offsets = offsets(1_000);
            return !offsets.isEmpty() && offsets.getFirst() > 1;
        });
    }

    @Test
    void eachChannelIsReadForItself() {
        says(2);
        ChannelId second = channel("room:" + UUID.randomUUID());
        assertThat(recent(other, second, PLENTY).deliveries()).isEmpty();
    }

    @Test
    void theSameNameInAnotherRealmIsReadForItself() {
        says(2);
        assertThat(recent(other, new ChannelId(new RealmId("r-" + UUID.randomUUID()), channel.name()), PLENTY).deliveries()).isEmpty();
    }

    @Test
    void whileOthersPublishPositionAndMessagesAreOfOneMoment() throws Exception {
        AtomicBoolean done = new AtomicBoolean();
        List<Page> reads = Collections.synchronizedList(new ArrayList<>());
        Thread reader = Thread.ofVirtual().start(() -> {
            while (!done.get()) {
                reads.add(recent(other, channel, 3));
            }
        });
        publishAtOnce(4, 50);
        done.set(true);
        reader.join();
        reads.add(recent(other, channel, 3));
        assertThat(reads).allSatisfy(RecentContract::isOfOneMoment);
    }

    /** The newest message stands at the newest position, and none before it is missing. */
    private static void isOfOneMoment(Page recent) {
        long newest = recent.newest().offset();
        assertThat(recent.deliveries().stream().map(delivery -> delivery.position().orElseThrow().offset()).toList())
                .isEqualTo(LongStream.rangeClosed(Math.max(1, newest - 2), newest).boxed().toList());
    }
}
