package io.parley.adapters.websocket;

import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.List;

import org.eclipse.jetty.util.IteratingCallback;
import org.eclipse.jetty.websocket.core.CoreSession;
import org.eclipse.jetty.websocket.core.Frame;
import org.jspecify.annotations.Nullable;

/** A line that Jetty writes to, as under TLS: the payloads are the shared ones, the headers Jetty's. */
final class JettyLine extends Line {
    private volatile boolean busy;
    private volatile boolean refused;
    private volatile @Nullable ByteBuffer writing;
    private @Nullable Runnable wake;

    JettyLine(CoreSession session) {
        super(session);
    }

    @Override
    void whenFree(Runnable wake) {
        this.wake = wake;
    }

    @Override
    boolean begin() {
        if (!busy) {
            return true;
        }
        refused = true;
        return !busy; // It may have become free before it could know.
    }

    @Override
    void end() {
        // Nothing was begun but by word.
    }

    @Override
    void write(Run run) {
        busy = true;
        new Writing(List.copyOf(run.frames())).iterate();
    }

    private void ended() {
        writing = null;
        busy = false;
        Runnable told = wake;
        if (refused && told != null) {
            refused = false;
            told.run();
        }
    }

    @Override
    @Nullable
    ByteBuffer underWay() {
        return writing;
    }

    /** One frame after the other, each when the one before has gone out. */
    private final class Writing extends IteratingCallback {
        private final Iterator<byte[]> frames;

        Writing(List<byte[]> frames) {
            this.frames = frames.iterator();
        }

        @Override
        protected Action process() {
            if (!frames.hasNext() || !session.isOutputOpen()) {
                return Action.SUCCEEDED;
            }
            byte[] frame = frames.next();
            int payload = Frames.payloadOf(frame);
            ByteBuffer bytes = ByteBuffer.wrap(frame, payload, frame.length - payload).slice();
            writing = bytes;
            session.sendFrame(new Frame(Frames.opcode(frame), bytes).setRsv1(Frames.isCompressed(frame)), this, false);
            return Action.SCHEDULED;
        }

        @Override
        protected void onCompleteSuccess() {
            ended();
        }

        /**
         * A write that fails ends the line, which is never free again; Jetty tells the handler, and the handler the session. Behind a close frame it
         * has to fail, and the close frame has to go out.
         */
        @Override
        protected void onCompleteFailure(Throwable cause) {
            if (session.isOutputOpen()) {
                session.abort();
            }
        }
    }
}
