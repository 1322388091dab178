package io.parley.application.delivery;

import java.util.List;
import java.util.Optional;

import io.parley.domain.channel.ChannelId;
import io.parley.domain.channel.History;
import io.parley.domain.delivery.Delivery;
import io.parley.domain.delivery.Position;

/**
 * Port: what is at hand in archived channels and not in the archive yet. It is dropped from what is at hand only once it is said to be archived;
 * a channel in which too much waits refuses what is published. Several nodes may ask and say the same at once. Thread-safe; methods block for a
 * round trip and throw {@link io.parley.application.Unavailable} if the store did not answer.
 */
public interface ArchiveQueue {
    /**
     * Some of the channels in which something waits; empty: there is none. Drawn by lot, so that nodes which ask at once mostly get different
     * ones. In one that is named, nothing may wait any more.
     *
     * @param limit at most so many
     */
    List<ChannelId> waiting(int limit);

    /** What waits longest in the channel, in order; empty if nothing waits. Bounded in bytes, too. */
    Optional<Batch> next(ChannelId channel, int limit);

    /**
     * A part of a channel that waits to be archived.
     *
     * @param upTo     where it ends; what is not among the messages up to there was lost or cannot be read, and waits for nothing
     * @param messages all with positions
     */
    record Batch(Position upTo, List<Delivery> messages) {}

    /**
     * Everything up to that position is in the archive: it waits no longer, and what the history's bounds do not keep at hand is dropped.
     * Idempotent; a position of an earlier epoch, or before one that was said already, changes nothing.
     */
    void archived(ChannelId channel, Position upTo, History history);

    /** The channel is not archived any more: nothing in it waits. Idempotent. */
    void release(ChannelId channel);
}
