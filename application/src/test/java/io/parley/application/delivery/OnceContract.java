package io.parley.application.delivery;

import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;

import io.parley.domain.channel.ChannelId;
import io.parley.domain.channel.History;
import io.parley.domain.delivery.Delivery;
import io.parley.domain.delivery.Message;
import io.parley.domain.delivery.Once;
import io.parley.domain.delivery.Position;
import io.parley.domain.refusal.ErrorCode;
import io.parley.domain.refusal.Outcome;

import static org.assertj.core.api.Assertions.assertThat;

/** What is said again with the same key, and what is read from a position on. */
abstract class OnceContract extends RecentContract {
    private final String key = UUID.randomUUID().toString();

    private Once once(String sender, String fingerprint) {
        return new Once(sender, key, fingerprint);
    }

    private static Optional<Position> positionOf(Outcome<Optional<Position>> outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Done.class);
        return ((Outcome.Done<Optional<Position>>) outcome).value();
    }

    // Idempotency keys: their scope is channel, sender and key

    @Test
    void theSameAgainIsToldTheFirstPositionOnWhicheverNode() {
        Optional<Position> first = positionOf(one.publishOnce(message("1"), KEPT, once("user:ada", "aa")));
        one.publish(message("2"), KEPT);
        assertThat(positionOf(other.publishOnce(message("1"), KEPT, once("user:ada", "aa")))).isEqualTo(first);
    }

    @Test
    void theSameAgainIsNeitherStoredNorHeard() {
        other.attach(channel, there);
        one.publishOnce(message("1"), KEPT, once("user:ada", "aa"));
        one.publishOnce(message("1"), KEPT, once("user:ada", "aa"));
        Message last = message("2");
        one.publish(last, KEPT);
        hears(there, message("1"), last);
        assertThat(newest(one).offset()).isEqualTo(2);
    }

    @Test
    void theSameAgainWithoutHistoryIsHeardOnce() {
        other.attach(channel, there);
        assertThat(positionOf(one.publishOnce(message("1"), History.NONE, once("user:ada", "aa")))).isEmpty();
        assertThat(positionOf(one.publishOnce(message("1"), History.NONE, once("user:ada", "aa")))).isEmpty();
        Message last = message("2");
        one.publish(last, History.NONE);
        hears(there, message("1"), last);
    }

    @Test
    void theSameKeyForAnotherMessageIsRefusedAndChangesNothing() {
        one.publishOnce(message("1"), KEPT, once("user:ada", "aa"));
        Outcome<Optional<Position>> outcome = other.publishOnce(message("2"), KEPT, once("user:ada", "bb"));
        assertThat(outcome).isEqualTo(Outcome.refused(Backplane.KEY_REUSED));
        assertThat(Backplane.KEY_REUSED.code()).isEqualTo(ErrorCode.INVALID_MESSAGE);
        assertThat(newest(one).offset()).isEqualTo(1);
    }

    @Test
    void anotherSenderHasKeysOfHisOwn() {
        one.publishOnce(message("1"), KEPT, once("user:ada", "aa"));
        assertThat(positionOf(one.publishOnce(message("2"), KEPT, once("user:bob", "bb"))).orElseThrow().offset()).isEqualTo(2);
    }

    @Test
    void aSenderCannotTakeAnothersKeyByANameThatEndsWithItsBeginning() {
        one.publishOnce(message("1"), KEPT, new Once("user:ada", "1:" + key, "aa"));
        Once other = new Once("user:ada:1", key, "aa");
        assertThat(positionOf(one.publishOnce(message("1"), KEPT, other)).orElseThrow().offset()).isEqualTo(2);
    }

    @Test
    void anotherChannelHasKeysOfItsOwn() {
        ChannelId second = channel("room:" + UUID.randomUUID());
        one.publishOnce(message("1"), KEPT, once("user:ada", "aa"));
        assertThat(positionOf(one.publishOnce(message(second, "2"), KEPT, once("user:ada", "bb"))).orElseThrow().offset()).isEqualTo(1);
    }

    @Test
    void ofManyAtOnceOneIsStored() {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            IntStream.range(0, 40).forEach(i -> threads
                    .execute(() -> (i % 2 == 0 ? one : other).publishOnce(message("1"), KEPT, once("user:ada", "aa"))));
        }
        assertThat(newest(one).offset()).isEqualTo(1);
    }

    // Reading from a position on

    private Excerpt after(long offset, int limit) {
        return other.read(channel, Reading.after(new Position(newest(one).epoch(), offset), limit));
    }

    private static LongStream offsets(Excerpt excerpt) {
        return excerpt.deliveries().stream().map(Delivery::position).mapToLong(position -> position.orElseThrow().offset());
    }

    private void saysFive() {
        IntStream.rangeClosed(1, 5).forEach(i -> one.publish(message("" + i), KEPT));
    }

    @Test
    void whatComesAfterAPositionIsReadInOrder() {
        saysFive();
        Excerpt excerpt = after(2, 100);
        assertThat(offsets(excerpt)).containsExactly(3L, 4L, 5L);
        assertThat(excerpt.reached()).isEqualTo(5);
        assertThat(excerpt.isLast(false)).isTrue();
    }

    @Test
    void aLongRestIsReadInPartsThatFollowEachOther() {
        saysFive();
        Excerpt first = after(1, 2);
        assertThat(offsets(first)).containsExactly(2L, 3L);
        assertThat(first.isLast(false)).isFalse();
        assertThat(offsets(after(first.reached(), 2))).containsExactly(4L, 5L);
    }

    @Test
    void afterTheNewestThereIsNothing() {
        saysFive();
        assertThat(offsets(after(5, 100))).isEmpty();
        assertThat(after(5, 100).reached()).isEqualTo(5);
    }

    @Test
    void goingBackTheNewestComesFirst() {
        saysFive();
        assertThat(offsets(other.read(channel, new Reading(Optional.of(new Position(newest(one).epoch(), 4)), 2, true)))).containsExactly(
                3L,
                2L);
    }

    @Test
    void itIsKnownWhatTheOldestAtHandIs() {
        IntStream.rangeClosed(1, 5).forEach(i -> one.publish(message("" + i), new History(2, KEPT.age())));
        assertThat(after(1, 100).oldest()).isEqualTo(4);
        assertThat(offsets(after(1, 100))).containsExactly(4L, 5L);
    }

    @Test
    void whereNothingWasSaidTheOldestIsBeyondTheNewest() {
        Excerpt excerpt = other.read(channel, Reading.last(10));
        assertThat(excerpt.oldest()).isEqualTo(excerpt.newest().offset() + 1);
        assertThat(excerpt.lineage().earlier()).isEmpty();
        assertThat(excerpt.archived()).isFalse();
    }
}
