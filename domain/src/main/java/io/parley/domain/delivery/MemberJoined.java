package io.parley.domain.delivery;

import io.parley.domain.channel.ChannelId;
import io.parley.domain.presence.Member;
import io.parley.domain.presence.RosterVersion;

/** A user came into a channel with the first of his connections; he is counted. */
public record MemberJoined(ChannelId channel, Member member, int count, RosterVersion version) implements RosterChange {
    /** Where nobody said which change of the roster it is. */
    public MemberJoined(ChannelId channel, Member member, int count) {
        this(channel, member, count, RosterVersion.UNKNOWN);
    }
}
