package io.parley.bootstrap.observability;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongConsumer;

import org.jspecify.annotations.Nullable;

/**
 * Lines of a log that would be too many: one a minute and subject. Thread-safe.
 *
 * @param <S> what lines are about; there are few of them
 */
final class RareLines<S> {
    private static final Duration BETWEEN = Duration.ofMinutes(1);

    private final InstantSource clock;
    private final Map<S, Silence> silences = new ConcurrentHashMap<>();

    /** @param unsaid how many lines were left out since the last one */
    private record Silence(Instant until, long unsaid) {}

    RareLines(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * Writes the line, if it is time for one about that subject.
     *
     * @param line is told how many were left out since the last one
     */
    void about(S subject, LongConsumer line) {
        silences.compute(subject, (_, silence) -> said(line, silence));
    }

    private Silence said(LongConsumer line, @Nullable Silence silence) {
        Instant now = clock.instant();
        if (silence != null && now.isBefore(silence.until())) {
            return new Silence(silence.until(), silence.unsaid() + 1);
        }
        line.accept(silence == null ? 0 : silence.unsaid());
        return new Silence(now.plus(BETWEEN), 0);
    }
}
