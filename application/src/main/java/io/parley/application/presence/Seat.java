package io.parley.application.presence;

import io.parley.domain.channel.ChannelId;
import io.parley.domain.connection.ConnectionId;
import io.parley.domain.identity.UserId;

/** A user in a channel, with one connection, whatever he is called. */
record Seat(ChannelId channel, ConnectionId connection, UserId user) {}
