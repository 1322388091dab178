package io.parley.adapters.rest;

import io.parley.domain.refusal.ErrorCode;
import io.parley.domain.refusal.Outcome;
import io.parley.domain.refusal.Refusal;

/** Ends a request with a no; {@link Problems} turns it into the answer. */
public final class Refused extends RuntimeException {
    private final transient Refusal refusal;
    private final int status;

    /** A request that ends with that refusal. Carries no stack trace: it is an answer, not a failure. */
    public Refused(Refusal refusal) {
        this(refusal, refusal.code().httpStatus());
    }

    private Refused(Refusal refusal, int status) {
        super(refusal.message(), null, false, false);
        this.refusal = refusal;
        this.status = status;
    }

    /** What to answer. */
    public Refusal refusal() {
        return refusal;
    }

    /** The HTTP status of the answer. */
    public int status() {
        return status;
    }

    /** As {@link #unlessDone(Outcome)}; that one refusal has that status. */
    public static <T> T unlessDone(Outcome<T> outcome, Refusal special, int status) {
        if (outcome instanceof Outcome.Refused<T>(Refusal refusal) && refusal.equals(special)) {
            throw new Refused(refusal, status);
        }
        return unlessDone(outcome);
    }

    /** As {@link #unlessDone(Outcome)}; what could be read and makes no sense all the same (RT_007) has that status. */
    public static <T> T unlessDone(Outcome<T> outcome, int senselessStatus) {
        return switch (outcome) {
            case Outcome.Refused<T>(Refusal refusal) when refusal.code() == ErrorCode.INVALID_MESSAGE -> throw new Refused(refusal,
                    senselessStatus);
            case Outcome.Refused<T> refused -> unlessDone(refused);
            case Outcome.Done<T> done -> unlessDone(done);
        };
    }

    /** What was wished for; throws if it was refused. */
    public static <T> T unlessDone(Outcome<T> outcome) {
        return switch (outcome) {
            case Outcome.Done<T>(T value) -> value;
            case Outcome.Refused<T>(Refusal refusal) -> throw new Refused(refusal);
        };
    }
}
