package io.parley.domain.connection;

import java.time.Duration;
import java.util.Optional;

import io.parley.domain.identity.Identity;
import io.parley.domain.refusal.Refusal;

/** What the owner of a connection has to do after a transition, in the order given. */
public sealed interface Effect {
    /** Make a place for it, then tell {@link ConnectionEvent.Registered}. */
    record Register(Identity identity) implements Effect {}

    /** Send {@code connected}. */
    record Greet() implements Effect {}

    /** Send {@code authenticated}: from now on it is that identity. */
    record ConfirmAuthentication(Identity identity) implements Effect {}

    /** From now on it is that identity, and nobody is told: the answer to what it came with says enough. */
    record Assume(Identity identity) implements Effect {}

    /** Enter the channels that the identity hears without asking. */
    record EnterOwnChannels() implements Effect {}

    /** Ask again of every channel that was entered whether the identity may hear it, and leave those that it may not. */
    record JudgeChannels() implements Effect {}

    /** Leave every channel that was entered. */
    record LeaveChannels() implements Effect {}

    /** Tell who listens that the user is not on this connection any more. */
    record LogOut(String reason) implements Effect {}

    /** Carry out the command that was received. */
    record Perform() implements Effect {}

    /** Say no to what was asked. */
    record Refuse(Refusal refusal) implements Effect {}

    /** Say something, so that both sides see that the line holds. */
    record Ping() implements Effect {}

    /**
     * Say why, and close the line.
     *
     * @param retryAfter when the client should come back, if the hub has a wish
     */
    record Close(CloseCode code, Optional<Duration> retryAfter) implements Effect {
        /** A close without a wish. */
        public Close(CloseCode code) {
            this(code, Optional.empty());
        }
    }

    /** Forget the connection, and tell who listens that it ended. */
    record Unregister(String reason) implements Effect {}
}
