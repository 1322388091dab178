package io.parley.application.limit;

import java.net.InetAddress;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import io.parley.domain.identity.RealmId;
import io.parley.domain.refusal.ErrorCode;
import io.parley.domain.refusal.Refusal;

import static org.assertj.core.api.Assertions.assertThat;

class NodeCapacityTest {
    private final Refusal another = Refusal.of(ErrorCode.RATE_LIMIT_EXCEEDED, "not you");
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicInteger connections = new AtomicInteger(1);
    private final NodeCapacity capacity = new NodeCapacity(connections::get, 2, (_, _, _) -> {
        asked.incrementAndGet();
        return Optional.of(another);
    });

    private Optional<Refusal> refusal() {
        return capacity.refuse(RealmId.DEFAULT, InetAddress.getLoopbackAddress(), Optional.empty());
    }

    @Test
    void whereThereIsRoomTheNextDecides() {
        assertThat(refusal()).contains(another);
    }

    @Test
    void aFullNodeIsUnavailableAndNobodyElseIsAsked() {
        connections.set(2);
        Refusal refusal = refusal().orElseThrow();
        assertThat(refusal.code()).isEqualTo(ErrorCode.UNAVAILABLE);
        assertThat(refusal.details()).containsEntry("most", 2).containsEntry("retryAfterMs", 5_000L);
        assertThat(refusal.retryAfterSeconds()).hasValue(5);
        assertThat(asked).hasValue(0);
    }

    @Test
    void thereIsRoomAgainOnceOneHasGone() {
        connections.set(2);
        connections.set(1);
        assertThat(refusal()).contains(another);
    }
}
