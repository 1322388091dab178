package io.parley.domain.limit;

import java.time.Duration;

/**
 * How often something may happen.
 *
 * @param burst    so often at once
 * @param interval and, in the long run, once in this time
 */
public record Rate(int burst, Duration interval) {
    /** @throws IllegalArgumentException if that would be never, or without end */
    public Rate {
        if (burst < 1 || interval.toNanos() < 1_000) {
            throw new IllegalArgumentException("A rate has a burst of at least 1 and an interval of at least a microsecond");
        }
    }

    /** As often in that time, all of it at once if need be. */
    public static Rate of(int times, Duration time) {
        return new Rate(times, time.dividedBy(times));
    }
}
