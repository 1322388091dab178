package io.parley.adapters.websocket;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.parley.application.connection.Backlog;
import io.parley.application.connection.Downlink;
import io.parley.application.protocol.EncodedMessage;
import io.parley.application.protocol.ServerMessage;
import io.parley.domain.connection.CloseCode;

/**
 * A WebSocket client's way out: a backlog that a writer thread empties. What piles up goes out in one write. The lock guards what waits and is never
 * held while something is written.
 */
final class WebSocketDownlink extends Outlet implements Downlink {
    private static final Logger LOG = LoggerFactory.getLogger(WebSocketDownlink.class);
    private static final byte[] PING = Frames.finished(Frames.PING, new byte[0]);

    private final Line line;
    private final Encoding encoding;
    private final Writer writer;
    private final Duration closeGrace;
    private final Backlog<EncodedMessage> backlog;
    private boolean pingDue;
    private boolean overflowed;
    private @Nullable CloseCode closing;
    private boolean closed;

    /** The line's only user. */
    WebSocketDownlink(Line line, Encoding encoding, Writer writer, long maxBacklogBytes, Duration closeGrace) {
        this.line = line;
        this.encoding = encoding;
        this.writer = writer;
        this.closeGrace = closeGrace;
        backlog = new Backlog<>(maxBacklogBytes, EncodedMessage::new);
        line.whenFree(() -> writer.ready(this));
    }

    @Override
    public Executor courier() {
        return writer;
    }

    @Override
    public boolean offer(EncodedMessage message) {
        int length = encoding.frame(message).length;
        synchronized (backlog) {
            if (closing != null) {
                return true; // Told once is enough: what comes after the close has nowhere to go.
            }
            // Who fell behind gets nothing of what waits, but still hears why it ends.
            if (overflowed && !(message.message() instanceof ServerMessage.Disconnect)) {
                return false;
            }
            if (!backlog.offer(message, length, message.message())) {
                overflowed = true;
                backlog.clear();
                return false;
            }
        }
        writer.ready(this);
        return true;
    }

    @Override
    public boolean hasRoom() {
        synchronized (backlog) {
            return backlog.hasRoom();
        }
    }

    /** A line on which nothing has gone out since the ping before is given up: it may never take anything again. */
    @Override
    public void ping() {
        if (line.isStuck()) {
            line.abort();
            return;
        }
        synchronized (backlog) {
            if (closing != null) {
                return;
            }
            pingDue = true;
            backlog.trim();
        }
        writer.ready(this);
    }

    @Override
    public void close(CloseCode code) {
        synchronized (backlog) {
            if (closing != null) {
                return;
            }
            closing = code;
            if (overflowed) {
                pingDue = false;
            }
        }
        writer.ready(this);
        // A client that does not read, or does not answer the close frame, would hold its line for ever.
        CompletableFuture.delayedExecutor(closeGrace.toMillis(), TimeUnit.MILLISECONDS).execute(line::abort);
    }

    @Override
    int flush(Run run) {
        if (!line.begin()) {
            return 0; // The line says when it can be written to.
        }
        run.clear();
        CloseCode last = collect(run);
        int messages = run.size();
        if (messages > 0) {
            encoding.fold(run);
            line.write(run);
        } else {
            line.end();
        }
        if (last != null) {
            line.close(last);
        }
        return messages;
    }

    /**
     * Takes what goes out next. A ping goes before what waits: it asks whether the client is there.
     *
     * @return how the line is to be closed, once nothing goes out any more
     */
    private @Nullable CloseCode collect(Run run) {
        synchronized (backlog) {
            if (pingDue) {
                pingDue = false;
                run.add(PING);
            }
            takeWhatFits(run);
            if (run.size() == 0 && !closed) {
                closed = closing != null;
                return closing;
            }
            if (backlog.size() > 0 || (closing != null && !closed)) {
                writer.ready(this); // After the others.
            }
            return null;
        }
    }

    private void takeWhatFits(Run run) {
        for (EncodedMessage next = backlog.peek(); next != null; next = backlog.peek()) {
            byte[] frame = encoding.frame(next);
            if (!run.takes(frame)) {
                return;
            }
            run.add(frame);
            backlog.poll();
        }
    }

    @Override
    void failed(RuntimeException cause) {
        LOG.error("A WebSocket could not be written to", cause);
        line.abort();
    }
}
