package io.parley.devservices;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for something that cannot be subscribed to, such as another process's state; never longer than its limit. */
record Patience(Duration limit) {
    /** A server starts in 100 ms and more: looking every 20 ms costs nothing and is not felt. */
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

    /** Returns whether it became true within the limit. An interrupt ends the wait and stays set. */
    boolean until(BooleanSupplier condition) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadline >= 0 || !paused()) {
                return false;
            }
        }
        return true;
    }

    private static boolean paused() {
        try {
            Thread.sleep(BETWEEN_LOOKS);
            return true;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
