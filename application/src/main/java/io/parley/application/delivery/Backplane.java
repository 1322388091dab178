package io.parley.application.delivery;

import java.util.Optional;

import io.parley.domain.channel.ChannelId;
import io.parley.domain.channel.History;
import io.parley.domain.delivery.ChannelEvent;
import io.parley.domain.delivery.Position;

/**
 * Port: carries channel events between nodes, this one included.
 *
 * <p>Storing and broadcasting are one step per channel: with a history the event gets the next offset of the channel's epoch, is kept within
 * the history's bounds, and is broadcast with its position; no two events of an epoch share an offset. The broadcast itself is at most once:
 * a node that is cut off misses it and sees a gap in the positions. Thread-safe; every method may block for a round trip.
 */
public interface Backplane {
    /**
     * Stores and broadcasts. When this returns, the event is stored; nodes hear of it soon after or have already.
     *
     * @param history how much is kept; {@link History#NONE}: nothing, and the event has no position
     * @return where it was stored; empty without history
     * @throws io.parley.application.Unavailable if the store did not answer: the event may have been stored
     */
    Optional<Position> publish(ChannelEvent event, History history);

    /**
     * The newest position of a channel with history, and the messages that lead up to it; both of one moment.
     *
     * @param limit at most so many messages, from 0 on
     * @throws io.parley.application.Unavailable if the store did not answer
     */
    Recent recent(ChannelId channel, int limit);

    /**
     * From now on this node hears the channel. Idempotent; when it returns, what is published after is heard.
     *
     * @throws io.parley.application.Unavailable if the store did not answer; nothing is attached then
     */
    void attach(ChannelId channel, BackplaneListener listener);

    /** This node hears the channel no more. Idempotent; never throws: a channel that cannot be left now is left when the store is back. */
    void detach(ChannelId channel);
}
