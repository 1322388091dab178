package io.parley.domain.delivery;

/**
 * Where a message stands in its channel. It always travels whole: an offset without its epoch means nothing, because a channel whose
 * history was lost counts from 1 again.
 *
 * @param epoch  opaque, new whenever the channel's history starts anew
 * @param offset counts from 1 in an epoch; 0: nothing yet
 */
public record Position(String epoch, long offset) {
    /** An epoch is a name of the hub's; one that is longer is none. */
    public static final int MAX_EPOCH_LENGTH = 64;

    /** @throws IllegalArgumentException for an empty epoch or a negative offset */
    public Position {
        if (epoch.isEmpty() || offset < 0) {
            throw new IllegalArgumentException("A position is an epoch and an offset from 0: " + epoch + ", " + offset);
        }
    }
}
