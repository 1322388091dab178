package io.parley.application.time;

import java.time.Instant;

/** Port: one event later. Cheap enough for one per connection. */
public interface Timers {
    /** Runs the task once at that moment or later, never before; on a thread that must not be held, so the task must not block. */
    Timer at(Instant moment, Runnable task);

    /** Something that will happen. */
    interface Timer {
        /** It will not happen, unless it just does. Idempotent. */
        void cancel();
    }
}
