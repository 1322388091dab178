package io.parley.application.protocol;

import java.time.Instant;
import java.util.Optional;

import io.parley.domain.channel.ChannelName;
import io.parley.domain.connection.CloseCode;
import io.parley.domain.connection.ConnectionId;
import io.parley.domain.connection.NodeId;
import io.parley.domain.delivery.Delivery;
import io.parley.domain.delivery.Position;
import io.parley.domain.identity.Identity;
import io.parley.domain.presence.Roster;
import io.parley.domain.refusal.Refusal;

/** What the hub can say to a client. */
public sealed interface ServerMessage {
    /** You are connected; once in a connection's life. */
    record Connected(ConnectionId connection, Identity identity, NodeId node, io.parley.domain.connection.Heartbeat heartbeat, Instant at)
            implements
                ServerMessage {}

    /** Your token was accepted. */
    record Authenticated(Optional<CommandId> id, Identity identity) implements ServerMessage {}

    /**
     * You hear the channel from now on.
     *
     * @param newest    the channel's newest position; what follows comes after it
     * @param recovered whether all that was missed follows; empty if it was not asked for
     */
    record Subscribed(Optional<CommandId> id, ChannelName channel, Optional<Position> newest, Optional<Boolean> recovered,
            Optional<Roster> presence) implements ServerMessage {}

    /** You hear it no more. */
    record Unsubscribed(Optional<CommandId> id, ChannelName channel) implements ServerMessage {}

    /** Your message is stored and on its way. */
    record Ack(CommandId id, ChannelName channel, Optional<Position> position) implements ServerMessage {}

    /** Who is in the channel. */
    record Presence(Optional<CommandId> id, ChannelName channel, Roster roster) implements ServerMessage {}

    /** The hub answers. */
    record Pong(Optional<CommandId> id, Instant at) implements ServerMessage {}

    /** The hub is there; for transports that have no ping of their own. */
    record Heartbeat(Instant at) implements ServerMessage {}

    /** No. */
    record Refused(Optional<CommandId> id, Refusal refusal, Instant at) implements ServerMessage {}

    /** Last words before the line is closed. */
    record Disconnect(CloseCode code) implements ServerMessage {}

    /** Something happened in a channel that you hear. */
    record Event(Delivery delivery) implements ServerMessage {}
}
