package io.parley.application.delivery;

import java.util.concurrent.Executor;

import io.parley.application.protocol.EncodedMessage;
import io.parley.domain.connection.ConnectionId;
import io.parley.domain.delivery.ChannelEvent;
import io.parley.domain.identity.Identity;

/** Who hears a channel. Its methods may be called from any thread. */
public interface Subscriber {
    /** The connection's name. */
    ConnectionId connection();

    /** Who it is now. */
    Identity identity();

    /** As {@link io.parley.application.connection.Downlink#courier}; always the same. */
    Executor courier();

    /** Takes a message for its client. Never blocks, keeps the order of the calls of one thread. */
    void offer(EncodedMessage message);

    /** Whether its client takes what is offered fast enough to be offered more that can wait. */
    boolean hasRoom();

    /**
     * Something happened to the channel, or to the subscriber in it, that is more than news: its room changed or was closed, or he was sent
     * away. Never blocks.
     */
    void happened(ChannelEvent event);
}
