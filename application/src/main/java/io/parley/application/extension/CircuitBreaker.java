package io.parley.application.extension;

import java.time.Duration;
import java.time.Instant;

/**
 * Suspends what does not answer: after so many time-outs in a row nothing is asked of it for a while, then one question is let through, and its
 * fate decides. Only time-outs count. What throws answers at once and holds up nobody, and a client who finds an input at which it throws must not
 * be able to take it from all others. Thread-safe.
 */
final class CircuitBreaker {
    private final int most;
    private final Duration rest;
    private int inARow;
    private Instant suspendedUntil = Instant.MIN;
    private boolean probing;

    /**
     * One that lets everything through.
     *
     * @param most how many time-outs in a row suspend
     * @param rest for how long
     */
    CircuitBreaker(int most, Duration rest) {
        this.most = most;
        this.rest = rest;
    }

    /** Whether it may be asked now. Who is told yes reports what came of it. */
    synchronized boolean admits(Instant now) {
        if (inARow < most) {
            return true;
        }
        if (probing || now.isBefore(suspendedUntil)) {
            return false;
        }
        probing = true;
        return true;
    }

    /** It answered in time, be it with a failure. */
    synchronized void answered() {
        inARow = 0;
        probing = false;
    }

    /** It did not answer in time. */
    synchronized void timedOut(Instant now) {
        inARow = Math.min(inARow + 1, most);
        probing = false;
        if (inARow == most) {
            suspendedUntil = now.plus(rest);
        }
    }

    /** It was not asked after all. */
    synchronized void unused() {
        probing = false;
    }
}
