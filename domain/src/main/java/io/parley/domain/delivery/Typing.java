package io.parley.domain.delivery;

import io.parley.domain.channel.ChannelId;
import io.parley.domain.identity.UserId;

/** A user is writing something in a channel, or is not any more. */
public record Typing(ChannelId channel, UserId user, boolean typing) implements Audible {}
