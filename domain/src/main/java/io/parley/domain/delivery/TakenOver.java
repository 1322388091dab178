package io.parley.domain.delivery;

import io.parley.domain.channel.ChannelId;
import io.parley.domain.identity.UserId;

/**
 * A user goes on with his durable subscription on another connection. The one that had it hears the channel no more.
 *
 * @param name which of his
 * @param term counts who took it; over are those with a lower one
 */
public record TakenOver(ChannelId channel, UserId user, DurableName name, long term) implements ChannelEvent {}
