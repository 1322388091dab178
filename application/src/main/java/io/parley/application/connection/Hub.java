package io.parley.application.connection;

import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

import io.parley.application.channel.Subscribing;
import io.parley.application.delivery.Publishing;
import io.parley.application.event.EventBus;
import io.parley.application.identity.Authenticator;
import io.parley.application.protocol.WireFormat;
import io.parley.domain.connection.ConnectionId;
import io.parley.domain.connection.Heartbeat;
import io.parley.domain.connection.Transport;
import io.parley.domain.identity.Identity;
import io.parley.domain.identity.RealmId;

/** Where transports bring their connections. Thread-safe. */
public final class Hub {
    private final Workshop workshop;
    private final Supplier<UUID> ids;
    private final Set<Session> sessions = ConcurrentHashMap.newKeySet();
    private volatile boolean stopping;

    /**
     * A hub without connections.
     *
     * @param executor runs mailboxes; a thread may be held while a store is asked, so virtual threads are meant
     * @param ids      names connections
     */
    public Hub(SessionSettings settings, Authenticator authenticator, Subscribing subscribing, Publishing publishing, EventBus events,
            Timers timers, Executor executor, InstantSource clock, Supplier<UUID> ids) {
        Router router = new Router(subscribing, publishing, events, clock);
        workshop = new Workshop(settings, authenticator, router, subscribing, events, timers, executor, clock, sessions::remove);
        this.ids = ids;
    }

    /**
     * Begins a connection. Never blocks; what it sends goes down the line from another thread.
     *
     * @param identity who it is, as its admission found; empty: it has to say so by message
     */
    public Session open(RealmId realm, Transport transport, Downlink downlink, WireFormat format, Heartbeat heartbeat,
            Optional<Identity> identity) {
        ConnectionId id = new ConnectionId(ids.get().toString());
        Session session = new Session(id, realm, transport, downlink, format, heartbeat, workshop);
        sessions.add(session);
        identity.ifPresent(session::authenticatedAs);
        if (stopping) {
            session.stop();
        }
        return session;
    }

    /** How many connections there are, those that are still unknown included. */
    public int size() {
        return sessions.size();
    }

    /** Tells every client that this node goes away, those who still come included, and closes its line. Returns at once. */
    public void stop() {
        stopping = true;
        sessions.forEach(Session::stop);
    }
}
