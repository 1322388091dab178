package io.parley.domain.delivery;

import io.parley.domain.channel.ChannelId;

/** What happens in a channel, and travels to every node that hears it. */
public sealed interface ChannelEvent permits Audible, MemberKicked, PreferencesChanged, TakenOver, UserDismissed {
    /** Where it happens. */
    ChannelId channel();
}
