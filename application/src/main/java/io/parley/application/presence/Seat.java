package io.parley.application.presence;

import io.parley.domain.channel.ChannelId;
import io.parley.domain.connection.ConnectionId;
import io.parley.domain.presence.Member;

/** A user in a channel, with one connection. */
record Seat(ChannelId channel, ConnectionId connection, Member member) {}
