package io.parley.bootstrap.observability;

import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;

import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;
import org.springframework.stereotype.Component;

import io.parley.application.extension.ExtensionWatch;

/**
 * {@code realtime_extension_failures_total{extension,failure}}, and a log line: at most one a minute, extension and kind of failure, with how many
 * went without. Extensions are those that the hub was started with, so that labels are bounded.
 */
@Component
class ExtensionRecord implements ExtensionWatch {
    private static final Logger LOG = LoggerFactory.getLogger("io.parley.extensions");

    private final MeterRegistry meters;
    private final RareLines<Subject> lines;

    private record Subject(String extension, Failure failure) {}

    ExtensionRecord(MeterRegistry meters, InstantSource clock) {
        this.meters = meters;
        lines = new RareLines<>(clock);
    }

    @Override
    public void failed(String extension, Failure failure, Optional<Throwable> cause) {
        String label = failure.name().toLowerCase(Locale.ROOT);
        meters.counter("realtime.extension.failures", "extension", extension, "failure", label).increment();
        lines.about(new Subject(extension, failure), unsaid -> {
            LoggingEventBuilder line = LOG.atWarn().addKeyValue("extension", extension).addKeyValue("failure", label)
                    .addKeyValue("unsaid", unsaid);
            cause.map(line::setCause).orElse(line).log("extension cut off");
        });
    }
}
