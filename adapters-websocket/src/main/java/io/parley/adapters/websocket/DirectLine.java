package io.parley.adapters.websocket;

import java.io.IOException;
import java.nio.ByteBuffer;

import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.CoreSession;
import org.jspecify.annotations.Nullable;

import io.parley.domain.connection.CloseCode;

/** A line that is written to straight. */
final class DirectLine implements Line {
    private final CoreSession session;
    private final DirectEndPoint endPoint;
    private final Progress progress = new Progress();

    DirectLine(CoreSession session, DirectEndPoint endPoint) {
        this.session = session;
        this.endPoint = endPoint;
    }

    @Override
    public void whenFree(Runnable wake) {
        endPoint.share(wake);
    }

    @Override
    public boolean begin() {
        return endPoint.begin();
    }

    @Override
    public void end() {
        endPoint.end();
    }

    @Override
    public void write(Run run) {
        // Asked in our turn: a close frame that comes after waits until it has ended.
        if (endPoint.isClosing()) {
            endPoint.end();
            return;
        }
        try {
            ByteBuffer rest = run.isLarge() ? put(run, run.frames().getFirst()) : put(run.bytes());
            if (rest == null) {
                endPoint.end();
            } else {
                endPoint.finish(rest);
            }
        } catch (IOException e) {
            endPoint.end();
            abort();
        }
    }

    /** What was not taken, in memory of its own; null: nothing. */
    private @Nullable ByteBuffer put(ByteBuffer bytes) throws IOException {
        endPoint.put(bytes);
        return bytes.hasRemaining() ? ByteBuffer.allocate(bytes.remaining()).put(bytes).flip() : null;
    }

    private @Nullable ByteBuffer put(Run run, byte[] frame) throws IOException {
        for (int from = 0; from < frame.length; from += Run.MAX_BYTES) {
            ByteBuffer part = run.part(frame, from);
            endPoint.put(part);
            if (part.hasRemaining()) {
                int taken = from + part.position();
                return ByteBuffer.wrap(frame, taken, frame.length - taken);
            }
        }
        return null;
    }

    @Override
    public void close(CloseCode code) {
        session.close(code.code(), code.reason(), Callback.NOOP);
    }

    @Override
    public void abort() {
        session.abort();
    }

    @Override
    public boolean isStuck() {
        return progress.isNone(endPoint.rest());
    }
}
