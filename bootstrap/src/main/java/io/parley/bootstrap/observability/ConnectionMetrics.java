package io.parley.bootstrap.observability;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

import io.parley.application.event.HubEvent;
import io.parley.domain.connection.Transport;
import io.parley.domain.refusal.ErrorCode;

/** {@code realtime_connections_total{transport,status}} and {@code realtime_active_connections{transport}}, and {@code realtime_errors_total{transport,code}}, and {@code realtime_presence_updates_total}. */
@Component
class ConnectionMetrics implements Consumer<HubEvent> {
    private final MeterRegistry meters;
    private final Map<Transport, AtomicInteger> active = new EnumMap<>(Transport.class);

    ConnectionMetrics(MeterRegistry meters) {
        this.meters = meters;
        for (Transport transport : Transport.values()) {
            AtomicInteger count = new AtomicInteger();
            active.put(transport, count);
            Gauge.builder("realtime.active.connections", count, AtomicInteger::get).tag("transport", transport.label())
                    .description("Connections that are open now").register(meters);
        }
    }

    @Override
    public void accept(HubEvent event) {
        switch (event) {
            case HubEvent.ConnectionOpened opened -> {
                active(opened.transport()).incrementAndGet();
                count(opened.transport(), "accepted");
            }
            case HubEvent.ConnectionClosed closed -> active(closed.transport()).decrementAndGet();
            case HubEvent.ConnectionRejected rejected -> count(rejected.transport(), "rejected");
            case HubEvent.Refused(Transport transport, ErrorCode code) ->
                meters.counter("realtime.errors", "transport", transport.label(), "code", code.code()).increment();
            case HubEvent.UserUpdated _ -> meters.counter("realtime.presence.updates").increment();
            default -> {} // What does not count connections.
        }
    }

    /** How many are open now, over all transports. */
    int active() {
        return active.values().stream().mapToInt(AtomicInteger::get).sum();
    }

    private AtomicInteger active(Transport transport) {
        return Objects.requireNonNull(active.get(transport));
    }

    private void count(Transport transport, String status) {
        meters.counter("realtime.connections", "transport", transport.label(), "status", status).increment();
    }
}
