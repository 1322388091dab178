package io.parley.bootstrap.configuration;

import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import io.parley.bootstrap.start.StartFailure;
import io.parley.domain.connection.NodeId;

/**
 * This node in the cluster.
 *
 * @param id    its name ({@code PARLEY_NODE_ID}); blank: one is made up at each start
 * @param lease how long the others wait for a sign of life before they take it for dead; they look ten times in it, so its users leave within
 *              little more than this
 */
@ConfigurationProperties("parley.node")
public record NodeSettings(@Nullable String id, @DefaultValue("10s") Duration lease) {
    /** Below, one slow round trip to Redis would cost a node its life. */
    private static final Duration SHORTEST_LEASE = Duration.ofSeconds(1);

    /** @throws StartFailure naming the setting that cannot be */
    public NodeSettings {
        if (lease.compareTo(SHORTEST_LEASE) < 0) {
            throw new StartFailure("parley.node.lease must be at least 1s, not " + lease);
        }
        if (id != null && !id.isBlank()) {
            requireName(id);
        }
    }

    private static void requireName(String id) {
        try {
            var _ = new NodeId(id);
        } catch (IllegalArgumentException e) {
            throw new StartFailure("PARLEY_NODE_ID: " + e.getMessage());
        }
    }
}
