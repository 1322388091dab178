package io.parley.adapters.redis.delivery;

import java.time.Duration;

import io.parley.application.delivery.Backplane;
import io.parley.domain.channel.History;

/** For how long things stay in Redis, and how much. */
final class Lifetimes {
    /** As long as a publisher may come back with his key. */
    static final Duration ONCE = Backplane.REMEMBERED;
    /** A channel that was only looked at keeps its epoch for long enough that a client can come back to it. */
    static final Duration EMPTY_POSITION = Duration.ofDays(2);
    /** What waits for an archive that is away may take so much of a channel; then publishes are refused rather than lost. */
    static final long MAX_BACKLOG_BYTES = 64L * 1024 * 1024;
    /** What waits for the archive must not grow old before it gets there. */
    private static final Duration ARCHIVE_OUTAGE = Duration.ofDays(7);

    private Lifetimes() {}

    /** A position outlives all that it can be compared with. */
    static Duration ofPosition(History history) {
        Duration kept = history.age().compareTo(history.archive()) < 0 ? history.archive() : history.age();
        Duration twice = kept.multipliedBy(2);
        return twice.compareTo(EMPTY_POSITION) < 0 ? EMPTY_POSITION : twice;
    }

    /** The stream lives as long as its newest entry; the others say themselves when they are too old. */
    static Duration ofHistory(History history) {
        return history.archived() ? history.age().plus(ARCHIVE_OUTAGE) : history.age();
    }
}
