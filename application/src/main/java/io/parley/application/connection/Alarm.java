package io.parley.application.connection;

import java.time.Instant;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.parley.application.time.Timers;

/**
 * One timer that follows a deadline which mostly moves away. It is set anew only when the deadline comes nearer; one that rings too early
 * rings for nothing, and is set again then. Used by one thread at a time; the task runs on a thread of the timers.
 */
final class Alarm {
    private final Timers timers;
    private final Runnable task;
    private @Nullable Instant setTo;
    private Timers.@Nullable Timer timer;

    Alarm(Timers timers, Runnable task) {
        this.timers = timers;
        this.task = task;
    }

    /** Rings at the deadline or before; empty: no more. To be called after every ring. */
    void set(Optional<Instant> deadline) {
        if (deadline.isEmpty()) {
            cancel();
        } else if (setTo == null || deadline.get().isBefore(setTo)) {
            cancel();
            setTo = deadline.get();
            timer = timers.at(deadline.get(), task);
        }
    }

    /** It has rung. */
    void rung() {
        setTo = null;
    }

    private void cancel() {
        if (timer != null) {
            timer.cancel();
        }
        setTo = null;
    }
}
