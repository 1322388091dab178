package io.parley.bootstrap.reliability;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;

/** What publishers met with, other than acknowledgements. Thread-safe. */
final class Troubles {
    private static final String UNAVAILABLE = "RT_010";

    private final Map<String, Long> errors = new ConcurrentSkipListMap<>();
    private final Collection<Long> unavailableNanos = new ConcurrentLinkedQueue<>();
    private final AtomicLong silences = new AtomicLong();
    private final AtomicLong lostLines = new AtomicLong();

    void error(String code, long nanos) {
        errors.merge(code, 1L, Long::sum);
        if (code.equals(UNAVAILABLE)) {
            unavailableNanos.add(nanos);
        }
    }

    void silence() {
        silences.incrementAndGet();
    }

    void lostLine() {
        lostLines.incrementAndGet();
    }

    /** How often a publisher was answered with RT_010. */
    long unavailable() {
        return errors.getOrDefault(UNAVAILABLE, 0L);
    }

    /** How long the slowest answer with RT_010 took: as a rule one that was on its way when the outage began. */
    Duration slowestUnavailable() {
        return Duration.ofNanos(unavailableNanos.stream().mapToLong(Long::longValue).max().orElse(0));
    }

    /** How long half of the answers with RT_010 took at most. */
    Duration usualUnavailable() {
        return Duration.ofNanos(
                unavailableNanos.stream().mapToLong(Long::longValue).sorted().skip(unavailableNanos.size() / 2).findFirst().orElse(0));
    }

    /** All errors by code. */
    Map<String, Long> errors() {
        return Map.copyOf(errors);
    }

    /** Times that three seconds passed without an answer. */
    long silences() {
        return silences.get();
    }

    /** Lines that ended under a publisher, or did not come about. */
    long lostLines() {
        return lostLines.get();
    }
}
