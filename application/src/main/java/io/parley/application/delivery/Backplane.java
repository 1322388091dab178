package io.parley.application.delivery;

import java.time.Duration;
import java.util.Optional;

import io.parley.domain.channel.ChannelId;
import io.parley.domain.channel.History;
import io.parley.domain.delivery.ChannelEvent;
import io.parley.domain.delivery.Message;
import io.parley.domain.delivery.Once;
import io.parley.domain.delivery.Position;
import io.parley.domain.refusal.Outcome;
import io.parley.domain.refusal.Refusal;

/**
 * Port: carries channel events between nodes, this one included.
 *
 * <p>Storing and broadcasting are one step per channel: with a history the event gets the next offset of the channel's epoch, is kept within
 * the history's bounds, and is broadcast with its position; no two events of an epoch share an offset. The broadcast itself is at most once:
 * a node that is cut off misses it, sees a gap in the positions or is told that it was interrupted, and reads what it missed. A store that fails
 * over goes on under a new epoch, whose {@link io.parley.domain.delivery.Lineage} says what of the earlier ones is still true. Thread-safe;
 * every method may block for a round trip.
 */
public interface Backplane {
    /** How long an idempotency key is remembered, at least. */
    Duration REMEMBERED = Duration.ofMinutes(10);

    /** The answer to a key that stands for another message. */
    Refusal KEY_REUSED = Refusal.invalid("$.idempotencyKey", "a key that was not used for another message", "one that was");

    /**
     * Stores and broadcasts. When this returns, the event is stored; nodes hear of it soon after or have already.
     *
     * @param history how much is kept; {@link History#NONE}: nothing, and the event has no position
     * @return where it was stored; empty without history
     * @throws io.parley.application.Unavailable if the store did not answer, or no replica where one was asked for: the event may have been
     *                                           stored
     */
    Optional<Position> publish(ChannelEvent event, History history);

    /**
     * As {@link #publish}, but the same message again, within {@link #REMEMBERED}, is neither stored nor broadcast.
     *
     * @return where it was stored the first time; refused with RT_007 if the key stood for another message
     * @throws io.parley.application.Unavailable as {@link #publish}; asked again with the same key, it stays one message
     */
    Outcome<Optional<Position>> publishOnce(Message message, History history, Once once);

    /**
     * Reads what is at hand of a channel with history, as of one moment.
     *
     * @throws io.parley.application.Unavailable if the store did not answer
     */
    Excerpt read(ChannelId channel, Reading reading);

    /**
     * From now on this node hears the channel. Idempotent; when it returns, what is published after is heard.
     *
     * @throws io.parley.application.Unavailable if the store did not answer; nothing is attached then
     */
    void attach(ChannelId channel, BackplaneListener listener);

    /** This node hears the channel no more. Idempotent; never throws: a channel that cannot be left now is left when the store is back. */
    void detach(ChannelId channel);
}
