package io.parley.application.channel;

import java.util.Optional;

import io.parley.domain.channel.ChannelId;
import io.parley.domain.channel.ChannelRecord;

/**
 * Port: copies of what the {@link ChannelDirectory} keeps, quicker to reach and shared by all nodes. A copy that was forgotten does not come back
 * through a slow reader: who found none is told a generation, and only as long as it is still that one his copy is taken. Thread-safe; methods
 * block for a round trip, and throw {@link io.parley.application.Unavailable} if the store did not answer.
 */
public interface ChannelCopies {
    /**
     * A look at the copies.
     *
     * @param generation to be shown with {@link #keep}, should there be no copy
     */
    record Look(Optional<ChannelRecord> copy, long generation) {}

    /** The copy of that channel, if there is one. */
    Look find(ChannelId channel);

    /** Keeps a copy for a while, unless the channel was forgotten after that generation was told. */
    void keep(ChannelId channel, ChannelRecord record, long generation);

    /** Drops the copy, and refuses those that are on their way. */
    void forget(ChannelId channel);
}
