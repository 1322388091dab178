package io.parley.domain.delivery;

import java.util.Set;

import io.parley.domain.channel.ChannelId;
import io.parley.domain.presence.Member;
import io.parley.domain.presence.RosterVersion;

/**
 * What is seen of a user in a channel changed.
 *
 * @param changed names in his state that have another value now, or none; empty if only the rest changed: his profile, or whether he is away
 */
public record MemberUpdated(ChannelId channel, Member member, Set<String> changed, int count, RosterVersion version)
        implements
            RosterChange {
    public MemberUpdated {
        changed = Set.copyOf(changed);
    }
}
