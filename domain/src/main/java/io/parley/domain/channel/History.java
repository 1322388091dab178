package io.parley.domain.channel;

import java.time.Duration;

/**
 * How much of a channel is kept for those who come back.
 *
 * @param size how many messages at most; 0: none, and its messages carry no position
 * @param age  how long at most
 */
public record History(int size, Duration age) {
    /** Nothing is kept: at most once, no position. */
    public static final History NONE = new History(0, Duration.ZERO);

    /** @throws IllegalArgumentException if only one of the two is zero, or one is negative */
    public History {
        if (size < 0 || age.isNegative() || (size == 0) != age.isZero()) {
            throw new IllegalArgumentException("A history has a size and an age, or neither: " + size + ", " + age);
        }
    }

    /** Whether messages are stored and carry a position. */
    public boolean kept() {
        return size > 0;
    }
}
