package io.parley.domain.connection;

import java.time.Instant;

import io.parley.domain.identity.Identity;
import io.parley.domain.refusal.Refusal;

/** What can happen to a connection. */
public sealed interface ConnectionEvent {
    /**
     * The client showed who it is.
     *
     * @param byMessage whether it waits for an answer; a handshake is answered by {@code connected} alone
     */
    record CredentialsAccepted(Identity identity, boolean byMessage) implements ConnectionEvent {}

    /** What the client showed is worth nothing. */
    record CredentialsRefused(Refusal refusal) implements ConnectionEvent {}

    /** The hub has a place for it. */
    record Registered(Instant at) implements ConnectionEvent {}

    /** The client asks for something. */
    record CommandReceived(Instant at) implements ConnectionEvent {}

    /** The client showed that it lives, and asks for nothing. */
    record Heard(Instant at) implements ConnectionEvent {}

    /** It is later; perhaps something is due. */
    record TimePassed(Instant now) implements ConnectionEvent {}

    /** The client reads slower than its channels speak, and the backlog is at its bound. */
    record FellBehind() implements ConnectionEvent {}

    /** The client asks faster than it can be answered, and what waits is at its bound. */
    record Flooded() implements ConnectionEvent {}

    /** The client is gone, or its line is. */
    record TransportClosed(String reason) implements ConnectionEvent {}

    /** This node is going away. */
    record HubStopping() implements ConnectionEvent {}
}
