package io.parley.domain.connection;

import java.time.Instant;

import io.parley.domain.identity.Identity;

/** Where a connection is in its life. */
public sealed interface ConnectionState {
    /**
     * Open, but nobody knows who it is; it may say so until the deadline.
     *
     * @param greeted whether {@code connected} was sent before: it is sent once in a life, and who logged out has had it
     */
    record Connecting(Instant authDeadline, boolean greeted, Violations violations) implements ConnectionState {}

    /**
     * It is known who it is; the hub is making a place for it.
     *
     * @param greeted whether {@code connected} was sent before
     */
    record Authenticated(Identity identity, boolean greeted, Violations violations) implements ConnectionState {}

    /**
     * In use.
     *
     * @param heardAt  when the client last showed that it lives
     * @param nextPing when the hub has to say something
     */
    record Connected(Identity identity, Instant heardAt, Instant nextPing, Violations violations) implements ConnectionState {}

    /** Over. */
    record Disconnected(String reason) implements ConnectionState {}

    /** Over before it began. */
    record Rejected(String reason) implements ConnectionState {}

    /** Whether nothing can happen any more. */
    default boolean ended() {
        return this instanceof Disconnected || this instanceof Rejected;
    }
}
