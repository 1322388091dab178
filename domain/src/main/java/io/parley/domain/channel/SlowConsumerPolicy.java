package io.parley.domain.channel;

import java.util.Optional;

import io.parley.domain.payload.Template;

/**
 * What becomes of a subscriber to whom more is said than it takes: of its connection, or of what waits for it. A channel in which messages may
 * be lost so is lossy; what a subscriber was not sent, it is told.
 *
 * @param coalesceBy what, beside the event, makes two messages news of the same thing; empty: nothing, or they are not coalesced
 */
public record SlowConsumerPolicy(Action action, Optional<Template> coalesceBy) {
    /** What is done. */
    public enum Action {
        /** Nothing is lost: the connection is closed, and whoever comes back recovers. */
        DISCONNECT,
        /** The oldest messages that wait are lost first. */
        DROP_OLDEST,
        /** A message takes the place of what waits and is about the same; apart from that, the oldest are lost first. */
        COALESCE,
        /** Everything of the channel that waits is lost at once. */
        SKIP
    }

    /** Nothing is lost. */
    public static final SlowConsumerPolicy DISCONNECT = of(Action.DISCONNECT);

    /** @throws IllegalArgumentException if it names by what to coalesce and does not, or by what no message has */
    public SlowConsumerPolicy {
        if (coalesceBy.isPresent() && action != Action.COALESCE) {
            throw new IllegalArgumentException("coalesce-by says by what messages are coalesced, and they are not");
        }
        if (coalesceBy.filter(Template::needsSource).isPresent()) {
            throw new IllegalArgumentException("coalesce-by names fields of the data, such as {userId}, not '" + coalesceBy.get() + "'");
        }
    }

    /** One that coalesces, if it does, by the event alone. */
    public static SlowConsumerPolicy of(Action action) {
        return new SlowConsumerPolicy(action, Optional.empty());
    }

    /** Whether messages may be lost. */
    public boolean isLossy() {
        return action != Action.DISCONNECT;
    }
}
