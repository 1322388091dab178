package io.parley.bootstrap.reliability;

import java.util.Optional;

import io.parley.domain.delivery.Position;

/**
 * What became of one number.
 *
 * @param publisher    who said it; of one publisher's numbers the next is said only when the last is acknowledged
 * @param firstSentAt  {@link System#nanoTime}
 * @param attempts     how often it was said
 * @param acknowledged where it stands, if that was told in time
 */
record Sent(long number, int publisher, long firstSentAt, int attempts, Optional<Acknowledged> acknowledged) {
    /** The first acknowledgement, and when it came. */
    record Acknowledged(Position position, long at) {}

    Optional<Position> position() {
        return acknowledged.map(Acknowledged::position);
    }
}
