package io.parley.adapters.websocket;

import java.io.IOException;
import java.nio.ByteBuffer;

import org.eclipse.jetty.websocket.core.CoreSession;
import org.jspecify.annotations.Nullable;

/** A line that is written to straight. */
final class DirectLine extends Line {
    private final DirectEndPoint endPoint;

    DirectLine(CoreSession session, DirectEndPoint endPoint) {
        super(session);
        this.endPoint = endPoint;
    }

    @Override
    void whenFree(Runnable wake) {
        endPoint.share(wake);
    }

    @Override
    boolean begin() {
        return endPoint.begin();
    }

    @Override
    void end() {
        endPoint.end();
    }

    @Override
    void write(Run run) {
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
    @Nullable
    ByteBuffer underWay() {
        return endPoint.rest();
    }
}
