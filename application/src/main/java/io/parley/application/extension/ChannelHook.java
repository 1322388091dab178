package io.parley.application.extension;

import io.parley.domain.channel.Channel;
import io.parley.domain.channel.ChannelId;
import io.parley.domain.refusal.Verdict;

/**
 * Extension point: connections enter and leave channels. What {@code system:all} is entered for is not told. Called on a thread of its own, for many
 * connections at once.
 */
public interface ChannelHook {
    /**
     * Whether the connection may hear the channel, once the channel's rule allows it. The client waits for the answer, and a hook that throws or does not
     * answer refuses with RT_011. A repeated subscribe asks again.
     */
    default Verdict admit(@SuppressWarnings("unused") Peer peer, @SuppressWarnings("unused") Channel channel) {
        return Verdict.GRANTED;
    }

    /** The connection hears the channel from now on. Nothing waits for this; told in the connection's order. */
    default void subscribed(Peer peer, ChannelId channel, HubActions hub) {}

    /** It hears it no more, for whatever reason. As {@link #subscribed}. */
    default void unsubscribed(Peer peer, ChannelId channel, HubActions hub) {}
}
