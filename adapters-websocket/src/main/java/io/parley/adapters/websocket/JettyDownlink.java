package io.parley.adapters.websocket;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.IteratingCallback;
import org.eclipse.jetty.websocket.core.CoreSession;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.OpCode;
import org.jspecify.annotations.Nullable;

import io.parley.application.connection.Downlink;
import io.parley.application.protocol.EncodedMessage;
import io.parley.application.protocol.WireFormat;
import io.parley.domain.connection.CloseCode;

/**
 * A WebSocket client's way out: a queue, bounded in bytes, before Jetty's frame writer. One frame is on its way at a time; what is offered
 * meanwhile waits. The lock guards the queue alone and is never held while something is written.
 */
final class JettyDownlink implements Downlink {
    private final CoreSession line;
    private final WireFormat format;
    private final long maxBacklogBytes;
    private final Duration closeGrace;
    private final Writer writer = new Writer();
    private final ArrayDeque<Frame> queue = new ArrayDeque<>(2);
    private long backlogBytes;
    private boolean overflowed;
    private @Nullable CloseCode closing;

    JettyDownlink(CoreSession line, WireFormat format, long maxBacklogBytes, Duration closeGrace) {
        this.line = line;
        this.format = format;
        this.maxBacklogBytes = maxBacklogBytes;
        this.closeGrace = closeGrace;
    }

    @Override
    public boolean offer(EncodedMessage message) {
        byte[] text = message.bytes(format);
        synchronized (queue) {
            if (overflowed) {
                return closing != null; // Told once is enough: what comes after the close has nowhere to go.
            }
            if (closing != null) {
                return true;
            }
            if (backlogBytes + text.length > maxBacklogBytes) {
                overflowed = true;
                return false;
            }
            enqueue(new Frame(OpCode.TEXT, ByteBuffer.wrap(text)));
        }
        writer.iterate();
        return true;
    }

    @Override
    public void ping() {
        synchronized (queue) {
            if (closing != null) {
                return;
            }
            enqueue(new Frame(OpCode.PING));
        }
        writer.iterate();
    }

    @Override
    public void close(CloseCode code) {
        synchronized (queue) {
            if (closing != null) {
                return;
            }
            closing = code;
            if (overflowed) {
                queue.clear();
                backlogBytes = 0;
            }
        }
        writer.iterate();
        // A client that does not read, or does not answer the close frame, would hold its line for ever.
        CompletableFuture.delayedExecutor(closeGrace.toMillis(), TimeUnit.MILLISECONDS).execute(line::abort);
    }

    private void enqueue(Frame frame) {
        queue.add(frame);
        backlogBytes += frame.getPayloadLength();
    }

    /** The next frame; null if there is none now. */
    private @Nullable Frame poll() {
        synchronized (queue) {
            Frame frame = queue.poll();
            if (frame != null) {
                backlogBytes -= frame.getPayloadLength();
            }
            return frame;
        }
    }

    private @Nullable CloseCode closing() {
        synchronized (queue) {
            return closing;
        }
    }

    /** Sends one frame after the other, each when the one before is written, and the close frame when there are no more. */
    private final class Writer extends IteratingCallback {
        @Override
        protected Action process() {
            Frame frame = poll();
            if (frame != null) {
                line.sendFrame(frame, this, false);
                return Action.SCHEDULED;
            }
            CloseCode code = closing();
            if (code == null) {
                return Action.IDLE;
            }
            line.close(code.code(), code.reason(), Callback.NOOP);
            return Action.SUCCEEDED;
        }

        /** A write that fails ends the line; Jetty tells the handler, and the handler the session. */
        @Override
        protected void onCompleteFailure(Throwable cause) {
            line.abort();
        }
    }
}
