package io.parley.domain.limit;

import java.time.Duration;
import java.util.Optional;

/**
 * Grants a {@link Rate}: in any stretch of time no more than the burst and one for each interval that it holds, and never less to who waits as long
 * as he is told. Kept as the moment at which it will be full again (the generic cell rate algorithm), so nothing has to be refilled. Times are those
 * of one clock in nanoseconds, from wherever it counts. Not thread-safe.
 */
public final class TokenBucket {
    private final long interval;
    private final long capacity;
    private long fullAt;

    /** A full one. */
    public TokenBucket(Rate rate, long now) {
        interval = rate.interval().toNanos();
        capacity = interval * rate.burst();
        fullAt = now;
    }

    /** Takes a token; if there is none, says after what time there will be, if nobody else takes it. */
    public Optional<Duration> take(long now) {
        long used = Math.max(fullAt - now, 0) + interval;
        if (used > capacity) {
            return Optional.of(Duration.ofNanos(used - capacity));
        }
        fullAt = now + used;
        return Optional.empty();
    }
}
