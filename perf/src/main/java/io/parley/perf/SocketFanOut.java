package io.parley.perf;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import jakarta.servlet.DispatcherType;
import org.eclipse.jetty.ee11.servlet.DefaultServlet;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.websocket.server.config.JettyWebSocketServletContainerInitializer;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

import io.parley.adapters.websocket.DirectConnector;
import io.parley.adapters.websocket.WebSocketSettings;
import io.parley.adapters.websocket.WebSocketTransport;
import io.parley.adapters.websocket.Writers;
import io.parley.adapters.wire.MixedWireFormat;
import io.parley.application.InMemoryNode;
import io.parley.application.connection.Hub;
import io.parley.application.identity.Admission;
import io.parley.application.identity.Capacity;
import io.parley.application.identity.Ticketing;
import io.parley.application.realm.TrustedProxies;
import io.parley.domain.channel.ChannelId;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.channel.History;
import io.parley.domain.connection.Heartbeat;
import io.parley.domain.delivery.Message;
import io.parley.domain.identity.Profile;
import io.parley.domain.identity.RealmId;
import io.parley.domain.identity.User;
import io.parley.domain.identity.UserId;
import io.parley.domain.payload.Payload;

/**
 * One channel with receivers on real sockets, and the whole delivery path between: from the moment a message arrives from the backplane until each
 * client's socket has it. The backplane alone is in memory. Not thread-safe.
 */
final class SocketFanOut implements AutoCloseable {
    private static final ChannelId CHANNEL = new ChannelId(RealmId.DEFAULT, new ChannelName("public:bench"));
    /** 200 characters of JSON. */
    private static final Payload DATA = Payload.ofJson("{\"text\":\"" + "x".repeat(189) + "\"}");
    private static final String HANDSHAKE = String.join("\r\n", "GET /ws?token=token HTTP/1.1", "Host: localhost", "Connection: Upgrade",
            "Upgrade: websocket", "Sec-WebSocket-Version: 13", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==", "", "");
    private static final int BACKLOG_BYTES = 1 << 20;
    private static final int MAX_BYTES = 1 << 17;

    private final InMemoryNode node = new InMemoryNode();
    private final ExecutorService sessions = Executors.newVirtualThreadPerTaskExecutor();
    private final Writers writers = new Writers(Runtime.getRuntime().availableProcessors());
    private final Server jetty = new Server();
    private final ServerConnector connector = new DirectConnector(jetty, new HttpConnectionFactory());
    private final Sink sink = new Sink();
    private final Message message = new Message(CHANNEL, "said", DATA, Instant.EPOCH, Optional.empty());

    /** @param receivers how many hear the channel */
    SocketFanOut(int receivers) throws Exception {
        node.tokens.with("token", new User(new UserId(RealmId.DEFAULT, "ada"), Profile.UNKNOWN, Set.of(), Instant.MAX));
        start();
        for (int i = 0; i < receivers; i++) {
            sink.add(subscribed());
        }
        sink.start();
        deliver(); // From here on each message has the length of this one.
    }

    private void start() throws Exception {
        Hub hub = node.hub(sessions, MAX_BYTES);
        Admission admission = new Admission(node.realms, node.tokens, new Ticketing(node.tickets, () -> new byte[Ticketing.SECRET_BYTES]),
                Capacity.UNBOUNDED, (_, _, _) -> Optional.empty(), node.events);
        Heartbeat heartbeat = new Heartbeat(Duration.ofMinutes(5), Optional.empty());
        WebSocketTransport transport = new WebSocketTransport(hub, admission, TrustedProxies.NONE, new MixedWireFormat(), node.events,
                new WebSocketSettings(heartbeat, MAX_BYTES, BACKLOG_BYTES, Duration.ofSeconds(5), MAX_BYTES), writers, node.clock);
        ServletContextHandler context = new ServletContextHandler();
        JettyWebSocketServletContainerInitializer.configure(context, null);
        WebSocketTransport.PATHS.forEach(path -> context.addFilter(transport.handshakes(), path, EnumSet.of(DispatcherType.REQUEST)));
        context.addServlet(DefaultServlet.class, "/");
        jetty.addConnector(connector);
        jetty.setHandler(context);
        jetty.start();
    }

    private SocketChannel subscribed() throws IOException {
        SocketChannel client = SocketChannel.open(new InetSocketAddress("localhost", connector.getLocalPort()));
        OutputStream out = client.socket().getOutputStream();
        out.write(HANDSHAKE.getBytes(StandardCharsets.US_ASCII));
        out.write(masked("{\"type\":\"subscribe\",\"channel\":\"public:bench\",\"presence\":false,\"id\":7}"));
        await(client.socket().getInputStream(), "\"id\":7");
        return client;
    }

    private static byte[] masked(String text) {
        byte[] payload = text.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(6 + payload.length).put((byte) 0x81).put((byte) (0x80 | payload.length)).putInt(0).put(payload).array();
    }

    private static void await(InputStream in, String end) throws IOException {
        StringBuilder heard = new StringBuilder();
        byte[] some = new byte[4096];
        while (heard.indexOf(end) < 0) {
            int count = in.read(some);
            if (count < 0) {
                throw new IOException("The hub hung up after " + heard);
            }
            heard.append(new String(some, 0, count, StandardCharsets.UTF_8));
        }
    }

    /** One message arrives and reaches every client, before this returns. */
    void deliver() {
        node.backplane.publish(message, History.NONE);
        sink.awaitOneEach();
    }

    @Override
    public void close() throws IOException {
        sink.close();
        try {
            jetty.stop();
        } catch (Exception e) {
            throw new IOException("Jetty did not stop", e);
        }
        writers.close();
        sessions.close();
    }
}
