package io.parley.application.extension;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;

import io.parley.domain.connection.ConnectionId;

/**
 * What hooks are told, in the order of each connection and of no other. Nobody waits for it; so many things may wait and no more. Thread-safe.
 */
public final class Lanes {
    private final Executor executor;
    private final int capacity;
    private final ConcurrentMap<ConnectionId, Queue<Runnable>> lanes = new ConcurrentHashMap<>();
    private final AtomicInteger waiting = new AtomicInteger();

    /**
     * Empty lanes.
     *
     * @param executor its threads may be held by a hook
     * @param capacity how many things may wait, of all connections together
     */
    public Lanes(Executor executor, int capacity) {
        this.executor = executor;
        this.capacity = capacity;
    }

    /** Does it after all that was handed in before for the connection; false: too much waits, and it is not done. The task does not throw. */
    boolean post(ConnectionId connection, Runnable task) {
        if (waiting.incrementAndGet() > capacity) {
            waiting.decrementAndGet();
            return false;
        }
        boolean[] idle = {false};
        lanes.compute(connection, (_, lane) -> {
            idle[0] = lane == null;
            Queue<Runnable> queue = lane == null ? new ArrayDeque<>(2) : lane;
            queue.add(task);
            return queue;
        });
        return !idle[0] || begins(connection);
    }

    private boolean begins(ConnectionId connection) {
        try {
            executor.execute(() -> drain(connection));
            return true;
        } catch (RejectedExecutionException e) {
            return false; // The node stops.
        }
    }

    private void drain(ConnectionId connection) {
        for (Runnable task = next(connection); task != null; task = next(connection)) {
            waiting.decrementAndGet();
            task.run();
        }
    }

    /** The next one; none: the lane is gone, and the next who posts begins anew. */
    private @Nullable Runnable next(ConnectionId connection) {
        Runnable[] next = {null};
        lanes.computeIfPresent(connection, (_, lane) -> {
            next[0] = lane.poll();
            return next[0] == null ? null : lane;
        });
        return next[0];
    }
}
