package io.parley.bootstrap.observability;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import io.parley.application.ingest.Arrival;
import io.parley.application.ingest.Fate;
import io.parley.application.ingest.IngestRule;
import io.parley.application.ingest.Source;
import io.parley.application.ingest.SourcePattern;
import io.parley.domain.identity.RealmId;
import io.parley.domain.payload.Template;

import static org.assertj.core.api.Assertions.assertThat;

/** Everything is counted; little is said. */
class IngestRecordTest {
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final IngestRecord ledger = new IngestRecord(meters, now::get);
    private final Logger logger = (Logger) LoggerFactory.getLogger("io.parley.ingest");
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final IngestRule bookings = rule("booking:*");

    @BeforeEach
    void listen() {
        lines.start();
        logger.addAppender(lines);
    }

    @AfterEach
    void hearNoMore() {
        logger.detachAppender(lines);
    }

    private static IngestRule rule(String pattern) {
        return new IngestRule(RealmId.DEFAULT, new Source.Channels(SourcePattern.of(pattern)), Optional.of(Template.of("system:all")),
                Optional.empty(), Optional.empty(), Optional.empty());
    }

    private void malformed(IngestRule rule, int times) {
        for (int i = 0; i < times; i++) {
            ledger.met(rule, Arrival.on("booking:created"), Fate.MALFORMED, "Expected a JSON object");
        }
    }

    private double counted(String pattern, String outcome) {
        return meters.counter("realtime.ingested", "pattern", pattern, "outcome", outcome).count();
    }

    private String unsaid(int line) {
        return lines.list.get(line).getKeyValuePairs().stream().filter(pair -> pair.key.equals("unsaid")).findFirst().orElseThrow().value
                .toString();
    }

    @Test
    void everyFateIsCountedUnderTheConfiguredPattern() {
        malformed(bookings, 3);
        ledger.met(bookings, Arrival.on("booking:x"), Fate.DELIVERED, "");
        ledger.met(bookings, Arrival.on("booking:y"), Fate.UNAVAILABLE, "away");
        assertThat(counted("booking:*", "malformed")).isEqualTo(3);
        assertThat(counted("booking:*", "delivered")).isEqualTo(1);
        assertThat(counted("booking:*", "unavailable")).isEqualTo(1);
    }

    @Test
    void thereIsOneLineAMinuteAndItSaysHowManyWentWithout() {
        malformed(bookings, 5);
        now.set(Instant.EPOCH.plus(Duration.ofSeconds(59)));
        malformed(bookings, 1);
        assertThat(lines.list).hasSize(1);
        now.set(Instant.EPOCH.plus(Duration.ofSeconds(60)));
        malformed(bookings, 1);
        assertThat(lines.list).hasSize(2);
        assertThat(unsaid(0)).isEqualTo("0");
        assertThat(unsaid(1)).isEqualTo("5");
    }

    @Test
    void everySourceAndOutcomeHasALineOfItsOwn() {
        malformed(bookings, 2);
        malformed(rule("ticket:*"), 2);
        ledger.met(bookings, Arrival.on("booking:x"), Fate.UNAVAILABLE, "away");
        assertThat(lines.list).hasSize(3);
    }

    @Test
    void whatIsDeliveredIsNotSaid() {
        ledger.met(bookings, Arrival.on("booking:x"), Fate.DELIVERED, "");
        assertThat(lines.list).isEmpty();
    }

    @Test
    void aLongNameIsCutInTheLine() {
        ledger.met(bookings, Arrival.on("booking:" + "x".repeat(10_000)), Fate.MALFORMED, "too long");
        assertThat(lines.list.getFirst().getKeyValuePairs().toString()).hasSizeLessThan(1_000);
    }
}
