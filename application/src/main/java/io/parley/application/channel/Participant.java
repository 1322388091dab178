package io.parley.application.channel;

import java.util.Map;

import io.parley.application.delivery.Subscriber;
import io.parley.application.delivery.Subscription;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.connection.ConnectionId;
import io.parley.domain.identity.Identity;

/** A connection as channels see it. Used by one thread at a time, that of its mailbox, except for {@link #offer} and {@link #user}. */
public interface Participant extends Subscriber {
    /** Its name. */
    ConnectionId connection();

    /** Who it is. */
    Identity identity();

    /** The channels it has entered; changed by {@link Subscribing} alone. */
    Map<ChannelName, Subscription> entered();
}
