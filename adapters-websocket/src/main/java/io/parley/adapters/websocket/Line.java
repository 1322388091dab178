package io.parley.adapters.websocket;

import org.eclipse.jetty.websocket.core.CoreSession;
import org.eclipse.jetty.websocket.core.WebSocketCoreSession;

import io.parley.domain.connection.CloseCode;

/**
 * A client's connection as its downlink sees it: takes finished frames, one write at a time. Used by the connection's writer thread; {@link #abort}
 * and {@link #isStuck} by any.
 */
interface Line {
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
    void whenFree(Runnable wake);

    /** Whether a write may begin now. If not, one is still under way, and its end is told. Who was let in calls {@link #write} or {@link #end}. */
    boolean begin();

    /**
     * Writes and ends the write, now or when all has gone out. Never blocks. If the line breaks it is aborted; where a close frame has gone out
     * before, nothing is written.
     */
    void write(Run run);

    /** Ends a write with nothing written. */
    void end();

    /** Says goodbye behind what is being written. */
    void close(CloseCode code);

    /** Cuts the line. Idempotent. */
    void abort();

    /** Whether nothing at all of what is being written has gone out since this was last asked. */
    boolean isStuck();
}
