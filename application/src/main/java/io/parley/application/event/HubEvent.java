package io.parley.application.event;

import io.parley.domain.channel.ChannelId;
import io.parley.domain.connection.ConnectionId;
import io.parley.domain.connection.Transport;
import io.parley.domain.identity.Identity;
import io.parley.domain.identity.UserId;
import io.parley.domain.presence.Member;
import io.parley.domain.refusal.ErrorCode;

/** Something that happened inside. */
public sealed interface HubEvent {
    /** {@code socket.connect}: a connection reached CONNECTED, or is another user now. */
    record ConnectionOpened(ConnectionId connection, Transport transport, Identity identity) implements HubEvent {}

    /** {@code socket.disconnect}: a connection that was open ended, or is that user no more. */
    record ConnectionClosed(ConnectionId connection, Transport transport, Identity identity, String reason) implements HubEvent {}

    /** A client showed a token by message, and it is good: before its connection is open, or for longer. */
    record Authenticated(ConnectionId connection, Identity identity) implements HubEvent {}

    /** A connection ended before it was open, or was refused at the handshake. */
    record ConnectionRejected(Transport transport, String reason) implements HubEvent {}

    /** A client was told no. */
    record Refused(Transport transport, ErrorCode code) implements HubEvent {}

    /** A server made a room. */
    record RoomCreated(ChannelId channel) implements HubEvent {}

    /** A server closed a room. */
    record RoomClosed(ChannelId channel) implements HubEvent {}

    /**
     * {@code room_user_joined}: a user came into a channel with presence, with the first of his connections.
     *
     * @param count how many users are there now; 1: he opened it
     */
    record UserJoined(ChannelId channel, Member member, int count) implements HubEvent {}

    /**
     * A user left a channel with presence, with the last of his connections.
     *
     * @param count how many users are still there; 0: nobody
     */
    record UserLeft(ChannelId channel, Member member, int count) implements HubEvent {}

    /** A user changed what others see of him in a channel. */
    record UserUpdated(ChannelId channel, Member member) implements HubEvent {}

    /** {@code user.online}: the first of a user's connections opened, on whichever node. */
    record UserOnline(UserId user) implements HubEvent {}

    /** {@code user.offline}: the last of a user's connections ended, or its node did. */
    record UserOffline(UserId user) implements HubEvent {}

    /** The hub, or an authenticator of its users' own, failed at judging who comes in; he was turned away. */
    record AdmissionFailed(Throwable cause) implements HubEvent {}

    /** The hub itself failed at something that somebody asked for. */
    record Failed(ConnectionId connection, String deed, Throwable cause) implements HubEvent {}
}
