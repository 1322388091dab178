package io.parley.domain.delivery;

import io.parley.domain.channel.ChannelId;

/** An administrator ended every connection of the user whose own channel this is. */
public record UserDismissed(ChannelId channel) implements ChannelEvent {}
