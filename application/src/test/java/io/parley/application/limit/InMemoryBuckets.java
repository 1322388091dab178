package io.parley.application.limit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import io.parley.application.Faults;
import io.parley.domain.limit.Rate;
import io.parley.domain.limit.TokenBucket;

/** Buckets in this JVM. */
public final class InMemoryBuckets implements Buckets {
    private final InstantSource clock;
    private final Faults faults = new Faults();
    private final Map<String, TokenBucket> buckets = new HashMap<>();

    /** @param clock the store's */
    public InMemoryBuckets(InstantSource clock) {
        this.clock = clock;
    }

    /** What goes wrong. */
    public Faults faults() {
        return faults;
    }

    @Override
    public Grant take(String name, Rate rate, int wanted) {
        return faults.around("take", () -> taken(name, rate, wanted));
    }

    private synchronized Grant taken(String name, Rate rate, int wanted) {
        long now = Duration.between(Instant.EPOCH, clock.instant()).toNanos();
        TokenBucket bucket = buckets.computeIfAbsent(name, _ -> new TokenBucket(rate, now));
        for (int taken = 0; taken < wanted; taken++) {
            Optional<Duration> wait = bucket.take(now);
            if (wait.isPresent()) {
                return new Grant(taken, taken == 0 ? wait.get() : Duration.ZERO);
            }
        }
        return new Grant(wanted, Duration.ZERO);
    }
}
