package io.parley.application.connection;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;

import org.jspecify.annotations.Nullable;

import io.parley.application.protocol.EncodedMessage;
import io.parley.application.protocol.ServerMessage;
import io.parley.domain.connection.CloseCode;

/**
 * Keeps what the hub says to one client, who may be told to read no more. Thread-safe. Tells its session when the line was closed, if it knows
 * it.
 */
public final class RecordingDownlink implements Downlink {
    private final List<ServerMessage> messages = new ArrayList<>();
    private final List<CloseCode> closes = new ArrayList<>();
    private int room = Integer.MAX_VALUE;
    private int pings;
    private volatile @Nullable Session session;

    /** Whom to tell that the line has ended. */
    public void isThatOf(Session owner) {
        session = owner;
    }

    /** From now on the client reads nothing, and so many messages find a place in its backlog. */
    public synchronized void readsNothingButHasRoomFor(int count) {
        room = count;
    }

    @Override
    public Executor courier() {
        return AT_ONCE;
    }

    @Override
    public synchronized boolean offer(EncodedMessage message) {
        if (room == 0) {
            return false;
        }
        room--;
        messages.add(message.message());
        return true;
    }

    @Override
    public synchronized void ping() {
        pings++;
    }

    @Override
    public void close(CloseCode code) {
        if (isFirst(code) && session != null) {
            session.closed(code.reason());
        }
    }

    private synchronized boolean isFirst(CloseCode code) {
        closes.add(code);
        return closes.size() == 1;
    }

    /** All that was said, in order. */
    public synchronized List<ServerMessage> messages() {
        return List.copyOf(messages);
    }

    /** What was said of one kind. */
    public <M extends ServerMessage> List<M> messages(Class<M> kind) {
        return messages().stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** The last that was said. */
    public ServerMessage last() {
        return messages().getLast();
    }

    /** How often it was pinged. */
    public synchronized int pings() {
        return pings;
    }

    /** How the line was closed first; empty: it is open. */
    public synchronized Optional<CloseCode> closed() {
        return closes.stream().findFirst();
    }

    /** How often the line was closed. */
    public synchronized int closes() {
        return closes.size();
    }

    @Override
    public boolean hasRoom() {
        return true;
    }
}
