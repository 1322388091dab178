package io.parley.application.event;

import io.parley.domain.connection.ConnectionId;
import io.parley.domain.connection.Transport;
import io.parley.domain.identity.Identity;

/** Something that happened inside. */
public sealed interface HubEvent {
    /** {@code socket.connect}: a connection reached CONNECTED for the first time. */
    record ConnectionOpened(ConnectionId connection, Transport transport, Identity identity) implements HubEvent {}

    /** {@code socket.disconnect}: a connection that was open ended. */
    record ConnectionClosed(ConnectionId connection, Transport transport, Identity identity, String reason) implements HubEvent {}

    /** A connection ended before it was open, or was refused at the handshake. */
    record ConnectionRejected(Transport transport, String reason) implements HubEvent {}

    /** The hub itself failed at something that somebody asked for. */
    record Failed(ConnectionId connection, String deed, Throwable cause) implements HubEvent {}
}
