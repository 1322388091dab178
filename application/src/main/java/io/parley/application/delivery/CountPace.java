package io.parley.application.delivery;

import java.time.Duration;
import java.util.function.IntConsumer;

/** Tells how many are there, once a second at most, and only if it is another number. For one thread at a time. */
final class CountPace {
    static final Duration INTERVAL = Duration.ofSeconds(1);
    private static final int NONE = -1;

    private final IntConsumer hearers;
    private final Later later;
    private int newest = NONE;
    private int told = NONE;
    private boolean resting;

    CountPace(IntConsumer hearers, Later later) {
        this.hearers = hearers;
        this.later = later;
    }

    void counted(int count) {
        newest = count;
        if (!resting) {
            tell();
        }
    }

    /** Nothing is told, and then anew. */
    void stop() {
        newest = NONE;
        told = NONE;
    }

    private void tell() {
        if (newest != told) {
            told = newest;
            hearers.accept(newest);
            resting = true;
            later.after(INTERVAL, () -> {
                resting = false;
                tell();
            });
        }
    }
}
