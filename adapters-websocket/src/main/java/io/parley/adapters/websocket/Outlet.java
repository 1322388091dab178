package io.parley.adapters.websocket;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;

/**
 * What a writer thread empties: a connection's way out. It carries its place in the writer's queue, and its pace, itself: to wait costs no memory.
 *
 * <p>It is emptied at once while it is quiet. Once it has been emptied several times within moments it is busy: then what comes within a millisecond
 * goes out together, until a millisecond brings no two frames.
 */
abstract non-sealed class Outlet extends Intake.Entry {
    /** As long is collected what goes to a busy one. */
    static final long GATHERING_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    /** A dialogue of question and answer is never this quick for long unless it is worth gathering. */
    private static final int BUSY = 8;

    private static final AtomicIntegerFieldUpdater<Outlet> QUEUED = AtomicIntegerFieldUpdater.newUpdater(Outlet.class, "queued");

    private volatile int queued;
    private int haste;
    private long flushedAt;

    /**
     * Writes what waits, or a part of it. Called by its writer thread.
     *
     * @param run to write it with
     * @return how many messages were written
     */
    abstract int flush(Run run);

    /** It could not be flushed, and never will. */
    abstract void failed(RuntimeException cause);

    /** Whether it was not in the queue, and is from now on. */
    final boolean enters() {
        return queued == 0 && QUEUED.compareAndSet(this, 0, 1);
    }

    /** It is not in the queue any more. What comes from now on makes it enter again. */
    final void leaves() {
        queued = 0;
    }

    /** How long it is to be left alone, in nanoseconds; 0 or less: it is not. */
    final long rest(long now) {
        return haste < BUSY ? 0 : flushedAt + GATHERING_NANOS - now;
    }

    /** So many frames were written at that time. */
    final void flushed(int frames, long now) {
        if (now - flushedAt < GATHERING_NANOS) {
            haste = Math.min(haste + 1, BUSY);
        } else if (frames < 2) {
            haste = 0;
        }
        flushedAt = now;
    }
}
