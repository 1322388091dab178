package io.parley.application.extension;

import io.parley.domain.payload.Payload;
import io.parley.domain.refusal.Refusal;

/** What an interceptor makes of a message. */
public sealed interface Interception {
    /** It goes on as it is. */
    Interception PASS = new Pass();
    /** Nobody hears it; its sender is told that all went well, without a position. */
    Interception SWALLOW = new Swallow();

    /** It goes on as it is. */
    record Pass() implements Interception {}

    /** It goes on, and says something else. The channel's rule is not asked again. */
    record Change(String event, Payload data) implements Interception {}

    /** It is refused. */
    record Refuse(Refusal refusal) implements Interception {}

    /** Nobody hears it. */
    record Swallow() implements Interception {}
}
