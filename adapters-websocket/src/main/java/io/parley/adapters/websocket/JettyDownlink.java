package io.parley.adapters.websocket;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.IteratingCallback;
import org.eclipse.jetty.websocket.core.CoreSession;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.OpCode;
import org.jspecify.annotations.Nullable;

import io.parley.application.connection.Backlog;
import io.parley.application.connection.Downlink;
import io.parley.application.protocol.EncodedMessage;
import io.parley.application.protocol.ServerMessage;
import io.parley.application.protocol.WireFormat;
import io.parley.domain.connection.CloseCode;

/**
 * A WebSocket client's way out: a backlog before Jetty's frame writer. One frame is on its way at a time; what is offered meanwhile waits. The
 * lock guards what waits and is never held while something is written.
 *
 * <p>A client that takes several messages in a frame gets all that wait when the writer is free, one a line; messages in binary go alone.
 */
final class JettyDownlink implements Downlink {
    /**
     * As much of what waits goes into one frame. A frame's own cost is lost in that already; and what is of high priority waits no longer than
     * that takes to write.
     */
    static final int MAX_GATHERED_BYTES = 64 * 1024;

    private final CoreSession line;
    private final WireFormat format;
    private final Duration closeGrace;
    private final boolean gathers;
    private final Writer writer = new Writer();
    private final Backlog<EncodedMessage> backlog;
    private boolean pingDue;
    private boolean overflowed;
    private @Nullable CloseCode closing;

    /** @param gathers whether the client takes several messages in a frame */
    JettyDownlink(CoreSession line, WireFormat format, long maxBacklogBytes, Duration closeGrace, boolean gathers) {
        this.line = line;
        this.format = format;
        this.closeGrace = closeGrace;
        this.gathers = gathers;
        backlog = new Backlog<>(maxBacklogBytes);
    }

    @Override
    public boolean offer(EncodedMessage message) {
        byte[] bytes = message.bytes(format);
        synchronized (backlog) {
            if (closing != null) {
                return true; // Told once is enough: what comes after the close has nowhere to go.
            }
            // Who fell behind gets nothing of what waits, but still hears why it ends.
            if (overflowed && !(message.message() instanceof ServerMessage.Disconnect)) {
                return false;
            }
            if (!backlog.offer(message, bytes.length, message.message())) {
                overflowed = true;
                backlog.clear();
                return false;
            }
        }
        writer.iterate();
        return true;
    }

    @Override
    public boolean hasRoom() {
        synchronized (backlog) {
            return backlog.hasRoom();
        }
    }

    @Override
    public void ping() {
        synchronized (backlog) {
            if (closing != null) {
                return;
            }
            pingDue = true;
        }
        writer.iterate();
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
        writer.iterate();
        // A client that does not read, or does not answer the close frame, would hold its line for ever.
        CompletableFuture.delayedExecutor(closeGrace.toMillis(), TimeUnit.MILLISECONDS).execute(line::abort);
    }

    /** The next frame; null if there is none now. A ping goes before what waits: it asks whether the client is there. */
    private @Nullable Frame next() {
        EncodedMessage first;
        List<byte[]> more;
        synchronized (backlog) {
            if (pingDue) {
                pingDue = false;
                return new Frame(OpCode.PING);
            }
            first = backlog.poll();
            if (first == null) {
                return null;
            }
            more = gathers && backlog.size() > 0 && !format.isBinary(first.message()) ? takeAfter(first) : List.of();
        }
        byte[] bytes = first.bytes(format);
        return more.isEmpty()
                ? new Frame(format.isBinary(first.message()) ? OpCode.BINARY : OpCode.TEXT, ByteBuffer.wrap(bytes))
                : new Frame(OpCode.TEXT, Lines.join(bytes, more));
    }

    /** Takes out what may go into one frame with the first. */
    private List<byte[]> takeAfter(EncodedMessage first) {
        List<byte[]> taken = new ArrayList<>();
        int length = first.bytes(format).length;
        for (EncodedMessage next = backlog.peek(); next != null && !format.isBinary(next.message()); next = backlog.peek()) {
            byte[] bytes = next.bytes(format);
            length += 1 + bytes.length;
            if (length > MAX_GATHERED_BYTES) {
                return taken;
            }
            taken.add(bytes);
            backlog.poll();
        }
        return taken;
    }

    private @Nullable CloseCode closing() {
        synchronized (backlog) {
            return closing;
        }
    }

    /** Sends one frame after the other, each when the one before is written, and the close frame when there are no more. */
    private final class Writer extends IteratingCallback {
        @Override
        protected Action process() {
            Frame frame = next();
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
