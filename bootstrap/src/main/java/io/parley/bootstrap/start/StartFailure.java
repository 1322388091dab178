package io.parley.bootstrap.start;

/** The hub cannot start, and it is known why. */
public final class StartFailure extends RuntimeException {
    /** @param message one line for the operator: what is wrong and what to do; no secrets */
    public StartFailure(String message) {
        super(message);
    }
}
