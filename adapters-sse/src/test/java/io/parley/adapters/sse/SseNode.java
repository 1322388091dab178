package io.parley.adapters.sse;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;

import jakarta.servlet.AsyncContext;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

import io.parley.application.InMemoryNode;
import io.parley.application.connection.Hub;
import io.parley.application.event.HubEvent;
import io.parley.application.identity.Admission;
import io.parley.application.identity.Capacity;
import io.parley.application.identity.Ticketing;
import io.parley.application.realm.Realms;
import io.parley.application.realm.TestRealms;
import io.parley.application.realm.TrustedProxies;
import io.parley.domain.connection.Heartbeat;
import io.parley.domain.identity.Profile;
import io.parley.domain.identity.RealmId;
import io.parley.domain.identity.Scope;
import io.parley.domain.identity.Server;
import io.parley.domain.identity.User;
import io.parley.domain.identity.UserId;

/** One node of the hub on ports in memory, with its streams; what it gives to its executor runs at once. */
final class SseNode {
    static final User ADA = new User(new UserId(RealmId.DEFAULT, "ada"), Profile.UNKNOWN, Set.of(), Instant.parse("2027-01-01T00:00:00Z"));
    static final User PUPIL = new User(new UserId(TestRealms.SCHOOL, "ada"), Profile.UNKNOWN, Set.of(),
            Instant.parse("2027-01-01T00:00:00Z"));
    static final Heartbeat HEARTBEAT = new Heartbeat(Duration.ofSeconds(30), Optional.empty());
    private static final Server BACKEND = new Server(RealmId.DEFAULT, "backend", Set.of(Scope.PUBLISH));

    final InMemoryNode parts;
    final Ticketing tickets;
    final Hub hub;
    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private boolean running;

    SseNode() {
        this(TestRealms.BOTH);
    }

    SseNode(Realms realms) {
        parts = new InMemoryNode(realms);
        parts.tokens.with("good", ADA).with("pupil", PUPIL).withKey("key", BACKEND);
        tickets = new Ticketing(parts.tickets, () -> new byte[Ticketing.SECRET_BYTES]);
        hub = parts.hub(this::run, 1_000);
    }

    /** On the caller's thread, one after the other. */
    private void run(Runnable task) {
        tasks.add(task);
        if (running) {
            return;
        }
        running = true;
        try {
            for (Runnable next = tasks.poll(); next != null; next = tasks.poll()) {
                next.run();
            }
        } finally {
            running = false;
        }
    }

    /** A request to open a stream, as a container gives it: going on with it later needs no naming of the response. */
    static final class StreamRequest extends MockHttpServletRequest {
        private final MockHttpServletResponse response = new MockHttpServletResponse();

        StreamRequest() {
            super("GET", SseServlet.PATH);
            addHeader("Host", "hub.example.com");
            setAsyncSupported(true);
        }

        @Override
        public AsyncContext startAsync() {
            return startAsync(this, response);
        }
    }

    /** The answer to that request. */
    MockHttpServletResponse answer(StreamRequest request) throws Exception {
        Admission admission = new Admission(parts.realms, parts.tokens, tickets, Capacity.UNBOUNDED, parts.seats, parts.events);
        new SseServlet(hub, admission, TrustedProxies.NONE, new PlainFormat(), parts.events, new SseSettings(HEARTBEAT, 10_000), this::run,
                parts.clock).service(request, request.response);
        return request.response;
    }

    /** How many connections ended that were open. */
    long closed() {
        return parts.events.events(HubEvent.ConnectionClosed.class).size();
    }
}
