package io.parley.application.delivery;

import java.util.Optional;

import io.parley.domain.delivery.Position;

/**
 * Which part of a channel's history is wanted.
 *
 * @param from    where to begin, itself not included; empty: at the oldest, or for the newest first at the newest
 * @param limit   at most so many messages, from 0 on; fewer may come, as a reading is bounded in bytes too
 * @param reverse whether the newest comes first, going back from there
 */
public record Reading(Optional<Position> from, int limit, boolean reverse) {
    /** The last so many, the newest first. */
    public static Reading last(int limit) {
        return new Reading(Optional.empty(), limit, true);
    }

    /** What comes after a position. */
    public static Reading after(Position position, int limit) {
        return new Reading(Optional.of(position), limit, false);
    }
}
