package io.parley.domain.refusal;

import java.util.function.Function;

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

    /** What comes of it next, if it was done; a no stays what it is. */
    default <U> Outcome<U> then(Function<? super T, Outcome<U>> next) {
        return switch (this) {
            case Done<T>(T value) -> next.apply(value);
            case Refused<T>(Refusal refusal) -> refused(refusal);
        };
    }
}
