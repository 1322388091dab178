package io.parley.application.ingest;

import java.util.Optional;

/**
 * How a message of another service came.
 *
 * @param name  the channel or stream on which it came
 * @param event what its sender calls it, where the source lets him say so beside the message
 * @param key   what makes it the same message when it comes again; empty: it comes once
 */
public record Arrival(String name, Optional<String> event, Optional<String> key) {
    /** A message on a channel, which comes once and says nothing beside itself. */
    public static Arrival on(String channel) {
        return new Arrival(channel, Optional.empty(), Optional.empty());
    }
}
