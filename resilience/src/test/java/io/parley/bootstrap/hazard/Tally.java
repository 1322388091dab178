package io.parley.bootstrap.hazard;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;

/** What was sent to the hub, and what came of it. Thread-safe. */
final class Tally {
    private final LongAdder sent = new LongAdder();
    private final LongAdder dealtWith = new LongAdder();
    private final LongAdder answers = new LongAdder();
    private final LongAdder connections = new LongAdder();
    private final Map<String, LongAdder> kinds = new ConcurrentSkipListMap<>();

    void connected() {
        connections.increment();
    }

    void sent(int frames) {
        sent.add(frames);
    }

    /** So many frames had their answers, or none was due; the others came after the end of their connection. */
    void dealtWith(int frames) {
        dealtWith.add(frames);
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

    long framesSent() {
        return sent.sum();
    }

    long framesDealtWith() {
        return dealtWith.sum();
    }

    Set<String> kinds() {
        return kinds.keySet();
    }

    @Override
    public String toString() {
        return sent + " frames sent, " + dealtWith + " of them dealt with, over " + connections + " connections, " + answers
                + " messages from the hub: " + kinds;
    }
}
