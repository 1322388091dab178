package io.parley.adapters.websocket;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import jakarta.servlet.DispatcherType;
import org.eclipse.jetty.ee11.servlet.DefaultServlet;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

import io.parley.application.InMemoryNode;
import io.parley.application.connection.Hub;
import io.parley.application.identity.Admission;
import io.parley.application.identity.Capacity;
import io.parley.application.identity.Ticketing;
import io.parley.application.protocol.TestWireFormat;
import io.parley.application.realm.TestRealms;
import io.parley.application.realm.TrustedProxies;
import io.parley.domain.connection.Heartbeat;
import io.parley.domain.identity.Profile;
import io.parley.domain.identity.RealmId;
import io.parley.domain.identity.Scope;
import io.parley.domain.identity.User;
import io.parley.domain.identity.UserId;

/** The transport on a real Jetty, before a node in memory. */
final class RunningTransport implements AutoCloseable {
    static final int MAX_MESSAGE_BYTES = 1_000;
    static final int MAX_FRAME_BYTES = 10_000;
    static final int COMPRESS_ABOVE = 100;
    static final int MAX_BACKLOG_BYTES = 1_000_000;
    static final io.parley.domain.identity.Server BACKEND = new io.parley.domain.identity.Server(RealmId.DEFAULT, "backend",
            Set.of(Scope.PUBLISH));
    /** She hears {@code public:a} without asking. */
    static final User ADA = new User(new UserId(RealmId.DEFAULT, "ada"), Profile.UNKNOWN, Set.of(), Set.of(),
            Map.of("channels", List.of("public:a")), Instant.parse("2027-01-01T00:00:00Z"));
    static final User PUPIL = new User(new UserId(TestRealms.SCHOOL, "ada"), Profile.UNKNOWN, Set.of(),
            Instant.parse("2027-01-01T00:00:00Z"));

    /** Each request, and the HTTP connection that it came by, for as long as anything holds them. */
    final Queue<WeakReference<Object>> handshakes = new ConcurrentLinkedQueue<>();
    final InMemoryNode node = new InMemoryNode();
    private final ExecutorService sessions = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient http = HttpClient.newHttpClient();
    private final Writers writers = new Writers(2);
    private final RunningJetty jetty;

    RunningTransport() throws Exception {
        node.tokens.with("good", ADA).with("pupil", PUPIL).withKey("key", BACKEND);
        Hub hub = node.hub(sessions, MAX_MESSAGE_BYTES);
        Admission admission = new Admission(node.realms, node.tokens, new Ticketing(node.tickets, () -> new byte[Ticketing.SECRET_BYTES]),
                Capacity.UNBOUNDED, node.seats, node.events);
        Heartbeat heartbeat = new Heartbeat(Duration.ofSeconds(25), Optional.of(Duration.ofSeconds(60)));
        WebSocketTransport transport = new WebSocketTransport(hub, admission, TrustedProxies.NONE, new TestWireFormat(), node.events,
                new WebSocketSettings(heartbeat, MAX_FRAME_BYTES, MAX_BACKLOG_BYTES, Duration.ofSeconds(10), COMPRESS_ABOVE), writers,
                node.clock);
        jetty = new RunningJetty(context -> {
            WebSocketTransport.PATHS.forEach(path -> context.addFilter(transport.handshakes(), path, EnumSet.of(DispatcherType.REQUEST)));
            context.insertHandler(new Handler.Wrapper() {
                @Override
                public boolean handle(Request request, Response response, Callback callback) throws Exception {
                    handshakes.add(new WeakReference<>(request.getConnectionMetaData()));
                    handshakes.add(new WeakReference<>(request));
                    return super.handle(request, response, callback);
                }
            });
            context.addServlet(DefaultServlet.class, "/"); // Filters alone are not asked.
        });
    }

    /** Where a handshake goes. */
    URI uri(String pathAndQuery) {
        return URI.create("ws://localhost:" + jetty.port() + pathAndQuery);
    }

    /** A client that has not connected. */
    RealClient client() {
        return new RealClient(http, this);
    }

    @Override
    public void close() throws IOException {
        http.shutdownNow();
        jetty.close();
        writers.close();
        sessions.close();
    }
}
