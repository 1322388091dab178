package io.parley.domain.delivery;

import io.parley.domain.channel.ChannelId;
import io.parley.domain.presence.Member;

/**
 * A user left a channel with the last of his connections.
 *
 * @param count how many users are still there
 */
public record MemberLeft(ChannelId channel, Member member, int count) implements Audible {}
