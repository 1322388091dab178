package io.parley.bootstrap.observability;

import java.time.InstantSource;
import java.util.Locale;

import io.micrometer.core.instrument.MeterRegistry;
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
    /** Whoever publishes chooses the name. */
    private static final int MAX_NAME = 128;

    private final MeterRegistry meters;
    private final RareLines<Subject> lines;

    private record Subject(IngestRule rule, Fate fate) {}

    IngestRecord(MeterRegistry meters, InstantSource clock) {
        this.meters = meters;
        lines = new RareLines<>(clock);
    }

    @Override
    public void met(IngestRule rule, Arrival arrival, Fate fate, String why) {
        meters.counter("realtime.ingested", "pattern", rule.source().toString(), "outcome", fate.name().toLowerCase(Locale.ROOT))
                .increment();
        if (fate != Fate.DELIVERED) {
            lines.about(new Subject(rule, fate), unsaid -> log(rule, arrival, fate, why, unsaid));
        }
    }

    private static void log(IngestRule rule, Arrival arrival, Fate fate, String why, long unsaid) {
        String name = arrival.name();
        LOG.atWarn().addKeyValue("realm", rule.realm()).addKeyValue("pattern", rule.source())
                .addKeyValue("source", name.substring(0, Math.min(name.length(), MAX_NAME)))
                .addKeyValue("outcome", fate.name().toLowerCase(Locale.ROOT)).addKeyValue("reason", why)
                .addKeyValue("unsaid", unsaid).log("not taken in");
    }
}
