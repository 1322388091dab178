package io.parley.adapters.websocket;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;

import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Invocable.InvocationType;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * A connection that can be written to past Jetty's frame writer, straight to its socket, without a pong or a close frame of Jetty's ever landing
 * inside what we write, or the other way round. One write is under way at a time, ours or Jetty's; who comes meanwhile waits his turn.
 *
 * <p>Of ours there is one writer, and one of Jetty's. Until {@link #share} is called everything is as Jetty has it.
 */
final class DirectEndPoint extends SocketChannelEndPoint {
    private static final AtomicReferenceFieldUpdater<DirectEndPoint, Turn> TURN = AtomicReferenceFieldUpdater.newUpdater(
            DirectEndPoint.class,
            Turn.class, "turn");

    private volatile Turn turn = Turn.FREE;
    private volatile @Nullable Runnable wake;
    private volatile @Nullable Runnable postponed;
    private volatile @Nullable ByteBuffer rest;
    private volatile boolean closing;

    /** Whose write is under way, and whether the other waits. */
    private enum Turn {
        FREE, OURS, OURS_THEN_JETTYS, JETTYS, JETTYS_THEN_OURS
    }

    DirectEndPoint(SocketChannel channel, ManagedSelector selector, SelectionKey key, Scheduler scheduler) {
        super(channel, selector, key, scheduler);
    }

    /**
     * From now on two write here. To be called when nothing is being written, and before {@link #begin}.
     *
     * @param wake is told when our turn has come after {@link #begin} was refused
     */
    void share(Runnable wake) {
        this.wake = wake;
    }

    /** Takes our turn; false if a write is under way. Who was let in calls {@link #end} or {@link #finish}. */
    boolean begin() {
        while (true) {
            Turn now = turn;
            if (now == Turn.FREE ? TURN.compareAndSet(this, now, Turn.OURS) : waits(now)) {
                return now == Turn.FREE;
            }
        }
    }

    /** Our own write that is still under way ends with a call of wake anyway. */
    private boolean waits(Turn now) {
        return now != Turn.JETTYS || TURN.compareAndSet(this, now, Turn.JETTYS_THEN_OURS);
    }

    /** Writes as much as the socket takes. In our turn only. */
    void put(ByteBuffer bytes) throws IOException {
        getChannel().write(bytes);
    }

    /** Has Jetty write the rest when the socket takes it, ends our turn, and wakes us. The buffer is Jetty's until then. */
    void finish(ByteBuffer remaining) {
        rest = remaining;
        super.write(Callback.from(InvocationType.NON_BLOCKING, this::finished, this::broken), remaining);
    }

    private void finished() {
        rest = null;
        end();
        wakeUs();
    }

    /** Closed before anybody could write behind half a frame. */
    private void broken(Throwable cause) {
        close(cause);
        finished();
    }

    /** What {@link #finish} has still to write; null: nothing. */
    @Nullable
    ByteBuffer rest() {
        return rest;
    }

    /** Whether Jetty has written a close frame, or is about to: behind it there may be none of ours. */
    boolean isClosing() {
        return closing;
    }

    /** Ends our turn. */
    void end() {
        if (!TURN.compareAndSet(this, Turn.OURS, Turn.FREE)) {
            turn = Turn.JETTYS;
            Runnable next = postponed;
            postponed = null;
            if (next != null) {
                next.run();
            }
        }
    }

    @Override
    public void write(Callback callback, ByteBuffer... buffers) {
        if (wake == null) {
            super.write(callback, buffers);
            return;
        }
        closing |= ControlFrames.sayClose(buffers);
        while (true) {
            switch (turn) {
                case FREE -> {
                    if (TURN.compareAndSet(this, Turn.FREE, Turn.JETTYS)) {
                        super.write(new Release(callback), buffers);
                        return;
                    }
                }
                case OURS -> {
                    postponed = () -> super.write(new Release(callback), buffers);
                    if (TURN.compareAndSet(this, Turn.OURS, Turn.OURS_THEN_JETTYS)) {
                        return;
                    }
                }
                case JETTYS, JETTYS_THEN_OURS, OURS_THEN_JETTYS -> {
                    super.write(callback, buffers); // It refuses, as it does when nobody shares.
                    return;
                }
            }
        }
    }

    private void release() {
        if (TURN.getAndSet(this, Turn.FREE) == Turn.JETTYS_THEN_OURS) {
            wakeUs();
        }
    }

    private void wakeUs() {
        Runnable told = wake;
        if (told != null) {
            told.run();
        }
    }

    /** Ends Jetty's turn before it hears that its write has ended: it may begin another at once. */
    private final class Release extends Callback.Nested {
        Release(Callback callback) {
            super(callback);
        }

        @Override
        public void succeeded() {
            release();
            super.succeeded();
        }

        @Override
        public void failed(Throwable cause) {
            release();
            super.failed(cause);
        }
    }
}
