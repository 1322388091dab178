package io.parley.application.identity;

import java.time.Duration;
import java.util.Optional;

/**
 * Port: what tickets were given for, as bytes that only the ticket opens. Thread-safe; methods block for a round trip, and throw
 * {@link io.parley.application.Unavailable} if the store did not answer.
 */
public interface TicketStore {
    /** Keeps it under that name for that long. */
    void put(String name, byte[] sealed, Duration validity);

    /** Takes it out, on whichever node it was put in: of many who ask for one name at once, one gets it. */
    Optional<byte[]> take(String name);
}
