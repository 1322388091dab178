package io.parley.domain.delivery;

import io.parley.domain.channel.ChannelId;
import io.parley.domain.presence.Member;

/**
 * A user came into a channel with the first of his connections.
 *
 * @param count how many users are there now, he included
 */
public record MemberJoined(ChannelId channel, Member member, int count) implements Audible {}
