package io.parley.domain.refusal;

/** What a rule says to a wish. */
public sealed interface Verdict {
    /** Go on. */
    record Granted() implements Verdict {}

    /** Stop, and tell why. */
    record Refused(Refusal refusal) implements Verdict {}

    /** The one yes. */
    Verdict GRANTED = new Granted();

    /** A no without details. */
    static Verdict refused(ErrorCode code, String message) {
        return new Refused(Refusal.of(code, message));
    }
}
