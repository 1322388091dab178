package io.parley.domain.connection;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import io.parley.domain.identity.Anonymous;
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

    /**
     * The client does not want to be that user any more.
     *
     * @param instead as whom it goes on; empty where nobody is let in without credentials: it has to show some again in time
     */
    record LoggedOut(Instant at, Optional<Anonymous> instead) implements ConnectionEvent {}

    /** The hub has a place for it. */
    record Registered(Instant at) implements ConnectionEvent {}

    /** The client asks for something. */
    record CommandReceived(Instant at) implements ConnectionEvent {}

    /** The client was told RT_007: it sent what the protocol does not know. */
    record MistakeMade(Instant at) implements ConnectionEvent {}

    /** The client showed that it lives, and asks for nothing. */
    record Heard(Instant at) implements ConnectionEvent {}

    /** It is later; perhaps something is due. */
    record TimePassed(Instant now) implements ConnectionEvent {}

    /** The client reads slower than its channels speak, and the backlog is at its bound. */
    record FellBehind() implements ConnectionEvent {}

    /** The client asks faster than it can be answered, and what waits is at its bound. */
    record Flooded() implements ConnectionEvent {}

    /** An administrator kicks it out of the hub. */
    record Dismissed() implements ConnectionEvent {}

    /** It may not be here at all: its address is denied, it shows what does not belong in a page, or nobody can say now who it is. */
    record TurnedAway(Refusal refusal) implements ConnectionEvent {}

    /** The client is gone, or its line is. */
    record TransportClosed(String reason) implements ConnectionEvent {}

    /**
     * This node is going away.
     *
     * @param retryAfter when this client should come back: each is told another moment, so that not all come at once
     */
    record HubStopping(Duration retryAfter) implements ConnectionEvent {}
}
