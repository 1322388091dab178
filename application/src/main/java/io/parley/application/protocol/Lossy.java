package io.parley.application.protocol;

import java.util.Optional;

/**
 * How a message may be lost on its way to a client that is slow: its channel's policy permits that.
 *
 * @param whole whether, once a message of the channel is lost, all that wait are
 * @param key   a newer message of the channel with the same key takes its place; empty: none does
 */
public record Lossy(boolean whole, Optional<String> key) {
    /** The oldest of the channel goes first. */
    public static final Lossy OLDEST_FIRST = new Lossy(false, Optional.empty());
    /** All that wait of the channel go together. */
    public static final Lossy TOGETHER = new Lossy(true, Optional.empty());

    /** A newer one with that key takes its place; apart from that, the oldest goes first. */
    public static Lossy replaceable(String key) {
        return new Lossy(false, Optional.of(key));
    }
}
