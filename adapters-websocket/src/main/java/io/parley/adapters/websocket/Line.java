package io.parley.adapters.websocket;

import java.nio.ByteBuffer;

import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.CoreSession;
import org.eclipse.jetty.websocket.core.WebSocketCoreSession;
import org.jspecify.annotations.Nullable;

import io.parley.domain.connection.CloseCode;

/**
 * A client's connection as its downlink sees it: takes finished frames, one write at a time. Used by the connection's writer thread; {@link #abort}
 * and {@link #isStuck} by any.
 */
abstract sealed class Line permits DirectLine, JettyLine {
    final CoreSession session;
    private final Progress progress = new Progress();

    Line(CoreSession session) {
        this.session = session;
    }

    /**
     * The cheapest way to a client that its connection allows: straight where our own connector has made it and nothing lies between, as TLS would;
     * otherwise by Jetty.
     */
    static Line to(CoreSession session) {
        return session instanceof WebSocketCoreSession core && core.getConnection().getEndPoint() instanceof DirectEndPoint endPoint
                ? new DirectLine(session, endPoint)
                : new JettyLine(session);
    }

    /** Told whenever a write has ended that was under way when another was to begin. To be set once, before anything is written. */
    abstract void whenFree(Runnable wake);

    /** Whether a write may begin now. If not, one is still under way, and its end is told. Who was let in calls {@link #write} or {@link #end}. */
    abstract boolean begin();

    /**
     * Writes and ends the write, now or when all has gone out. Never blocks. If the line breaks it is aborted; where a close frame has gone out
     * before, nothing is written.
     */
    abstract void write(Run run);

    /** Ends a write with nothing written. */
    abstract void end();

    /** What is being written and has not gone out yet; null: nothing. From any thread. */
    abstract @Nullable ByteBuffer underWay();

    /** Says goodbye behind what is being written. */
    final void close(CloseCode code) {
        session.close(code.code(), code.reason(), Callback.NOOP);
    }

    /** Cuts the line. Idempotent. */
    final void abort() {
        session.abort();
    }

    /** Whether nothing at all of what is being written has gone out since this was last asked. */
    final boolean isStuck() {
        return progress.isNone(underWay());
    }
}
