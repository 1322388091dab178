package io.parley.devservices;

/**
 * An embedded server cannot be had. The message is meant for the person at the terminal: what is wrong and what to do about it.
 */
public final class EmbeddedServerFailure extends RuntimeException {

    public EmbeddedServerFailure(String message) {
        super(message);
    }

    public EmbeddedServerFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
