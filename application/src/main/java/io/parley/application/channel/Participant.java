package io.parley.application.channel;

import java.util.Map;

import io.parley.application.delivery.Subscriber;
import io.parley.application.delivery.Subscription;
import io.parley.domain.channel.ChannelName;

/** A connection as channels see it. Used by one thread at a time, that of its mailbox, except for the methods of {@link Subscriber}. */
public interface Participant extends Subscriber {
    /** The channels it has entered, by their canonical names; changed by {@link Subscribing} alone. */
    Map<ChannelName, Subscription> entered();
}
