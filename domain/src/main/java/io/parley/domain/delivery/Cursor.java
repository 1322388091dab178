package io.parley.domain.delivery;

import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * How far one node has followed a channel. Not thread-safe: what arrives in a channel arrives one after the other.
 */
public final class Cursor {
    private @Nullable Position last;

    /** What an arriving position means after those before it. */
    public enum Arrival {
        /** The one that was due, or the first that this cursor sees. */
        NEXT,
        /** Seen before; it must not be delivered again. */
        DUPLICATE,
        /** Something in between did not arrive. */
        GAP,
        /** The channel's history started anew. */
        NEW_EPOCH
    }

    /** The last position that was taken; empty: none yet. */
    public Optional<Position> last() {
        return Optional.ofNullable(last);
    }

    /** From now on this is the last one. */
    public void moveTo(Position position) {
        last = position;
    }

    /** Says what an arriving position means. It is taken if it is {@link Arrival#NEXT}, and otherwise nothing changes. */
    public Arrival accept(Position position) {
        Arrival arrival = compare(last, position);
        if (arrival == Arrival.NEXT) {
            last = position;
        }
        return arrival;
    }

    private static Arrival compare(@Nullable Position last, Position next) {
        if (last == null) {
            return Arrival.NEXT;
        }
        if (!last.epoch().equals(next.epoch())) {
            return Arrival.NEW_EPOCH;
        }
        if (next.offset() <= last.offset()) {
            return Arrival.DUPLICATE;
        }
        return next.offset() == last.offset() + 1 ? Arrival.NEXT : Arrival.GAP;
    }
}
