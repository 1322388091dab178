package io.parley.application.limit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import io.parley.application.identity.Capacity;
import io.parley.domain.limit.Rate;
import io.parley.domain.limit.TokenBucket;
import io.parley.domain.refusal.ErrorCode;
import io.parley.domain.refusal.Refusal;

/**
 * One node's bounds: how many connections it has at once, how many handshakes it takes on in a time, and, once it goes away, none at all. Another
 * node may have room, so whoever is refused is told to come back, each at another moment.
 *
 * <p>Connections and the places kept for those on their way together are never more than the bound, however many come at the same moment.
 */
public final class NodeCapacity implements Capacity {
    /** A handshake takes milliseconds; one that no connection has followed after this has come to nothing. */
    static final Duration LAPSE = Duration.ofSeconds(10);
    /** Who is refused comes back no sooner. */
    static final Duration REST = Duration.ofSeconds(1);
    /** No bound. */
    public static final int ANY = Integer.MAX_VALUE;

    private final IntSupplier connections;
    private final LongSupplier opened;
    private final int most;
    private final @Nullable TokenBucket handshakes;
    private final Supplier<Duration> spread;
    private final InstantSource clock;
    /** When each place that is kept lapses. Which is whose does not matter: they are as good as one another. */
    private final ArrayDeque<Instant> kept = new ArrayDeque<>();
    private long seen;
    private boolean closed;

    /**
     * The bounds of a node.
     *
     * @param connections how many there are now
     * @param opened      how many have been opened since the start; a connection counts there after it counts in {@code connections}
     * @param most        connections at once, or {@link #ANY}
     * @param handshakes  how often a handshake is taken on; empty: as often as they come
     * @param spread      says, beyond a second, when the next who is refused may come back
     */
    public NodeCapacity(IntSupplier connections, LongSupplier opened, int most, Optional<Rate> handshakes, Supplier<Duration> spread,
            InstantSource clock) {
        this.connections = connections;
        this.opened = opened;
        this.most = most;
        this.handshakes = handshakes.map(rate -> new TokenBucket(rate, nanos(clock.instant()))).orElse(null);
        this.spread = spread;
        this.clock = clock;
    }

    /** From now on there is no place for anybody. */
    public synchronized void close() {
        closed = true;
    }

    @Override
    public synchronized Optional<Refusal> rush() {
        return handshakes == null
                ? Optional.empty()
                : handshakes.take(nanos(clock.instant()))
                        .map(wait -> lost("This node has too many handshakes to answer", wait, Map.of("limit", "handshakes of a node")));
    }

    @Override
    public synchronized Optional<Refusal> reserve() {
        if (closed) {
            return Optional.of(lost("This node is going away", Duration.ZERO, Map.of()));
        }
        if (most == ANY) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        release(now);
        if (connections.getAsInt() + kept.size() >= most) {
            return Optional.of(lost("This node has no room for another connection", Duration.ZERO,
                    Map.of("limit", "connections of a node", "most", most)));
        }
        kept.addLast(now.plus(LAPSE));
        return Optional.empty();
    }

    @Override
    public synchronized void giveBack() {
        kept.pollFirst();
    }

    /** Places that were taken, or lapsed, are not kept any more. */
    private void release(Instant now) {
        // Read before the connections are counted: one that opens in between counts twice rather than not at all.
        long all = opened.getAsLong();
        for (; seen < all && !kept.isEmpty(); seen++) {
            kept.removeFirst();
        }
        seen = all;
        while (!kept.isEmpty() && !kept.getFirst().isAfter(now)) {
            kept.removeFirst();
        }
    }

    private Refusal lost(String why, Duration wait, Map<String, Object> details) {
        Duration pause = wait.plus(REST).plus(spread.get());
        return new Refusal(ErrorCode.CONNECTION_LOST, why + "; try again in " + pause.toMillis() + " ms", details)
                .with(Refusal.RETRY_AFTER, pause.toMillis());
    }

    private static long nanos(Instant now) {
        return now.getEpochSecond() * 1_000_000_000L + now.getNano();
    }
}
