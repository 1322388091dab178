package io.parley.bootstrap.reliability;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Waits by the clock: a drill is paced by it, unlike a test, which waits for what it wants to see. */
final class Pause {
    private static final long SHORTEST_MILLIS = 50;
    private static final long LONGEST_MILLIS = 500;
    /** 50 ms doubled four times is more than the longest. */
    private static final int DOUBLINGS = 4;

    private Pause() {}

    static void of(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Until that {@link System#nanoTime}, if it is not past. */
    static void until(long moment) {
        of(Duration.ofNanos(Math.max(0, moment - System.nanoTime())));
    }

    /** What a client does between two attempts to connect: 50–500 ms, with jitter, longer when it failed more often. */
    static void beforeAttempt(int failures) {
        long most = Math.min(LONGEST_MILLIS, SHORTEST_MILLIS << Math.min(failures + 1, DOUBLINGS));
        of(Duration.ofMillis(ThreadLocalRandom.current().nextLong(SHORTEST_MILLIS, most + 1)));
    }
}
