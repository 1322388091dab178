package io.parley.adapters.rest;

import io.parley.domain.refusal.Outcome;
import io.parley.domain.refusal.Refusal;

/** Ends a request with a no; {@link Problems} turns it into the answer. */
public final class Refused extends RuntimeException {
    private final transient Refusal refusal;

    /** A request that ends with that refusal. Carries no stack trace: it is an answer, not a failure. */
    public Refused(Refusal refusal) {
        super(refusal.message(), null, false, false);
        this.refusal = refusal;
    }

    /** What to answer. */
    public Refusal refusal() {
        return refusal;
    }

    /** What was wished for; throws if it was refused. */
    public static <T> T unlessDone(Outcome<T> outcome) {
        return switch (outcome) {
            case Outcome.Done<T>(T value) -> value;
            case Outcome.Refused<T>(Refusal refusal) -> throw new Refused(refusal);
        };
    }
}
