package io.parley.application.presence;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;

/** Seats of which the store does not know how it stands with them, up to a bound. Thread-safe. */
final class Owed {
    /** What ten thousand connections owe that all end while the store is away, ten channels each. */
    static final int MAX = 100_000;

    private final BlockingQueue<Seat> debts = new LinkedBlockingQueue<>(MAX);

    /** False if there is too much already. */
    boolean add(Seat debt) {
        return debts.offer(debt);
    }

    /** Tries each once; what cannot be done now is to be added again by who tries. */
    void settle(Consumer<Seat> attempt) {
        for (int left = debts.size(); left > 0; left--) {
            Seat debt = debts.poll();
            if (debt != null) {
                attempt.accept(debt);
            }
        }
    }
}
