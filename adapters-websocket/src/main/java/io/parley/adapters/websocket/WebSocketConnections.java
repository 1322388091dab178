package io.parley.adapters.websocket;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;

import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.core.CoreSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.socket.BinaryMessage;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.PongMessage;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.adapter.NativeWebSocketSession;
import org.springframework.web.socket.handler.AbstractWebSocketHandler;

import io.parley.application.connection.Hub;
import io.parley.application.protocol.Decoded;
import io.parley.application.protocol.EncodedMessage;
import io.parley.application.protocol.ServerMessage;
import io.parley.application.protocol.WireFormat;
import io.parley.domain.connection.CloseCode;
import io.parley.domain.connection.Transport;
import io.parley.domain.identity.RealmId;
import io.parley.domain.refusal.ErrorCode;
import io.parley.domain.refusal.Refusal;

/** What Jetty tells of its connections, told on to the hub's sessions. */
final class WebSocketConnections extends AbstractWebSocketHandler {
    private static final Logger LOG = LoggerFactory.getLogger(WebSocketConnections.class);
    private static final String SESSION = "parley.session";
    private static final Decoded BINARY = new Decoded.Malformed(Optional.empty(), Refusal.invalid("$", "a text frame", "a binary frame"));

    private final Hub hub;
    private final WireFormat format;
    private final WebSocketSettings settings;
    private final InstantSource clock;

    WebSocketConnections(Hub hub, WireFormat format, WebSocketSettings settings, InstantSource clock) {
        this.hub = hub;
        this.format = format;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public void afterConnectionEstablished(WebSocketSession connection) {
        JettyDownlink downlink = new JettyDownlink(lineOf(connection), format, settings.maxBacklogBytes(), settings.closeGrace());
        HandshakeGate.refusalOf(connection.getAttributes()).ifPresentOrElse(refusal -> turnAway(downlink, refusal),
                () -> connection.getAttributes().put(SESSION, hub.open(RealmId.DEFAULT, Transport.WEBSOCKET, downlink, format,
                        settings.heartbeat(), HandshakeGate.identityOf(connection.getAttributes()))));
    }

    private static CoreSession lineOf(WebSocketSession connection) {
        Session jetty = ((NativeWebSocketSession) connection).getNativeSession(Session.class);
        return ((org.eclipse.jetty.websocket.common.WebSocketSession) Objects.requireNonNull(jetty)).getCoreSession();
    }

    private void turnAway(JettyDownlink downlink, Refusal refusal) {
        CloseCode code = refusal.code() == ErrorCode.AUTH_REQUIRED ? CloseCode.AUTHENTICATION_FAILED : CloseCode.GOING_AWAY;
        downlink.offer(new EncodedMessage(new ServerMessage.Refused(Optional.empty(), refusal, clock.instant())));
        downlink.offer(new EncodedMessage(new ServerMessage.Disconnect(code)));
        downlink.close(code);
    }

    @Override
    protected void handleTextMessage(WebSocketSession connection, TextMessage message) {
        sessionOf(connection).ifPresent(session -> session.receive(message.getPayload().getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    protected void handleBinaryMessage(WebSocketSession connection, BinaryMessage message) {
        sessionOf(connection).ifPresent(session -> session.perform(BINARY));
    }

    @Override
    protected void handlePongMessage(WebSocketSession connection, PongMessage message) {
        sessionOf(connection).ifPresent(io.parley.application.connection.Session::heard);
    }

    @Override
    public void handleTransportError(WebSocketSession connection, Throwable cause) {
        LOG.debug("The line of a WebSocket broke", cause);
    }

    @Override
    public void afterConnectionClosed(WebSocketSession connection, CloseStatus status) {
        sessionOf(connection).ifPresent(session -> session.closed("closed with " + status.getCode()));
    }

    private static Optional<io.parley.application.connection.Session> sessionOf(WebSocketSession connection) {
        return Optional.ofNullable((io.parley.application.connection.Session) connection.getAttributes().get(SESSION));
    }
}
