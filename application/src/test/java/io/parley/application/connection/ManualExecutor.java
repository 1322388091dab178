package io.parley.application.connection;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;

/** Runs nothing until a test says so, or everything at once on the caller's thread. */
final class ManualExecutor implements Executor {
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private boolean atOnce;

    /** An executor that runs what it is given on the caller's thread, until it is told to {@link #hold}. */
    static ManualExecutor atOnce() {
        ManualExecutor executor = new ManualExecutor();
        executor.atOnce = true;
        return executor;
    }

    @Override
    public void execute(Runnable task) {
        if (atOnce) {
            task.run();
        } else {
            waiting.add(task);
        }
    }

    /** From now on nothing runs. */
    void hold() {
        atOnce = false;
    }

    /** How many tasks were given and not run. */
    int waiting() {
        return waiting.size();
    }

    /** Runs what was given, and what that gives in turn. */
    void runAll() {
        for (Runnable task = waiting.poll(); task != null; task = waiting.poll()) {
            task.run();
        }
    }
}
