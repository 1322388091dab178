package io.parley.bootstrap.configuration;

import java.util.Optional;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import io.parley.application.limit.NodeCapacity;
import io.parley.bootstrap.start.StartFailure;
import io.parley.domain.limit.Rate;

/**
 * What one node takes upon itself, whoever asks.
 *
 * @param enabled            whether there are limits at all
 * @param connectionsPerNode how many connections it has at once; 0: any number
 * @param handshakesPerNode  how many handshakes it takes on in a time
 */
@ConfigurationProperties("parley.limits")
public record NodeLimitSettings(@DefaultValue("true") boolean enabled, @DefaultValue("10000") int connectionsPerNode,
        @DefaultValue("1000/1s") Rate handshakesPerNode) {
    /** @throws StartFailure for a number below 0 */
    public NodeLimitSettings {
        if (connectionsPerNode < 0) {
            throw new StartFailure(
                    "parley.limits.connections-per-node is a number from 0 on, and 0 is no limit: not " + connectionsPerNode);
        }
    }

    /** The most connections at once. */
    public int most() {
        return enabled && connectionsPerNode > 0 ? connectionsPerNode : NodeCapacity.ANY;
    }

    /** How often a handshake is taken on; empty: as often as they come. */
    public Optional<Rate> handshakes() {
        return enabled ? Optional.of(handshakesPerNode) : Optional.empty();
    }
}
