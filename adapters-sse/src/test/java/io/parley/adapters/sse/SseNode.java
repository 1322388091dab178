package io.parley.adapters.sse;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;

import jakarta.servlet.AsyncContext;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

import io.parley.application.ManualClock;
import io.parley.application.channel.Subscribing;
import io.parley.application.connection.Hub;
import io.parley.application.connection.ManualTimers;
import io.parley.application.connection.SessionSettings;
import io.parley.application.delivery.Broadcaster;
import io.parley.application.delivery.InMemoryBackplane;
import io.parley.application.delivery.Publishing;
import io.parley.application.event.HubEvent;
import io.parley.application.event.RecordingEventBus;
import io.parley.application.identity.Admission;
import io.parley.application.identity.KnownTokens;
import io.parley.application.identity.OriginPolicy;
import io.parley.application.presence.Attendance;
import io.parley.application.presence.InMemoryPresenceDirectory;
import io.parley.domain.channel.ShippedPolicies;
import io.parley.domain.connection.Heartbeat;
import io.parley.domain.connection.NodeId;
import io.parley.domain.identity.Profile;
import io.parley.domain.identity.RealmId;
import io.parley.domain.identity.Scope;
import io.parley.domain.identity.Server;
import io.parley.domain.identity.User;
import io.parley.domain.identity.UserId;

/** One node of the hub on ports in memory, with its streams; what it gives to its executor runs at once. */
final class SseNode {
    static final String APP = "https://app.example.com";
    static final User ADA = new User(new UserId(RealmId.DEFAULT, "ada"), Profile.UNKNOWN, Set.of(), Instant.parse("2027-01-01T00:00:00Z"));
    static final Server BACKEND = new Server(RealmId.DEFAULT, "backend", Set.of(Scope.PUBLISH));
    static final Heartbeat HEARTBEAT = new Heartbeat(Duration.ofSeconds(30), Optional.empty());

    final ManualClock clock = new ManualClock();
    final ManualTimers timers = new ManualTimers(clock);
    final RecordingEventBus events = new RecordingEventBus();
    final KnownTokens tokens = new KnownTokens().with("good", ADA).withKey("key", BACKEND);
    final InMemoryBackplane backplane = new InMemoryBackplane(new InMemoryBackplane.Store());
    final Publishing publishing = new Publishing(ShippedPolicies.BOOK, backplane, clock);
    final Hub hub;
    boolean anonymous;
    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private boolean running;

    SseNode() {
        InMemoryPresenceDirectory directory = new InMemoryPresenceDirectory(
                new InMemoryPresenceDirectory.Cluster(clock, Duration.ofSeconds(15)), new NodeId("node-1"));
        Subscribing subscribing = new Subscribing(ShippedPolicies.BOOK, new Broadcaster(backplane), backplane,
                new Attendance(directory, backplane));
        hub = new Hub(new SessionSettings(new NodeId("node-1"), Duration.ofSeconds(10), 1_000), tokens, subscribing, publishing, events,
                timers, this::run, clock, UUID::randomUUID);
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
        Admission admission = new Admission(tokens, new OriginPolicy(Set.of(APP)), anonymous);
        new SseServlet(hub, admission, new PlainFormat(), events, new SseSettings(HEARTBEAT, 10_000), this::run, clock).service(request,
                request.response);
        return request.response;
    }

    /** How many connections ended that were open. */
    long closed() {
        return events.events(HubEvent.ConnectionClosed.class).size();
    }
}
