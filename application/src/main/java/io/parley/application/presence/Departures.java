package io.parley.application.presence;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

import io.parley.application.time.Timers;

/**
 * For how long a user whose connection ended is not said to have gone: who reloads a page is back within that. Kept on the node alone: what it has
 * in the rosters stays there under its lease, so if the node dies meanwhile, others see the user off.
 */
public final class Departures {
    /** As many as may be on their way; who goes beyond that goes at once. */
    static final int MAX = 100_000;

    private final Timers timers;
    private final Executor executor;
    private final InstantSource clock;
    private final Duration grace;
    private final AtomicInteger pending = new AtomicInteger();
    private volatile boolean leftToLease;

    /**
     * Departures after a grace.
     *
     * @param executor makes them, on threads that may be held
     * @param grace    zero: who goes goes at once
     */
    public Departures(Timers timers, Executor executor, InstantSource clock, Duration grace) {
        this.timers = timers;
        this.executor = executor;
        this.clock = clock;
        this.grace = grace;
    }

    /** From now on the lease says how long who departs is waited for, unless nobody is waited for at all. */
    void leaveToLease() {
        leftToLease = true;
    }

    /** Whether that was said. */
    boolean areLeftToLease() {
        return leftToLease && !grace.isZero();
    }

    /** Lets that happen after the grace; false if it is to happen at once. */
    boolean later(Runnable departure) {
        if (grace.isZero() || pending.get() >= MAX) {
            return false;
        }
        pending.incrementAndGet(); // Some more than may be, if many come at once: no harm.
        var _ = timers.at(clock.instant().plus(grace), () -> {
            pending.decrementAndGet();
            executor.execute(departure);
        });
        return true;
    }
}
