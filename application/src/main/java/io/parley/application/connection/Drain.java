package io.parley.application.connection;

import java.time.Duration;
import java.util.Collection;
import java.util.Iterator;
import java.util.function.Supplier;

/**
 * A node's clients are sent away, some at each step, evenly over a window: all at the same instant would be one burst of farewells here, and one of
 * handshakes elsewhere by those who do not heed the moment that they are told. A few clients are sent away sooner than the window ends. For one
 * thread.
 */
public final class Drain {
    /** Between two steps. */
    public static final Duration STEP = Duration.ofMillis(100);
    /** Fewer at a step would keep a small node from its end and spare nobody anything. */
    static final int LEAST = 10;

    private final Iterator<Session> left;
    private final Supplier<Duration> retries;
    private final int atStep;

    /** @param sessions may be changed meanwhile; who is in it now is sent away */
    Drain(Collection<Session> sessions, Supplier<Duration> retries, Duration window) {
        this.retries = retries;
        // The first step is at the beginning of the window and the last before its end.
        long steps = Math.max(window.dividedBy(STEP), 1);
        atStep = window.isZero() ? Integer.MAX_VALUE : (int) Math.max(Math.ceilDiv(sessions.size(), steps), LEAST);
        left = sessions.iterator();
    }

    /** Sends away those of the next step; each hears of another moment to come back. False once nobody is left. */
    public boolean sendAwayNext() {
        for (int i = 0; i < atStep && left.hasNext(); i++) {
            left.next().stop(retries.get());
        }
        return left.hasNext();
    }
}
