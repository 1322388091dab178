package io.parley.bootstrap.configuration;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import io.parley.bootstrap.start.StartFailure;

/**
 * How sources of other services are shared among the nodes.
 *
 * @param lease how long a source stays with a node that gives no sign of life; another has it within four thirds of this
 */
@ConfigurationProperties("parley.ingest")
public record IngestSettings(@DefaultValue("6s") Duration lease) {
    /** Below, one slow round trip to Redis would cost a node its sources. */
    private static final Duration SHORTEST_LEASE = Duration.ofSeconds(1);

    /** @throws StartFailure naming the setting that cannot be */
    public IngestSettings {
        if (lease.compareTo(SHORTEST_LEASE) < 0) {
            throw new StartFailure("parley.ingest.lease must be at least 1s, not " + lease);
        }
    }
}
