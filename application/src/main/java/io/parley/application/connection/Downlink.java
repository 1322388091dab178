package io.parley.application.connection;

import java.util.concurrent.Executor;

import io.parley.application.protocol.EncodedMessage;
import io.parley.domain.connection.CloseCode;

/** Port: one client's way out. Thread-safe. Tells the session when the line ends, from whichever side: once, by {@link Session#closed}. */
public interface Downlink {
    /** The courier of a transport that has no threads which write to many. */
    Executor AT_ONCE = Runnable::run;

    /**
     * Who writes to this client, and to others: what it is given it does in that order, one after the other, and offering is cheapest there. Nothing
     * that it is given may block.
     */
    Executor courier();

    /**
     * Queues the message for the client, behind what was offered before. Never blocks.
     *
     * @return false if the backlog is at its bound: the message is dropped, and nothing more will be accepted
     */
    boolean offer(EncodedMessage message);

    /** Whether little enough waits that something large may be offered that has no hurry. */
    boolean hasRoom();

    /** Says something that needs no answer from the client's program, so that both ends see that the line holds. Never blocks. */
    void ping();

    /** Sends what is queued, unless the backlog is at its bound, then closes the line. Never blocks; the second and later calls do nothing. */
    void close(CloseCode code);
}
