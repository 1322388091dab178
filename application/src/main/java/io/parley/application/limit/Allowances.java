package io.parley.application.limit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

import org.jspecify.annotations.Nullable;

import io.parley.application.Unavailable;
import io.parley.domain.limit.Rate;

/**
 * Takes from shared buckets in handfuls, so that who says much does not cost a round trip each time. A handful is as large as the last one was used
 * up within its second, and what is left of it then is lost to the user, never gained. Thread-safe.
 */
public final class Allowances {
    /** What is left of a handful after this is given up: on another node it may be wanted. */
    private static final Duration KEPT = Duration.ofSeconds(1);
    private static final int LARGEST = 10;
    /** Of a large burst, a tenth at most lies on one node. */
    private static final int SHARE = 10;
    /** More users than speak within a second on one node; beyond, each time is a round trip. */
    private static final int MAX_KEPT = 100_000;

    private final Buckets buckets;
    private final InstantSource clock;
    private final ConcurrentMap<String, Handful> handfuls = new ConcurrentHashMap<>();

    /** @param left tokens of those that were granted */
    private record Handful(int size, int left, Instant until) {}

    /** @param clock says when a handful is to be given up */
    public Allowances(Buckets buckets, InstantSource clock) {
        this.buckets = buckets;
        this.clock = clock;
    }

    /**
     * Takes a token out of the bucket of that name. If the store is away whoever asks passes: what he asks for needs the store too.
     *
     * @return how long until there is one; empty: it was taken
     */
    public Optional<Duration> take(String name, Rate rate) {
        Instant now = clock.instant();
        Handful before = handfuls.get(name);
        return before != null && before.left() > 0 && now.isBefore(before.until()) && use(name, now)
                ? Optional.empty()
                : ask(name, rate, next(before, rate, now), now);
    }

    /** Whether one was left, as of several who ask at once only one gets the last. */
    private boolean use(String name, Instant now) {
        boolean[] used = new boolean[1];
        handfuls.computeIfPresent(name, (_, handful) -> {
            used[0] = handful.left() > 0 && now.isBefore(handful.until());
            return used[0] ? new Handful(handful.size(), handful.left() - 1, handful.until()) : handful;
        });
        return used[0];
    }

    private static int next(@Nullable Handful before, Rate rate, Instant now) {
        return before == null || !now.isBefore(before.until())
                ? 1
                : Math.clamp(before.size() * 2L, 1, Math.min(LARGEST, Math.max(rate.burst() / SHARE, 1)));
    }

    private Optional<Duration> ask(String name, Rate rate, int wanted, Instant now) {
        try {
            Buckets.Grant grant = buckets.take(name, rate, wanted);
            if (grant.tokens() == 0) {
                return Optional.of(grant.after());
            }
            keep(name, wanted, grant.tokens() - 1, now);
        } catch (Unavailable e) {
            // As said above.
        }
        return Optional.empty();
    }

    private void keep(String name, int size, int left, Instant now) {
        if (handfuls.size() >= MAX_KEPT) {
            handfuls.values().removeIf(handful -> !now.isBefore(handful.until()));
        }
        if (handfuls.size() < MAX_KEPT) {
            handfuls.merge(name, new Handful(size, left, now.plus(KEPT)),
                    (old, fresh) -> new Handful(fresh.size(), fresh.left() + (now.isBefore(old.until()) ? old.left() : 0), fresh.until()));
        }
    }
}
