package io.parley.application.connection;

import java.util.ArrayDeque;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * Things to do, one at a time and in the order in which they came, whichever threads bring them. It occupies a thread of the executor while
 * there is something to do and none otherwise.
 *
 * <p>Two states under one lock: idle, and draining. Who posts into an idle mailbox starts the drain; the drain ends, under the lock, when it
 * finds nothing, so that nothing is left lying and no two drains run.
 */
final class Mailbox {
    /** One that held more gives the room back when it is empty: there is a mailbox for each connection, and few are ever busy. */
    private static final int SMALL = 16;

    private final Executor executor;
    private final int capacity;
    private final Consumer<RuntimeException> failures;
    private ArrayDeque<Runnable> waiting = small();
    private boolean large;
    private boolean draining;

    /**
     * An empty mailbox.
     *
     * @param capacity how many tasks may wait
     * @param failures is told what a task throws; the next goes on as if nothing had been
     */
    Mailbox(Executor executor, int capacity, Consumer<RuntimeException> failures) {
        this.executor = executor;
        this.capacity = capacity;
        this.failures = failures;
    }

    private static ArrayDeque<Runnable> small() {
        return new ArrayDeque<>(2);
    }

    /** Puts the task at the end; false if the mailbox is full and the task is not taken. */
    boolean post(Runnable task) {
        return post(task, capacity);
    }

    /** Puts the task at the end even if the mailbox is full: for the few things that must not get lost, such as the end. */
    void postAlways(Runnable task) {
        post(task, Integer.MAX_VALUE);
    }

    /** Puts the task before everything that waits, even if the mailbox is full: for what makes the rest pointless. */
    void postFirst(Runnable task) {
        synchronized (this) {
            waiting.addFirst(task);
        }
        drainIfIdle();
    }

    /** Does it now, and tells what it throws: for a step of a task whose other steps have to happen all the same. */
    void attempt(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException e) {
            failures.accept(e);
        }
    }

    private boolean post(Runnable task, int bound) {
        synchronized (this) {
            if (waiting.size() >= bound) {
                return false;
            }
            waiting.addLast(task);
            large |= waiting.size() > SMALL;
        }
        drainIfIdle();
        return true;
    }

    private void drainIfIdle() {
        synchronized (this) {
            if (draining) {
                return;
            }
            draining = true;
        }
        executor.execute(this::drain);
    }

    private void drain() {
        boolean emptied = false;
        try {
            for (Runnable task = next(); task != null; task = next()) {
                attempt(task);
            }
            emptied = true;
        } finally {
            if (!emptied) {
                executor.execute(this::drain); // An error ends its thread, not the mailbox.
            }
        }
    }

    private @Nullable Runnable next() {
        synchronized (this) {
            Runnable task = waiting.poll();
            draining = task != null;
            if (large && !draining) {
                waiting = small();
                large = false;
            }
            return task;
        }
    }
}
