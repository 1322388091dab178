package io.parley.application.delivery;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;

import io.parley.domain.channel.ChannelId;
import io.parley.domain.channel.History;
import io.parley.domain.delivery.ChannelEvent;
import io.parley.domain.delivery.Delivery;
import io.parley.domain.delivery.Position;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

/**
 * What {@link Backplane} promises, as a program. An adapter's test extends it and gives it nodes; it is asked for two in each test and ends
 * them itself. Channels are new in every test, so that a store may be shared by all.
 */
public abstract class BackplaneContract extends OnceContract {
    /** For adapters' tests. */
    protected BackplaneContract() {}

    /** A new node on the one backplane that all nodes of this test share. */
    @Override
    protected abstract Backplane node();

    // Who hears

    @Test
    void aMessageReachesAnAttachedListenerOnTheNodeItWasPublishedOn() {
        one.attach(channel, here);
        one.publish(message("1"), History.NONE);
        hears(here, message("1"));
    }

    @Test
    void aMessageReachesAnAttachedListenerOnAnotherNode() {
        other.attach(channel, there);
        one.publish(message("1"), History.NONE);
        hears(there, message("1"));
    }

    @Test
    void aStoredMessageReachesAnAttachedListenerOnBothNodes() {
        one.attach(channel, here);
        other.attach(channel, there);
        one.publish(message("1"), KEPT);
        hears(here, message("1"));
        hears(there, message("1"));
    }

    @Test
    void whatIsPublishedRightAfterAttachingIsHeard() {
        for (int round = 0; round < 20; round++) {
            ChannelId fresh = channel("fresh:" + UUID.randomUUID());
            RecordingListener listener = new RecordingListener();
            one.attach(fresh, listener);
            other.publish(message(fresh, "1"), History.NONE);
            hears(listener, message(fresh, "1"));
        }
    }

    @Test
    void whatWasPublishedBeforeAttachingIsNotHeard() {
        other.publish(message("1"), KEPT);
        afterAMarker();
        one.attach(channel, here);
        other.publish(message("2"), KEPT);
        hears(here, message("2"));
    }

    @Test
    void aDetachedListenerHearsNothing() {
        one.attach(channel, here);
        one.detach(channel);
        other.publish(message("1"), KEPT);
        afterAMarker();
        assertThat(here.deliveries()).isEmpty();
    }

    @Test
    void detachingOneNodeDoesNotDetachTheOther() {
        one.attach(channel, here);
        other.attach(channel, there);
        one.detach(channel);
        one.publish(message("1"), KEPT);
        hears(there, message("1"));
    }

    @Test
    void detachingAChannelDoesNotDetachAnother() {
        ChannelId second = channel("room:" + UUID.randomUUID());
        one.attach(channel, here);
        one.attach(second, here);
        one.detach(channel);
        other.publish(message(second, "1"), KEPT);
        hears(here, message(second, "1"));
    }

    @Test
    void attachingTwiceDoesNotHearTwice() {
        one.attach(channel, here);
        one.attach(channel, here);
        other.publish(message("1"), KEPT);
        afterAMarker();
        hears(here, message("1"));
    }

    @Test
    void detachingOnceEndsWhatWasAttachedTwice() {
        one.attach(channel, here);
        one.attach(channel, here);
        one.detach(channel);
        other.publish(message("1"), KEPT);
        afterAMarker();
        assertThat(here.deliveries()).isEmpty();
    }

    @Test
    void detachingWhatIsNotAttachedDoesNothing() {
        assertThatCode(() -> {
            one.detach(channel);
            one.detach(channel);
        }).doesNotThrowAnyException();
    }

    @Test
    void whoAttachesAgainHearsAgain() {
        for (int round = 0; round < 20; round++) {
            one.attach(channel, here);
            one.detach(channel);
        }
        one.attach(channel, here);
        other.publish(message("1"), KEPT);
        hears(here, message("1"));
    }

    @Test
    void aChannelThatNobodyHearsMayBePublishedIn() {
        assertThat(one.publish(message("1"), KEPT)).isPresent();
    }

    // Positions

    @Test
    void positionsCountFromOne() {
        assertThat(one.publish(message("1"), KEPT).orElseThrow().offset()).isEqualTo(1);
    }

    @Test
    void positionsCountOnWhicheverNodePublishes() {
        List<Position> positions = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            positions.add((i % 2 == 0 ? one : other).publish(message("1"), KEPT).orElseThrow());
        }
        assertThat(positions).extracting(Position::offset).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L);
    }

    @Test
    void theEpochStaysWhileTheHistoryDoes() {
        Position first = one.publish(message("1"), KEPT).orElseThrow();
        assertThat(other.publish(message("2"), KEPT).orElseThrow().epoch()).isEqualTo(first.epoch());
    }

    @Test
    void aStoredMessageArrivesWithThePositionThatItsPublisherWasTold() {
        other.attach(channel, there);
        List<Position> told = IntStream.range(0, 5).mapToObj(i -> one.publish(message("" + i), KEPT).orElseThrow()).toList();
        soon().untilAsserted(() -> assertThat(there.positions()).isEqualTo(told));
    }

    @Test
    void eachChannelCountsForItself() {
        one.publish(message("1"), KEPT);
        assertThat(one.publish(message(channel("room:" + UUID.randomUUID()), "1"), KEPT).orElseThrow().offset()).isEqualTo(1);
    }

    @Test
    void withoutHistoryThePublisherIsToldNoPosition() {
        assertThat(one.publish(message("1"), History.NONE)).isEmpty();
    }

    @Test
    void withoutHistoryNoPositionArrives() {
        other.attach(channel, there);
        one.publish(message("1"), History.NONE);
        soon().untilAsserted(() -> assertThat(there.deliveries()).containsExactly(new Delivery(message("1"), Optional.empty())));
    }

    @Test
    void whatIsNotStoredTakesNoOffset() {
        one.publish(message("1"), KEPT);
        one.publish(message("2"), History.NONE);
        assertThat(one.publish(message("3"), KEPT).orElseThrow().offset()).isEqualTo(2);
    }

    @Test
    void aChannelOverItsHistorysSizeCountsOn() {
        History two = new History(2, Duration.ofHours(1));
        LongStream offsets = LongStream.rangeClosed(1, 7).map(_ -> one.publish(message("1"), two).orElseThrow().offset());
        assertThat(offsets).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L);
    }

    // Order

    @Test
    void underConcurrentPublishersBothNodesHearTheSameInTheOrderOfTheOffsets() throws Exception {
        one.attach(channel, here);
        other.attach(channel, there);
        List<Position> told = publishAtOnce(4, 50);
        soon().untilAsserted(() -> {
            assertThat(here.deliveries()).hasSize(200);
            assertThat(there.deliveries()).hasSize(200);
        });
        assertThat(here.positions()).extracting(Position::offset).isEqualTo(LongStream.rangeClosed(1, 200).boxed().toList());
        assertThat(there.deliveries()).isEqualTo(here.deliveries());
        assertThat(told).containsExactlyInAnyOrderElementsOf(here.positions());
    }

    @Test
    void aChannelIsNeverDeliveredTwiceAtTheSameTime() throws Exception {
        one.attach(channel, here);
        publishAtOnce(4, 50);
        soon().until(() -> here.deliveries().size() == 200);
        assertThat(here.overlaps()).isZero();
    }

    @Test
    void whatOnePublisherSaysInTurnIsHeardInTurn() {
        other.attach(channel, there);
        List<ChannelEvent> said = IntStream.range(0, 100).<ChannelEvent>mapToObj(i -> message("" + i)).toList();
        said.forEach(event -> one.publish(event, KEPT));
        soon().untilAsserted(() -> assertThat(there.events()).isEqualTo(said));
    }
}
