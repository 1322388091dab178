package io.parley.domain.delivery;

import java.util.Optional;

/**
 * Messages of a channel that one subscriber is not sent, although they were for him.
 *
 * @param range from the first to the last of those that have a position; empty: none has one
 * @param count how many they are
 */
public record Skipped(Optional<Range> range, long count) {
    /** Offsets of one epoch, both included. What lies between and was not for the subscriber is in it too. */
    public record Range(String epoch, long from, long to) {}

    /** One message. */
    public static Skipped one(Optional<Position> position) {
        return new Skipped(position.map(at -> new Range(at.epoch(), at.offset(), at.offset())), 1);
    }

    /** These and what came after them; empty if both have positions, of two epochs: there is no range from one into the other. */
    public Optional<Skipped> and(Skipped later) {
        if (range.isEmpty() || later.range.isEmpty()) {
            return Optional.of(new Skipped(range.or(later::range), count + later.count));
        }
        Range first = range.get();
        Range last = later.range.get();
        return first.epoch().equals(last.epoch())
                ? Optional.of(new Skipped(Optional.of(new Range(first.epoch(), first.from(), last.to())), count + later.count))
                : Optional.empty();
    }
}
