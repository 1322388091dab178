package io.parley.adapters.sse;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.InstantSource;
import java.util.concurrent.Executor;

import jakarta.servlet.AsyncContext;
import org.jspecify.annotations.Nullable;

import io.parley.application.connection.Downlink;
import io.parley.application.connection.Session;
import io.parley.application.protocol.EncodedMessage;
import io.parley.application.protocol.ServerMessage;
import io.parley.domain.connection.CloseCode;

/**
 * A stream's way out. What is offered is gathered into one buffer, bounded in bytes; a thread of the executor writes it while there is
 * something to write. The lock guards the buffer alone and is never held while something is written.
 */
final class SseDownlink implements Downlink {
    private final AsyncContext response;
    private final EventStreamFormat format;
    private final long maxBacklogBytes;
    private final Executor executor;
    private final InstantSource clock;
    private final Object lock = new Object();
    private ByteArrayOutputStream waiting = new ByteArrayOutputStream();
    private boolean writing;
    private boolean overflowed;
    private boolean closing;
    private boolean ended;
    private @Nullable Session session;

    SseDownlink(AsyncContext response, EventStreamFormat format, long maxBacklogBytes, Executor executor, InstantSource clock) {
        this.response = response;
        this.format = format;
        this.maxBacklogBytes = maxBacklogBytes;
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
    public boolean offer(EncodedMessage message) {
        byte[] event = message.bytes(format);
        synchronized (lock) {
            if (closing || ended) {
                return true;
            }
            if (overflowed || waiting.size() + event.length > maxBacklogBytes) {
                overflowed = true;
                return false;
            }
            waiting.writeBytes(event);
        }
        write();
        return true;
    }

    @Override
    public void ping() {
        offer(new EncodedMessage(new ServerMessage.Heartbeat(clock.instant())));
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
            for (byte[] batch = next(); batch != null; batch = next()) {
                response.getResponse().getOutputStream().write(batch);
                response.getResponse().flushBuffer();
            }
        } catch (IOException | IllegalStateException e) {
            end("stream broken"); // The client has gone; IllegalStateException: the container noticed before we did.
        }
    }

    /** What is to be written next; null if there is nothing, and then this thread has ended its work. */
    private byte @Nullable [] next() {
        synchronized (lock) {
            if (waiting.size() > 0 && !overflowed) {
                byte[] batch = waiting.toByteArray();
                waiting = new ByteArrayOutputStream();
                return batch;
            }
            writing = false;
            if (!closing) {
                return null;
            }
        }
        end("stream closed by the hub");
        return null;
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
