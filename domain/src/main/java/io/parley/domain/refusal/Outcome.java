package io.parley.domain.refusal;

/**
 * What came of a wish: what was wished for, or a no. Failures are neither; they are thrown.
 *
 * @param <T> what was wished for
 */
public sealed interface Outcome<T> {
    /** It was done. */
    record Done<T>(T value) implements Outcome<T> {}

    /** It was refused, and nothing happened. */
    record Refused<T>(Refusal refusal) implements Outcome<T> {}

    /** A yes. */
    static <T> Outcome<T> done(T value) {
        return new Done<>(value);
    }

    /** A no. */
    static <T> Outcome<T> refused(Refusal refusal) {
        return new Refused<>(refusal);
    }
}
