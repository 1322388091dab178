package io.parley.adapters.sse;

import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;

import jakarta.servlet.AsyncContext;
import org.jspecify.annotations.Nullable;

import io.parley.application.connection.Backlog;
import io.parley.application.connection.Downlink;
import io.parley.application.connection.Session;
import io.parley.application.protocol.EncodedMessage;
import io.parley.application.protocol.ServerMessage;
import io.parley.domain.connection.CloseCode;

/**
 * A stream's way out. What is offered waits in a backlog; a thread of the executor writes while there is something to write, and flushes what
 * waited together. The lock guards what waits and is never held while something is written.
 */
final class SseDownlink implements Downlink {
    /** As much is written between two flushes: more would make what is of high priority wait. */
    private static final int MAX_GATHERED_BYTES = 64 * 1024;

    private final AsyncContext response;
    private final EventStreamFormat format;
    private final Executor executor;
    private final InstantSource clock;
    private final Object lock = new Object();
    private final Backlog<byte[]> backlog;
    private boolean writing;
    private boolean overflowed;
    private boolean closing;
    private boolean ended;
    private @Nullable Session session;

    SseDownlink(AsyncContext response, EventStreamFormat format, long maxBacklogBytes, Executor executor, InstantSource clock) {
        this.response = response;
        this.format = format;
        backlog = new Backlog<>(maxBacklogBytes, format::encode);
        this.executor = executor;
        this.clock = clock;
    }

    /** Whom to tell when the stream ends. */
    void serve(Session session) {
        synchronized (lock) {
            this.session = session;
            if (!ended) {
                return;
            }
        }
        session.closed("stream ended");
    }

    @Override
    public Executor courier() {
        return AT_ONCE;
    }

    @Override
    public boolean offer(EncodedMessage message) {
        byte[] event = message.bytes(format);
        synchronized (lock) {
            if (closing || ended) {
                return true;
            }
            // Who fell behind gets nothing of what waits, but still hears why it ends.
            if (overflowed && !(message.message() instanceof ServerMessage.Disconnect)) {
                return false;
            }
            if (!backlog.offer(event, event.length, message.message())) {
                overflowed = true;
                backlog.clear();
                return false;
            }
        }
        write();
        return true;
    }

    @Override
    public boolean hasRoom() {
        synchronized (lock) {
            return backlog.hasRoom();
        }
    }

    /** Says so in an event, unless there is no room for it: then the client hears enough. */
    @Override
    public void ping() {
        ServerMessage heartbeat = new ServerMessage.Heartbeat(clock.instant());
        byte[] event = format.encode(heartbeat);
        synchronized (lock) {
            if (closing || ended || overflowed || !backlog.offer(event, event.length, heartbeat)) {
                return;
            }
        }
        write();
    }

    @Override
    public void close(CloseCode code) {
        synchronized (lock) {
            closing = true;
        }
        write();
    }

    private void write() {
        synchronized (lock) {
            if (writing || ended) {
                return;
            }
            writing = true;
        }
        executor.execute(this::drain);
    }

    private void drain() {
        try {
            for (List<byte[]> batch = next(); !batch.isEmpty(); batch = next()) {
                for (byte[] event : batch) {
                    response.getResponse().getOutputStream().write(event);
                }
                response.getResponse().flushBuffer();
            }
        } catch (IOException | IllegalStateException e) {
            end("stream broken"); // The client has gone; IllegalStateException: the container noticed before we did.
        }
    }

    /** What is to be written next; nothing if nothing waits, and then this thread has ended its work. */
    private List<byte[]> next() {
        List<byte[]> batch = new ArrayList<>();
        synchronized (lock) {
            int length = 0;
            for (byte[] event = backlog.poll(); event != null; event = length < MAX_GATHERED_BYTES ? backlog.poll() : null) {
                batch.add(event);
                length += event.length;
            }
            writing = !batch.isEmpty();
            if (writing || !closing) {
                return batch;
            }
        }
        end("stream closed by the hub");
        return batch;
    }

    /** The stream is over, from whichever side. The second and later calls do nothing. */
    void end(String reason) {
        Session told;
        synchronized (lock) {
            if (ended) {
                return;
            }
            ended = true;
            told = session;
        }
        try {
            response.complete();
        } catch (IllegalStateException e) {
            // Completed by the container already.
        }
        if (told != null) {
            told.closed(reason);
        }
    }
}
