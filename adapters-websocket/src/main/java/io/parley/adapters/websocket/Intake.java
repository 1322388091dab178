package io.parley.adapters.websocket;

import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;

/** What waits for a writer: any thread adds, one takes. What waits carries its place in the queue itself, so that to wait costs no memory. */
final class Intake {
    private final AtomicReference<@Nullable Entry> newest = new AtomicReference<>();

    /** Something that can wait; in one queue, once at a time. */
    abstract static sealed class Entry permits Errand, Outlet {
        /** What came before it, or, once it was taken, after it. */
        @Nullable
        Entry next;
    }

    /** Something to be done. */
    static final class Errand extends Entry {
        private final Runnable task;

        Errand(Runnable task) {
            this.task = task;
        }

        void run() {
            task.run();
        }
    }

    boolean isEmpty() {
        return newest.get() == null;
    }

    void add(Entry entry) {
        Entry before;
        do {
            before = newest.get();
            entry.next = before;
        } while (!newest.compareAndSet(before, entry));
    }

    /** All that waits, from who came first by way of {@link Entry#next}; null: nothing. */
    @Nullable
    Entry takeAll() {
        Entry first = null;
        for (Entry entry = newest.getAndSet(null); entry != null;) {
            Entry earlier = entry.next;
            entry.next = first;
            first = entry;
            entry = earlier;
        }
        return first;
    }
}
