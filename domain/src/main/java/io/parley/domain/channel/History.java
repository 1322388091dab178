package io.parley.domain.channel;

import java.time.Duration;

/**
 * How much of a channel is kept for those who come back, and how safely.
 *
 * @param size    how many messages at most are at hand; 0: none, and its messages carry no position
 * @param age     how long at most they are at hand
 * @param archive how long what was at hand once is kept in the archive; zero: it is not
 * @param ackFrom when a message counts as stored
 */
public record History(int size, Duration age, Duration archive, AckFrom ackFrom) {
    /** Nothing is kept: at most once, no position. */
    public static final History NONE = new History(0, Duration.ZERO);

    /** @throws IllegalArgumentException if only one of size and age is zero, one is negative, or there is nothing to archive or to acknowledge */
    public History {
        if (size < 0 || age.isNegative() || (size == 0) != age.isZero()) {
            throw new IllegalArgumentException("A history has a size and an age, or neither: " + size + ", " + age);
        }
        if (archive.isNegative() || (size == 0 && !archive.isZero())) {
            throw new IllegalArgumentException("Only what has a history can be archived: " + archive);
        }
        if (size == 0 && ackFrom != AckFrom.MASTER) {
            throw new IllegalArgumentException("Only what has a history can be acknowledged by a replica");
        }
    }

    /** A history that is not archived, and acknowledged by the master. */
    public History(int size, Duration age) {
        this(size, age, Duration.ZERO, AckFrom.MASTER);
    }

    /** Whether messages are stored and carry a position. */
    public boolean kept() {
        return size > 0;
    }

    /** Whether messages go to the archive. */
    public boolean archived() {
        return !archive.isZero();
    }
}
