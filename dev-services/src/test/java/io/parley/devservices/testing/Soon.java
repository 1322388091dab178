package io.parley.devservices.testing;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

import org.jspecify.annotations.Nullable;

/** Waits for what servers agree on among themselves: nobody can be asked to tell when it is so far. */
final class Soon {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

    private Soon() {}

    /** Looks until it is so, for half a minute; a look that fails counts as no. */
    static void that(String what, BooleanSupplier look) {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        RuntimeException last = null;
        while (System.nanoTime() - deadline < 0) {
            try {
                if (look.getAsBoolean()) {
                    return;
                }
            } catch (RuntimeException notYet) {
                last = notYet;
            }
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
        throw failure(what, last);
    }

    private static IllegalStateException failure(String what, @Nullable RuntimeException last) {
        return new IllegalStateException("Not within " + LIMIT.toSeconds() + " s: " + what, last);
    }
}
