package io.parley.application.connection;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import io.parley.domain.limit.Limits;
import io.parley.domain.limit.Rate;
import io.parley.domain.limit.TokenBucket;

/** How much one connection may ask for, and for how long it may ask for more. For one thread at a time. */
final class Throttle {
    /** A client that is told RT_006 and does not slow down within a hundred times means it. */
    private static final Rate PATIENCE = new Rate(100, Duration.ofMillis(100));

    private final Optional<TokenBucket> commands;
    private final Optional<TokenBucket> updates;
    private final TokenBucket patience;

    Throttle(Limits limits, Instant now) {
        commands = limits.commands().map(rate -> new TokenBucket(rate, nanos(now)));
        updates = limits.presenceUpdates().map(rate -> new TokenBucket(rate, nanos(now)));
        patience = new TokenBucket(PATIENCE, nanos(now));
    }

    /** Takes one command; if that is too much, says how long until there may be another. */
    Optional<Duration> take(Instant now) {
        return commands.flatMap(bucket -> bucket.take(nanos(now)));
    }

    /** Takes one change of what is said of oneself; if that is too much, says how long until there may be another. */
    Optional<Duration> takeUpdate(Instant now) {
        return updates.flatMap(bucket -> bucket.take(nanos(now)));
    }

    /** Notes that it was told to slow down, by whichever limit; true if it has been told often enough. */
    boolean isAbused(Instant now) {
        return patience.take(nanos(now)).isPresent();
    }

    private static long nanos(Instant now) {
        return now.getEpochSecond() * 1_000_000_000L + now.getNano();
    }
}
