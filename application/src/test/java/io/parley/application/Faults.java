package io.parley.application;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * What goes wrong with an in-memory port, as a test wants it: a method fails before it does its deed, or does it and loses the answer.
 * Thread-safe.
 */
public final class Faults {
    private final Map<String, RuntimeException> before = new ConcurrentHashMap<>();
    private final Map<String, RuntimeException> after = new ConcurrentHashMap<>();

    /** The store is away whenever one of these methods is called. */
    public void storeIsAwayAt(String... methods) {
        for (String method : methods) {
            failAt(method, new Unavailable("test: " + method, new IllegalStateException("cut off")));
        }
    }

    /** The store does what this method asks, but its answer never comes. */
    public void answerIsLostAt(String method) {
        after.put(method, new Unavailable("test: " + method, new IllegalStateException("answer lost")));
    }

    /** The method throws this. */
    public void failAt(String method, RuntimeException failure) {
        before.put(method, failure);
    }

    /** All is well again. */
    public void heal() {
        before.clear();
        after.clear();
    }

    /** For ports: does the deed with whatever is wrong with that method. */
    public <T> T around(String method, Supplier<T> deed) {
        raise(before.get(method));
        T result = deed.get();
        raise(after.get(method));
        return result;
    }

    /** For ports: the same for a method that returns nothing. */
    public void around(String method, Runnable deed) {
        around(method, () -> {
            deed.run();
            return method;
        });
    }

    private static void raise(RuntimeException failure) {
        if (failure != null) {
            throw failure;
        }
    }
}
