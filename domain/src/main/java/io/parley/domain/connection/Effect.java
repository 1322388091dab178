package io.parley.domain.connection;

import io.parley.domain.identity.Identity;
import io.parley.domain.refusal.Refusal;

/** What the owner of a connection has to do after a transition, in the order given. */
public sealed interface Effect {
    /** Make a place for it, then tell {@link ConnectionEvent.Registered}. */
    record Register(Identity identity) implements Effect {}

    /** Send {@code connected}. */
    record Greet() implements Effect {}

    /** Send {@code authenticated}. */
    record ConfirmAuthentication(Identity identity) implements Effect {}

    /** Enter the channels that the identity hears without asking. */
    record EnterOwnChannels() implements Effect {}

    /** Leave every channel that was entered. */
    record LeaveChannels() implements Effect {}

    /** Carry out the command that was received. */
    record Perform() implements Effect {}

    /** Say no to what was asked. */
    record Refuse(Refusal refusal) implements Effect {}

    /** Say something, so that both sides see that the line holds. */
    record Ping() implements Effect {}

    /** Say why, and close the line. */
    record Close(CloseCode code) implements Effect {}

    /** Forget the connection, and tell who listens that it ended. */
    record Unregister(String reason) implements Effect {}
}
