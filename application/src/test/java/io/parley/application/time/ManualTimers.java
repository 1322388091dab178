package io.parley.application.time;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import io.parley.application.ManualClock;

/** Timers that ring when a test lets time pass, on its thread, in the order of their moments. Thread-safe. */
public final class ManualTimers implements Timers {
    private record Entry(Instant moment, Runnable task) {}

    private final ManualClock clock;
    private final List<Entry> entries = new ArrayList<>();

    /** Timers of that clock. */
    public ManualTimers(ManualClock clock) {
        this.clock = clock;
    }

    /** The clock that they follow. */
    public ManualClock clock() {
        return clock;
    }

    @Override
    public Timer at(Instant moment, Runnable task) {
        Entry entry = new Entry(moment, task);
        synchronized (entries) {
            entries.add(entry);
        }
        return () -> {
            synchronized (entries) {
                entries.removeIf(other -> other == entry);
            }
        };
    }

    /** Moves the clock on, and stops at each moment for which a timer is set, those included that are set on the way. */
    public void advance(Duration by) {
        Instant end = clock.instant().plus(by);
        for (Optional<Entry> due = takeDue(end); due.isPresent(); due = takeDue(end)) {
            clock.moveTo(due.get().moment());
            due.get().task().run();
        }
        clock.moveTo(end);
    }

    private Optional<Entry> takeDue(Instant end) {
        synchronized (entries) {
            Optional<Entry> due = entries.stream().filter(entry -> !entry.moment().isAfter(end)).min(Comparator.comparing(Entry::moment));
            due.ifPresent(first -> entries.removeIf(other -> other == first));
            return due;
        }
    }

    /** For when timers are set, earliest first. */
    public List<Instant> pending() {
        synchronized (entries) {
            return entries.stream().map(Entry::moment).sorted().toList();
        }
    }
}
