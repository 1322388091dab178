package io.parley.application.presence;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;

import io.parley.domain.delivery.MemberJoined;
import io.parley.domain.delivery.MemberLeft;

/** What the store could not be told, up to a bound. Thread-safe. */
final class Owed {
    /** What ten thousand connections owe that all end while the store is away, ten channels each. */
    static final int MAX = 100_000;

    private final BlockingQueue<Debt> debts = new LinkedBlockingQueue<>(MAX);

    sealed interface Debt {}

    /** The store does not know how it stands with the seat. */
    record Settlement(Seat seat) implements Debt {}

    /** Those who are there have not been told of somebody who came. */
    record Arrival(MemberJoined change) implements Debt {}

    /** Those who are there have not been told of somebody who went. */
    record Farewell(MemberLeft change) implements Debt {}

    /** False if there is too much already. */
    boolean add(Debt debt) {
        return debts.offer(debt);
    }

    /** Tries each once; what cannot be done now is to be added again by who tries. */
    void settle(Consumer<Debt> attempt) {
        for (int left = debts.size(); left > 0; left--) {
            Debt debt = debts.poll();
            if (debt != null) {
                attempt.accept(debt);
            }
        }
    }
}
