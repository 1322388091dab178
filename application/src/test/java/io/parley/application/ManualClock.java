package io.parley.application;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that stands still until a test moves it. Thread-safe. */
public final class ManualClock implements InstantSource {
    /** When every such clock begins. */
    public static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    private volatile Instant now = START;

    @Override
    public Instant instant() {
        return now;
    }

    /** It is later by so much. */
    public synchronized void advance(Duration by) {
        now = now.plus(by);
    }

    /** It is this moment; time does not go back. */
    public synchronized void moveTo(Instant moment) {
        now = moment.isAfter(now) ? moment : now;
    }
}
