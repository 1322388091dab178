package io.parley.bootstrap.reliability;

import java.time.Duration;

/** What is promised for each fault, whether it is brief or as long as in {@code docs/reliability.md}. */
final class Marks {
    static final Mark REDIS_RESTARTED_EMPTY = Mark.NOTHING_SILENT.backWithin(Duration.ofSeconds(1));
    static final Mark REDIS_DOWN = Mark.NOTHING_MISSING.backWithin(Duration.ofSeconds(2)).unreadyWithin(Duration.ofSeconds(10))
            .refusedWithin(Duration.ofMillis(250));
    static final Mark REDIS_PAUSED = Mark.NOTHING_MISSING.backWithin(Duration.ofSeconds(1));
    static final Mark NODE_CUT_FROM_REDIS = Mark.NOTHING_MISSING.backWithin(Duration.ofSeconds(1));
    static final Mark SCRIPTS_FLUSHED = Mark.NOTHING_MISSING.silentFor(Duration.ofSeconds(1));
    /** On a replica before it is acknowledged. */
    static final Mark MASTER_KILLED = Mark.NOTHING_MISSING.backWithin(Duration.ofSeconds(5));
    /** As Redis replicates, what was acknowledged last may not have reached the new master. */
    static final Mark MASTER_KILLED_TOLD = Mark.NOTHING_SILENT.backWithin(Duration.ofSeconds(5));
    static final Mark MASTER_HUNG = Mark.NOTHING_MISSING.silentFor(Duration.ofSeconds(8));
    static final Mark MASTER_HUNG_TOLD = Mark.NOTHING_SILENT.silentFor(Duration.ofSeconds(8));
    static final Mark SLOT_MOVED = Mark.NOTHING_MISSING.backWithin(Duration.ofSeconds(2));
    static final Mark HUB_KILLED = Mark.NOTHING_MISSING.silentFor(Duration.ofSeconds(3));
    static final Mark HUB_PAUSED = Mark.NOTHING_MISSING.backWithin(Duration.ofSeconds(2));
    static final Mark EVERY_CONNECTION_CUT = Mark.NOTHING_MISSING.silentFor(Duration.ofMillis(1500));
    static final Mark HISTORY_TRIMMED = Mark.NOTHING_SILENT;

    private Marks() {}
}
