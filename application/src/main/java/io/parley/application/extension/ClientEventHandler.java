package io.parley.application.extension;

import java.util.Set;

import io.parley.domain.refusal.Outcome;

/**
 * Extension point: events that clients send to the hub and to no channel, {@code {"type":"event","event":…,"data":…}}.
 *
 * <p>It is called on a thread of its own, by many connections at once, and one event after the other for each of them: what a connection asks next
 * waits for the answer. After {@link Guard.Bounds#timeout()} the thread is interrupted and the client is told RT_011, as it is when the handler
 * throws.
 */
public interface ClientEventHandler {
    /** The names of the events that are its own, in every realm. Asked once; no two handlers may have the same. */
    Set<String> events();

    /**
     * Does what the event asks for.
     *
     * @param hub what can be done in the client's realm
     * @return what its client is told, or a no
     */
    Outcome<Reply> handle(ClientEvent event, HubActions hub);
}
