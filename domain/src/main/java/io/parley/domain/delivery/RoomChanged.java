package io.parley.domain.delivery;

import io.parley.domain.channel.ChannelId;
import io.parley.domain.payload.Payload;

/**
 * A server made a room of the channel, or changed it. Whoever hears the channel is judged anew.
 *
 * @param created  whether there was none before
 * @param metadata what stands in it now
 */
public record RoomChanged(ChannelId channel, boolean created, Payload metadata) implements Audible {}
