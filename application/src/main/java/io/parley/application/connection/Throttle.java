package io.parley.application.connection;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.parley.domain.limit.Limits;
import io.parley.domain.limit.Rate;
import io.parley.domain.limit.TokenBucket;

/** How much one connection may ask for, and for how long it may ask for more. For one thread at a time. */
final class Throttle {
    /** A client that is told RT_006 and does not slow down within a hundred times means it. */
    private static final Rate PATIENCE = new Rate(100, Duration.ofMillis(100));

    private final Limits limits;
    // Each is made when it is first asked: most connections never say anything about themselves, and never too much.
    private @Nullable TokenBucket commands;
    private @Nullable TokenBucket updates;
    private @Nullable TokenBucket patience;

    Throttle(Limits limits) {
        this.limits = limits;
    }

    /** Takes one command; if that is too much, says how long until there may be another. */
    Optional<Duration> take(Instant now) {
        return limits.commands().flatMap(rate -> {
            commands = orFull(commands, rate, now);
            return commands.take(nanos(now));
        });
    }

    /** Takes one change of what is said of oneself; if that is too much, says how long until there may be another. */
    Optional<Duration> takeUpdate(Instant now) {
        return limits.presenceUpdates().flatMap(rate -> {
            updates = orFull(updates, rate, now);
            return updates.take(nanos(now));
        });
    }

    /** Notes that it was told to slow down, by whichever limit; true if it has been told often enough. */
    boolean isAbused(Instant now) {
        patience = orFull(patience, PATIENCE, now);
        return patience.take(nanos(now)).isPresent();
    }

    private static TokenBucket orFull(@Nullable TokenBucket known, Rate rate, Instant now) {
        return known == null ? new TokenBucket(rate, nanos(now)) : known;
    }

    private static long nanos(Instant now) {
        return now.getEpochSecond() * 1_000_000_000L + now.getNano();
    }
}
