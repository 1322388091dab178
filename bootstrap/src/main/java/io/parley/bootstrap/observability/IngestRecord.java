package io.parley.bootstrap.observability;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

import io.parley.application.ingest.Arrival;
import io.parley.application.ingest.Fate;
import io.parley.application.ingest.IngestRule;
import io.parley.application.ingest.IngestWatch;

/**
 * {@code realtime_ingested_total{pattern,outcome}}, and a log line for what was not published: at most one a minute, source and outcome, with how
 * many went without. Sources are those of the configuration, so that labels are bounded.
 */
@Component
class IngestRecord implements IngestWatch {
    private static final Logger LOG = LoggerFactory.getLogger("io.parley.ingest");
    private static final Duration BETWEEN_LINES = Duration.ofMinutes(1);
    /** Whoever publishes chooses the name. */
    private static final int MAX_NAME = 128;

    private final MeterRegistry meters;
    private final InstantSource clock;
    private final Map<Subject, Silence> silences = new ConcurrentHashMap<>();

    private record Subject(IngestRule rule, Fate fate) {}

    /** @param unsaid how many lines were left out since the last one */
    private record Silence(Instant until, long unsaid) {}

    IngestRecord(MeterRegistry meters, InstantSource clock) {
        this.meters = meters;
        this.clock = clock;
    }

    @Override
    public void met(IngestRule rule, Arrival arrival, Fate fate, String why) {
        meters.counter("realtime.ingested", "pattern", rule.source().toString(), "outcome", fate.name().toLowerCase(Locale.ROOT))
                .increment();
        if (fate != Fate.DELIVERED) {
            silences.compute(new Subject(rule, fate), (_, silence) -> said(rule, arrival, fate, why, silence));
        }
    }

    private Silence said(IngestRule rule, Arrival arrival, Fate fate, String why, @Nullable Silence silence) {
        Instant now = clock.instant();
        if (silence != null && now.isBefore(silence.until())) {
            return new Silence(silence.until(), silence.unsaid() + 1);
        }
        String name = arrival.name();
        LOG.atWarn().addKeyValue("realm", rule.realm()).addKeyValue("pattern", rule.source())
                .addKeyValue("source", name.substring(0, Math.min(name.length(), MAX_NAME)))
                .addKeyValue("outcome", fate.name().toLowerCase(Locale.ROOT)).addKeyValue("reason", why)
                .addKeyValue("unsaid", silence == null ? 0 : silence.unsaid()).log("not taken in");
        return new Silence(now.plus(BETWEEN_LINES), 0);
    }
}
