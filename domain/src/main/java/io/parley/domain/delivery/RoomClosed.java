package io.parley.domain.delivery;

import io.parley.domain.channel.ChannelId;

/** A server closed the channel's room. Nobody hears the channel any more; who still may has to subscribe again. */
public record RoomClosed(ChannelId channel) implements Audible {}
