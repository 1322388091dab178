package io.parley.application.extension;

import io.parley.domain.payload.Payload;

/** What the client is told that sent an event. */
public sealed interface Reply {
    /** That it was done: {@code ack}, if the client gave its event an id. */
    Reply DONE = new Done();

    /** It was done, and there is nothing to tell. */
    record Done() implements Reply {}

    /**
     * An event in return, with the id of the client's own.
     *
     * @param data one JSON value
     */
    record Event(String event, Payload data) implements Reply {}

    /** An event in return. */
    static Reply event(String event, Payload data) {
        return new Event(event, data);
    }
}
