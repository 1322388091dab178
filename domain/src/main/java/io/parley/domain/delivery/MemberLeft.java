package io.parley.domain.delivery;

import io.parley.domain.channel.ChannelId;
import io.parley.domain.presence.Member;
import io.parley.domain.presence.RosterVersion;

/** A user left a channel with the last of his connections; he is not counted any more. */
public record MemberLeft(ChannelId channel, Member member, int count, RosterVersion version) implements RosterChange {
    /** Where nobody said which change of the roster it is. */
    public MemberLeft(ChannelId channel, Member member, int count) {
        this(channel, member, count, RosterVersion.UNKNOWN);
    }
}
