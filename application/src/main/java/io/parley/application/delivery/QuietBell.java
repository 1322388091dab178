package io.parley.application.delivery;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicBoolean;

import io.parley.application.time.Timers;

/** Rings once, a moment after it was asked to, however often it was asked meanwhile. Thread-safe. */
final class QuietBell {
    /** A channel in which nothing passed for a second counts as quiet: soon enough for a client that keeps its position. */
    private static final Duration QUIET = Duration.ofSeconds(1);

    private final Timers timers;
    private final InstantSource clock;
    private final Runnable task;
    private final AtomicBoolean set = new AtomicBoolean();

    QuietBell(Timers timers, InstantSource clock, Runnable task) {
        this.timers = timers;
        this.clock = clock;
        this.task = task;
    }

    void ringSoon() {
        if (set.compareAndSet(false, true)) {
            timers.at(clock.instant().plus(QUIET), () -> {
                set.set(false);
                task.run();
            });
        }
    }
}
