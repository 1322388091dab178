package io.parley.adapters.websocket;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

import org.jspecify.annotations.Nullable;

/**
 * A thread that writes to the connections that are its own, and the only one that does. Whoever has something for one of them puts it down there and
 * says so here, which takes a moment and no memory; the thread sleeps while there is nothing to write.
 */
final class Writer implements Runnable {
    private final AtomicReference<@Nullable Outlet> intake = new AtomicReference<>();
    private final Run run = new Run();
    /** Busy ones, which are left alone for a moment. */
    private final List<Outlet> resting = new ArrayList<>();
    private long restUntil;
    private final Thread thread;
    private volatile boolean asleep;
    private volatile boolean stopped;

    Writer(String name) {
        thread = Thread.ofPlatform().daemon().name(name).unstarted(this);
    }

    void start() {
        thread.start();
    }

    /** What waits then is not written any more. */
    void stop() {
        stopped = true;
        LockSupport.unpark(thread);
    }

    /** Something waits there. From any thread; never blocks. */
    void ready(Outlet outlet) {
        if (outlet.enters()) {
            add(outlet);
        }
    }

    private void add(Outlet outlet) {
        Outlet before;
        do {
            before = intake.get();
            outlet.next = before;
        } while (!intake.compareAndSet(before, outlet));
        if (asleep) {
            LockSupport.unpark(thread);
        }
    }

    @Override
    public void run() {
        while (!stopped) {
            work();
            sleepUnlessReady();
        }
    }

    /** Writes what is to be written now; true if something rests. */
    boolean work() {
        Outlet newest = intake.getAndSet(null);
        if (newest != null) {
            takeAll(inOrder(newest));
        }
        if (!resting.isEmpty() && restUntil - System.nanoTime() <= 0) {
            wakeResting();
        }
        return !resting.isEmpty();
    }

    /** Who came first is the last in the queue's chain. */
    private static Outlet inOrder(Outlet newest) {
        Outlet first = newest;
        Outlet rest = newest.next;
        newest.next = null;
        while (rest != null) {
            Outlet earlier = rest;
            rest = earlier.next;
            earlier.next = first;
            first = earlier;
        }
        return first;
    }

    private void takeAll(Outlet first) {
        for (Outlet outlet = first; outlet != null;) {
            Outlet later = outlet.next;
            outlet.next = null;
            take(outlet);
            outlet = later;
        }
    }

    private void take(Outlet outlet) {
        long now = System.nanoTime();
        long rest = outlet.rest(now);
        if (rest <= 0) {
            flush(outlet, now);
            return;
        }
        if (resting.isEmpty()) {
            restUntil = now + rest; // The others' rest ends a little early.
        }
        resting.add(outlet);
    }

    private void wakeResting() {
        long now = System.nanoTime();
        for (Outlet outlet : resting) {
            flush(outlet, now);
        }
        resting.clear();
    }

    private void flush(Outlet outlet, long now) {
        outlet.leaves();
        try {
            outlet.flushed(outlet.flush(run), now);
        } catch (RuntimeException e) {
            outlet.failed(e); // One connection's, not the others'.
        }
    }

    private void sleepUnlessReady() {
        asleep = true;
        if (intake.get() == null && !stopped) {
            if (resting.isEmpty()) {
                LockSupport.park(this);
            } else {
                LockSupport.parkNanos(this, restUntil - System.nanoTime());
            }
        }
        asleep = false;
    }
}
