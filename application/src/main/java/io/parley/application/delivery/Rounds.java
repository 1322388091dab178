package io.parley.application.delivery;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The rounds of those who carry what is said in a topic: each takes one thing to all subscriptions of one {@link Subscriber#courier courier}, who
 * goes one round after the other. So it is the thread which writes to a connection that does all that is done for it, and a message costs the thread
 * that brings it the same for ten who hear it as for ten thousand. For one thread at a time.
 */
final class Rounds {
    /** So many may wait, of all couriers together. A courier with more to do than he can only collects, which is soon done. */
    static final int MAX_UNDER_WAY = 1_000;

    private final AtomicInteger underWay = new AtomicInteger();

    /** Sends him on a round, behind those he was sent on before. */
    void send(Executor courier, Runnable round) {
        if (underWay.get() >= MAX_UNDER_WAY) {
            settle(courier);
        }
        underWay.incrementAndGet();
        courier.execute(() -> go(round));
    }

    private void go(Runnable round) {
        try {
            round.run();
        } finally {
            underWay.decrementAndGet();
        }
    }

    /** Waits until he is back from all rounds: a moment, as a courier never waits. */
    void settle(Executor courier) {
        if (underWay.get() > 0) {
            CompletableFuture.runAsync(() -> {}, courier).join();
        }
    }
}
