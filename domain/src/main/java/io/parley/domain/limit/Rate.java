package io.parley.domain.limit;

import java.time.Duration;
import java.time.temporal.ChronoUnit;

/**
 * How often something may happen.
 *
 * @param burst    so often at once
 * @param interval and, in the long run, once in this time
 */
public record Rate(int burst, Duration interval) {
    /** Longer than anybody waits, and short enough to be counted in nanoseconds. */
    private static final Duration LONGEST = Duration.ofDays(366);

    /** @throws IllegalArgumentException if that would be never, or without end, or if the burst took more than a year to come again */
    public Rate {
        if (burst < 1 || interval.compareTo(Duration.of(1, ChronoUnit.MICROS)) < 0
                || interval.compareTo(LONGEST.dividedBy(burst)) > 0) {
            throw new IllegalArgumentException(
                    "A rate has a burst of at least 1 and an interval of at least a microsecond, and all of a burst"
                            + " comes again within a year");
        }
    }

    /** As often in that time, all of it at once if need be. */
    public static Rate of(int times, Duration time) {
        return new Rate(times, time.dividedBy(times));
    }
}
