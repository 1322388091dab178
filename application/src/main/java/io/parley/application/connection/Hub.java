package io.parley.application.connection;

import java.net.InetAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

import io.parley.application.channel.Publishing;
import io.parley.application.channel.Showing;
import io.parley.application.channel.Subscribing;
import io.parley.application.event.EventBus;
import io.parley.application.extension.ClientEvents;
import io.parley.application.identity.Authenticator;
import io.parley.application.limit.Seats;
import io.parley.application.preference.Preferring;
import io.parley.application.presence.Online;
import io.parley.application.protocol.WireFormat;
import io.parley.application.realm.Realms;
import io.parley.application.time.Timers;
import io.parley.domain.connection.ConnectionId;
import io.parley.domain.connection.Heartbeat;
import io.parley.domain.connection.Transport;
import io.parley.domain.identity.Identity;
import io.parley.domain.identity.RealmId;
import io.parley.domain.refusal.Refusal;

/** Where transports bring their connections. Thread-safe. */
public final class Hub implements NodeConnections {
    private final Workshop workshop;
    private final Supplier<UUID> ids;
    private final Supplier<Duration> retries;
    private final ConcurrentMap<ConnectionId, Session> sessions = new ConcurrentHashMap<>();
    private final LongAdder opened = new LongAdder();
    private volatile boolean stopping;

    /**
     * A hub without connections.
     *
     * @param executor runs mailboxes; a thread may be held while a store is asked, so virtual threads are meant
     * @param ids      names connections
     * @param retries  says, when this node goes away, after how long the next client should come back: spread, so that not all come at once
     */
    public Hub(SessionSettings settings, Realms realms, Authenticator authenticator, Subscribing subscribing, Publishing publishing,
            Showing showing, ClientEvents clientEvents, Online online, Seats seats, Preferring preferring, EventBus events, Timers timers,
            Executor executor,
            InstantSource clock,
            Supplier<UUID> ids,
            Supplier<Duration> retries) {
        Router router = new Router(authenticator, subscribing, publishing, showing, clientEvents, events, clock);
        workshop = new Workshop(settings, realms, authenticator, router, subscribing, online, seats, preferring, events, timers, executor,
                clock,
                session -> sessions.remove(session.connection()));
        this.ids = ids;
        this.retries = retries;
    }

    /**
     * Begins a connection. Never blocks; what it sends goes down the line from another thread.
     *
     * @param client   its address
     * @param identity who it is, as its admission found; empty: it has to say so by message
     */
    public Session open(RealmId realm, Transport transport, Downlink downlink, WireFormat format, Heartbeat heartbeat, InetAddress client,
            Optional<Identity> identity) {
        Session session = begin(realm, transport, downlink, format, heartbeat, client);
        sessions.put(session.connection(), session);
        opened.increment();
        identity.ifPresent(session::authenticatedAs);
        if (stopping) {
            session.stop(retries.get());
        }
        return session;
    }

    private Session begin(RealmId realm, Transport transport, Downlink downlink, WireFormat format, Heartbeat heartbeat,
            InetAddress client) {
        return new Session(new ConnectionId(ids.get().toString()), realm, transport, downlink, format, heartbeat, client, workshop);
    }

    /** Begins a connection only to tell why it may not be: for a client that cannot be told before. It counts nowhere. */
    public Session turnAway(RealmId realm, Transport transport, Downlink downlink, WireFormat format, Heartbeat heartbeat,
            InetAddress client, Refusal refusal) {
        Session session = begin(realm, transport, downlink, format, heartbeat, client);
        session.turnAway(refusal);
        return session;
    }

    /** How many connections there are, those that are still unknown included. */
    public int size() {
        return sessions.size();
    }

    /** How many connections have been opened since the start. */
    public long opened() {
        return opened.sum();
    }

    @Override
    public List<ConnectionView> find(ConnectionQuery query) {
        return query.firstOf(sessions.values().stream().map(Session::view).flatMap(Optional::stream));
    }

    @Override
    public boolean end(RealmId realm, ConnectionId connection) {
        Optional<Session> session = Optional.ofNullable(sessions.get(connection))
                .filter(found -> found.view().filter(view -> view.realm().equals(realm)).isPresent());
        session.ifPresent(Session::dismiss);
        return session.isPresent();
    }

    /**
     * Begins to empty this node: who still comes is sent away at once, who is here as the drain gets to him, within that time.
     *
     * @param window for how long clients are sent away
     */
    public Drain drain(Duration window) {
        stopping = true;
        return new Drain(sessions.values(), retries, window);
    }

    /** Tells every client that this node goes away, those who still come included, and closes its line. Returns at once. */
    public void stop() {
        drain(Duration.ZERO).sendAwayNext();
    }
}
