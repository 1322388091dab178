package io.parley.adapters.websocket;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.websocket.core.CoreSession;
import org.springframework.context.annotation.AnnotatedBeanDefinitionReader;
import org.springframework.web.context.support.GenericWebApplicationContext;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.socket.BinaryMessage;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.config.annotation.EnableWebSocket;
import org.springframework.web.socket.config.annotation.WebSocketConfigurer;
import org.springframework.web.socket.handler.AbstractWebSocketHandler;
import org.springframework.web.socket.server.support.DefaultHandshakeHandler;

import io.parley.application.connection.Downlink;
import io.parley.application.protocol.EncodedMessage;
import io.parley.application.protocol.ServerMessage;
import io.parley.domain.channel.ChannelId;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.connection.Heartbeat;
import io.parley.domain.delivery.Message;
import io.parley.domain.identity.RealmId;
import io.parley.domain.payload.Payload;

/** Says back what it hears, over the connector that the hub has and the way its messages go: what a conformance suite talks to. */
final class EchoServer extends AbstractWebSocketHandler implements AutoCloseable {
    /** The largest message of the suite has 16 MB. */
    static final int MOST_BYTES = 32 * 1024 * 1024;
    private static final int COMPRESS_ABOVE = 64;
    private static final Duration CLOSE_GRACE = Duration.ofSeconds(5);
    private static final Heartbeat HEARTBEAT = new Heartbeat(Duration.ofSeconds(25), Optional.of(Duration.ofSeconds(60)));

    private static final String DOWNLINK = "downlink";
    private static final long BACKLOG_BYTES = 2L * MOST_BYTES;
    private static final ChannelName CHANNEL = new ChannelName("echo");

    @EnableWebSocket
    private static final class Configuration {}

    private final Writers writers = new Writers(2);
    private final Encodings encodings = new Encodings(new EchoFormat(), COMPRESS_ABOVE);
    private final List<Line> lines = new CopyOnWriteArrayList<>();
    private final List<WebSocketDownlink> downlinks = new CopyOnWriteArrayList<>();
    private final RunningJetty jetty;

    /** Over the connector that the hub has. */
    EchoServer() throws Exception {
        this(Way.DIRECT::connector);
    }

    EchoServer(Function<Server, ServerConnector> connectors) throws Exception {
        jetty = new RunningJetty(connectors, this::register);
    }

    /** What lies between it and its clients, in the order in which they came. */
    List<Line> lines() {
        return lines;
    }

    /** Their ways out, in the same order. */
    List<WebSocketDownlink> downlinks() {
        return downlinks;
    }

    private void register(ServletContextHandler context) {
        WebSocketSettings settings = new WebSocketSettings(HEARTBEAT, MOST_BYTES, BACKLOG_BYTES, CLOSE_GRACE, COMPRESS_ABOVE);
        GenericWebApplicationContext beans = new GenericWebApplicationContext();
        new AnnotatedBeanDefinitionReader(beans).register(Configuration.class);
        beans.registerBean(WebSocketConfigurer.class, () -> registry -> registry.addHandler(this, "/echo")
                .setHandshakeHandler(new DefaultHandshakeHandler(new JettyUpgrade(settings))).setAllowedOriginPatterns("*"));
        context.addServlet(new ServletHolder(new DispatcherServlet(beans)), "/*");
    }

    /** Where it listens, by address: not every client tries both that a name has. */
    URI uri() {
        return URI.create("ws://127.0.0.1:" + jetty.port() + "/echo");
    }

    @Override
    public void afterConnectionEstablished(WebSocketSession connection) {
        CoreSession session = WebSocketConnections.coreOf(connection);
        Line line = Line.to(session);
        lines.add(line);
        WebSocketDownlink downlink = new WebSocketDownlink(line, encodings.of(SharedDeflate.most(session), false), writers.next(),
                BACKLOG_BYTES, CLOSE_GRACE);
        downlinks.add(downlink);
        connection.getAttributes().put(DOWNLINK, downlink);
    }

    @Override
    protected void handleTextMessage(WebSocketSession connection, TextMessage message) {
        answer(connection, "text", message.getPayload().getBytes(StandardCharsets.UTF_8));
    }

    @Override
    protected void handleBinaryMessage(WebSocketSession connection, BinaryMessage message) {
        byte[] payload = new byte[message.getPayloadLength()];
        message.getPayload().get(payload);
        answer(connection, EchoFormat.BINARY, payload);
    }

    private static void answer(WebSocketSession connection, String kind, byte[] payload) {
        ((Downlink) connection.getAttributes().get(DOWNLINK)).offer(message(kind, payload));
    }

    /** A message as it sends it. */
    static EncodedMessage message(String kind, byte[] payload) {
        Message said = new Message(new ChannelId(RealmId.DEFAULT, CHANNEL), kind, Payload.ofBinary(payload), Instant.EPOCH,
                Optional.empty());
        return new EncodedMessage(new ServerMessage.Event(said, Optional.empty(), CHANNEL));
    }

    @Override
    public void handleTransportError(WebSocketSession connection, Throwable cause) {
        // A suite that breaks every rule is the client; Jetty has answered with the close code by now.
    }

    @Override
    public void afterConnectionClosed(WebSocketSession connection, CloseStatus status) {
        // Nothing is kept of a connection.
    }

    @Override
    public void close() throws IOException {
        jetty.close();
        writers.close();
    }
}
