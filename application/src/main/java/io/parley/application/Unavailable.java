package io.parley.application;

import org.jspecify.annotations.Nullable;

/**
 * Something that the hub depends on did not answer in time. It may or may not have done what was asked; asking again may help. Clients see
 * RT_010.
 */
public class Unavailable extends RuntimeException {
    /** @param message what was known to be away without asking, for a log line */
    public Unavailable(String message) {
        super(message);
    }

    /** @param message what did not answer, for a log line */
    public Unavailable(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
