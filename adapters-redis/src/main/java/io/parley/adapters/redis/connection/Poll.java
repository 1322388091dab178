package io.parley.adapters.redis.connection;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The answers to one question, as they come in. Thread-safe. */
final class Poll {
    private final Set<String> awaited;
    private final List<Answer> answers = new ArrayList<>();
    private final CountDownLatch enough = new CountDownLatch(1);

    /** @param lives those that should answer */
    Poll(Collection<String> lives) {
        awaited = new HashSet<>(lives);
        countDownIfComplete();
    }

    synchronized void add(Answer answer) {
        answers.add(answer);
        awaited.remove(answer.life());
        if (answer.ended()) {
            awaited.clear(); // Nobody else has it.
        }
        countDownIfComplete();
    }

    private void countDownIfComplete() {
        if (awaited.isEmpty()) {
            enough.countDown();
        }
    }

    /** Returns when all have answered, or the time is over. */
    void await(Duration patience) {
        try {
            var _ = enough.await(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What came in so far. */
    synchronized List<Answer> answers() {
        return List.copyOf(answers);
    }

    /** Whether everybody answered. */
    synchronized boolean complete() {
        return awaited.isEmpty();
    }
}
