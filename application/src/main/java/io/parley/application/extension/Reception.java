package io.parley.application.extension;

import io.parley.domain.channel.ChannelName;
import io.parley.domain.payload.Payload;

/** What a listener makes of a service's event. */
public sealed interface Reception {
    /** It is the next listener's, and in the end the rule's. */
    Reception PASS = new Pass();
    /** The listener has dealt with it, and nothing is published. */
    Reception TAKEN = new Taken();

    /** It is the next listener's. */
    record Pass() implements Reception {}

    /** Nothing is published. */
    record Taken() implements Reception {}

    /** This is published in its place, and as often as the event itself would have been: once, if it comes again. */
    record Instead(ChannelName channel, String event, Payload data) implements Reception {}
}
