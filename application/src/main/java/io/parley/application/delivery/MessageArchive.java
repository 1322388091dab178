package io.parley.application.delivery;

import java.time.Instant;
import java.util.List;

import io.parley.domain.channel.ChannelId;
import io.parley.domain.delivery.Delivery;
import io.parley.domain.delivery.Stretch;

/**
 * Port: what was said and is not at hand any more, under the same epochs and offsets. Thread-safe; methods block for a round trip and throw
 * {@link io.parley.application.Unavailable} if the store did not answer.
 */
public interface MessageArchive {
    /**
     * Keeps messages; one that is kept already, by its channel, epoch and offset, stays as it is.
     *
     * @param messages all with positions, of one channel
     * @param until    when they may be forgotten
     */
    void keep(ChannelId channel, List<Delivery> messages, Instant until);

    /**
     * Reads messages between two offsets, both not included, each offset once: of two that were kept under the same offset the one of the later
     * stretch.
     *
     * @param stretches of which epochs, the oldest first, and of each up to which offset
     * @param above     only larger offsets
     * @param below     only smaller offsets
     * @param limit     at most so many
     * @param reverse   whether the newest comes first
     */
    List<Delivery> read(ChannelId channel, List<Stretch> stretches, long above, long below, int limit, boolean reverse);

    /** Forgets what may be forgotten at that moment; how many messages that were. Bounded: to be called again while it is not 0. */
    int expire(Instant now);
}
