package io.parley.domain.delivery;

import io.parley.domain.channel.ChannelId;

/** What the subscribers of a channel hear. */
public sealed interface ChannelEvent permits Message, MemberJoined, MemberLeft {
    /** Where it is heard. */
    ChannelId channel();
}
