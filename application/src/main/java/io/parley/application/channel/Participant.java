package io.parley.application.channel;

import java.util.Map;

import io.parley.application.delivery.Subscriber;
import io.parley.application.delivery.Subscription;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.preference.Preferences;

/** A connection as channels see it. Used by one thread at a time, that of its mailbox, except for the methods of {@link Subscriber}. */
public interface Participant extends Subscriber {
    /** The channels it has entered, by their canonical names; changed by {@link Subscribing} alone. */
    Map<ChannelName, Subscription> entered();

    /** What it wants to hear, and whether it wants to be seen. May be read from a store first; never throws because that is away. */
    default Preferences preferences() {
        return Preferences.NONE;
    }
}
