package io.parley.bootstrap.configuration;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

import io.parley.bootstrap.start.StartFailure;

/**
 * Where operators look.
 *
 * @param metricsPort {@code /metrics} is on this port and on no other, and needs no credentials there; empty: it is on the hub's own, and does
 * @param healthPort  health is on this port too; empty: on the hub's own alone
 */
@ConfigurationProperties("parley.operation")
public record OperationSettings(@Nullable Integer metricsPort, @Nullable Integer healthPort) {
    private static final int HIGHEST_PORT = 65_535;

    /** @throws StartFailure for a number that is no port */
    public OperationSettings {
        requirePort("metrics-port", metricsPort);
        requirePort("health-port", healthPort);
    }

    private static void requirePort(String key, @Nullable Integer port) {
        if (port != null && (port < 1 || port > HIGHEST_PORT)) {
            throw new StartFailure("parley.operation." + key + " is a port, 1-" + HIGHEST_PORT + ", not " + port);
        }
    }

    /** Whether that is the port of metrics alone. */
    public boolean isMetricsPort(int port) {
        return metricsPort != null && metricsPort == port;
    }

    boolean isHealthPort(int port) {
        return healthPort != null && healthPort == port;
    }
}
