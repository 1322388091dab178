package io.parley.bootstrap.hazard;

import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** What was sent to the hub, and what came of it. Thread-safe. */
final class Tally {
    private final AtomicLong frames = new AtomicLong();
    private final LongAdder answers = new LongAdder();
    private final LongAdder connections = new LongAdder();
    private final Map<String, LongAdder> kinds = new ConcurrentSkipListMap<>();

    void connected() {
        connections.increment();
    }

    /** So many frames that the hub has dealt with. */
    void dealtWith(int more) {
        frames.addAndGet(more);
    }

    void answered(String kind) {
        answers.increment();
        count(kind);
    }

    void closed(String how) {
        count("close " + how);
    }

    private void count(String kind) {
        kinds.computeIfAbsent(kind, _ -> new LongAdder()).increment();
    }

    long frames() {
        return frames.get();
    }

    boolean has(String kind) {
        return kinds.containsKey(kind);
    }

    @Override
    public String toString() {
        return frames + " frames over " + connections + " connections, " + answers + " messages from the hub: " + kinds;
    }
}
