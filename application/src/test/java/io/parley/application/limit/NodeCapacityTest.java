package io.parley.application.limit;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import io.parley.application.ManualClock;
import io.parley.domain.limit.Rate;
import io.parley.domain.refusal.ErrorCode;
import io.parley.domain.refusal.Refusal;

import static org.assertj.core.api.Assertions.assertThat;

class NodeCapacityTest {
    private static final Optional<Rate> ANY_RATE = Optional.empty();

    private final ManualClock clock = new ManualClock();
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicLong opened = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();

    private NodeCapacity of(int most, Optional<Rate> rate) {
        return new NodeCapacity(connections::get, opened::get, most, rate, () -> Duration.ofMillis(refused.incrementAndGet()), clock);
    }

    private void opens() {
        connections.incrementAndGet();
        opened.incrementAndGet();
    }

    private static boolean hasRoom(NodeCapacity capacity) {
        return capacity.reserve().isEmpty();
    }

    // How many at once

    @Test
    void noMoreAreOnTheirWayThanThereAreToBe() {
        NodeCapacity capacity = of(3, ANY_RATE);
        assertThat(IntStream.range(0, 10).filter(_ -> hasRoom(capacity)).count()).isEqualTo(3);
    }

    @Test
    void aConnectionTakesThePlaceThatWasKeptForIt() {
        NodeCapacity capacity = of(2, ANY_RATE);
        capacity.reserve();
        opens();
        assertThat(hasRoom(capacity)).isTrue();
        assertThat(hasRoom(capacity)).isFalse();
    }

    @Test
    void thereIsRoomAgainOnceOneHasGone() {
        NodeCapacity capacity = of(1, ANY_RATE);
        capacity.reserve();
        opens();
        assertThat(hasRoom(capacity)).isFalse();
        connections.decrementAndGet();
        assertThat(hasRoom(capacity)).isTrue();
    }

    @Test
    void aHandshakeThatComesToNothingGivesItsPlaceBack() {
        NodeCapacity capacity = of(1, ANY_RATE);
        capacity.reserve();
        capacity.giveBack();
        assertThat(hasRoom(capacity)).isTrue();
    }

    @Test
    void aHandshakeOfWhichNothingIsHeardLosesItsPlaceIn10Seconds() {
        NodeCapacity capacity = of(1, ANY_RATE);
        capacity.reserve();
        clock.advance(Duration.ofMillis(9_999));
        assertThat(hasRoom(capacity)).isFalse();
        clock.advance(Duration.ofMillis(1));
        assertThat(hasRoom(capacity)).isTrue();
    }

    @Test
    void whoIsRefusedIsToldWhyAndToComeBackEachAtAnotherMoment() {
        NodeCapacity capacity = of(1, ANY_RATE);
        opens();
        Refusal first = capacity.reserve().orElseThrow();
        assertThat(first.code()).isEqualTo(ErrorCode.CONNECTION_LOST);
        assertThat(first.details()).containsEntry("limit", "connections of a node").containsEntry("most", 1)
                .containsEntry("retryAfterMs", 1_001L);
        assertThat(first.retryAfterSeconds()).hasValue(2);
        assertThat(capacity.reserve().orElseThrow().retryAfter()).contains(Duration.ofMillis(1_002));
    }

    @Test
    void withoutABoundThereIsAlwaysRoom() {
        NodeCapacity capacity = of(NodeCapacity.ANY, ANY_RATE);
        assertThat(IntStream.range(0, 100_000).allMatch(_ -> hasRoom(capacity))).isTrue();
    }

    // How often

    @Test
    void soManyHandshakesAreTakenOnInATime() {
        NodeCapacity capacity = of(NodeCapacity.ANY, Optional.of(Rate.of(10, Duration.ofSeconds(1))));
        assertThat(IntStream.range(0, 30).filter(_ -> capacity.rush().isEmpty()).count()).isEqualTo(10);
        clock.advance(Duration.ofMillis(100));
        assertThat(capacity.rush()).isEmpty();
        assertThat(capacity.rush()).isPresent();
    }

    @Test
    void whoComesInARushIsToldWhenThereIsTimeForHimAndASecondLater() {
        NodeCapacity capacity = of(NodeCapacity.ANY, Optional.of(Rate.of(1, Duration.ofSeconds(5))));
        capacity.rush();
        Refusal refusal = capacity.rush().orElseThrow();
        assertThat(refusal.code()).isEqualTo(ErrorCode.CONNECTION_LOST);
        assertThat(refusal.retryAfter()).contains(Duration.ofMillis(6_001));
    }

    @Test
    void withoutARateAllAreTakenOn() {
        NodeCapacity capacity = of(NodeCapacity.ANY, ANY_RATE);
        assertThat(IntStream.range(0, 10_000).allMatch(_ -> capacity.rush().isEmpty())).isTrue();
    }

    // Going away

    @Test
    void aNodeThatGoesAwayHasNoPlaceForAnybody() {
        NodeCapacity capacity = of(NodeCapacity.ANY, ANY_RATE);
        capacity.close();
        assertThat(capacity.reserve()).map(Refusal::code).contains(ErrorCode.CONNECTION_LOST);
    }
}
