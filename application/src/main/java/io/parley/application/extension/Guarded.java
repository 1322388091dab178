package io.parley.application.extension;

import java.util.Optional;
import java.util.function.Function;

/** An extension behind its guard. */
record Guarded<E>(E extension, Guard guard) {
    /** Asks it, as {@link Guard#ask} says. */
    <T> Optional<T> ask(Function<E, T> question) {
        return guard.ask(() -> question.apply(extension));
    }

    @Override
    public String toString() {
        return guard.toString();
    }
}
