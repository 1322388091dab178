package io.parley.application;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * What goes wrong with an in-memory port, as a test wants it: a method fails before it does its deed, or does it and loses the answer; or
 * something else happens just then. It counts what is asked of the port, too. Thread-safe.
 */
public final class Faults {
    private final Map<String, RuntimeException> before = new ConcurrentHashMap<>();
    private final Map<String, RuntimeException> after = new ConcurrentHashMap<>();
    private final Map<String, Runnable> justBefore = new ConcurrentHashMap<>();
    private final Map<String, Runnable> justAfter = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> calls = new ConcurrentHashMap<>();

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

    /** Once, just before this method does its deed, that happens. */
    public void justBefore(String method, Runnable event) {
        justBefore.put(method, event);
    }

    /** Once, after this method did its deed and before its answer arrives, that happens. */
    public void justAfter(String method, Runnable event) {
        justAfter.put(method, event);
    }

    /** How often this method was called. */
    public int calls(String method) {
        return calls.getOrDefault(method, new AtomicInteger()).get();
    }

    /** All is well again. */
    public void heal() {
        before.clear();
        after.clear();
    }

    /** For ports: does the deed with whatever is wrong with that method. */
    public <T> T around(String method, Supplier<T> deed) {
        calls.computeIfAbsent(method, _ -> new AtomicInteger()).incrementAndGet();
        happen(justBefore.remove(method));
        raise(before.get(method));
        T result = deed.get();
        happen(justAfter.remove(method));
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

    private static void happen(Runnable event) {
        if (event != null) {
            event.run();
        }
    }

    private static void raise(RuntimeException failure) {
        if (failure != null) {
            throw failure;
        }
    }
}
