package io.parley.adapters.websocket;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;

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
import io.parley.application.connection.Session;
import io.parley.application.identity.Admission;
import io.parley.application.protocol.WireFormat;
import io.parley.domain.connection.Transport;
import io.parley.domain.identity.Identity;
import io.parley.domain.identity.RealmId;
import io.parley.domain.refusal.Refusal;

/** What Jetty tells of its connections, told on to the hub's sessions. */
final class WebSocketConnections extends AbstractWebSocketHandler {
    private static final Logger LOG = LoggerFactory.getLogger(WebSocketConnections.class);
    private static final String SESSION = "parley.session";

    private final Hub hub;
    private final WireFormat format;
    private final WebSocketSettings settings;
    private final Encodings encodings;
    private final Writers writers;

    WebSocketConnections(Hub hub, WireFormat format, WebSocketSettings settings, Writers writers) {
        this.hub = hub;
        this.format = format;
        this.settings = settings;
        encodings = new Encodings(format, settings.compressAbove());
        this.writers = writers;
    }

    @Override
    public void afterConnectionEstablished(WebSocketSession connection) {
        WebSocketDownlink downlink = downlinkOf(connection);
        InetAddress client = HandshakeGate.clientIn(connection.getAttributes());
        connection.getAttributes().put(SESSION, switch (HandshakeGate.answerIn(connection.getAttributes())) {
            case Admission.Answer.Admitted(RealmId realm, Optional<Identity> identity) -> hub.open(realm, Transport.WEBSOCKET, downlink,
                    format, settings.heartbeat(), client, identity);
            case Admission.Answer.TurnedAway(RealmId realm, Refusal refusal, var _) -> hub.turnAway(realm, Transport.WEBSOCKET, downlink,
                    format, settings.heartbeat(), client, refusal);
        });
        UpgradeRelease.of((NativeWebSocketSession) connection);
    }

    private WebSocketDownlink downlinkOf(WebSocketSession connection) {
        CoreSession session = coreOf(connection);
        return new WebSocketDownlink(Line.to(session), encodings.of(SharedDeflate.most(session), inBatches(connection)), writers.next(),
                settings.maxBacklogBytes(), settings.closeGrace());
    }

    static CoreSession coreOf(WebSocketSession connection) {
        var jetty = ((NativeWebSocketSession) connection).getNativeSession(org.eclipse.jetty.websocket.common.WebSocketSession.class);
        return Objects.requireNonNull(jetty).getCoreSession();
    }

    private static boolean inBatches(WebSocketSession connection) {
        return HandshakeGate.asksForBatches(connection.getAttributes())
                || WebSocketTransport.BATCHES.equals(connection.getAcceptedProtocol());
    }

    @Override
    protected void handleTextMessage(WebSocketSession connection, TextMessage message) {
        byte[] frame = message.getPayload().getBytes(StandardCharsets.UTF_8);
        sessionOf(connection).ifPresent(session -> {
            if (inBatches(connection)) {
                Ndjson.each(frame, session::receive);
            } else {
                session.receive(frame);
            }
        });
    }

    @Override
    protected void handleBinaryMessage(WebSocketSession connection, BinaryMessage message) {
        ByteBuffer payload = message.getPayload();
        byte[] frame = new byte[payload.remaining()];
        payload.get(frame);
        sessionOf(connection).ifPresent(session -> session.receiveBinary(frame));
    }

    @Override
    protected void handlePongMessage(WebSocketSession connection, PongMessage message) {
        sessionOf(connection).ifPresent(Session::heard);
    }

    @Override
    public void handleTransportError(WebSocketSession connection, Throwable cause) {
        LOG.debug("The line of a WebSocket broke", cause);
    }

    @Override
    public void afterConnectionClosed(WebSocketSession connection, CloseStatus status) {
        sessionOf(connection).ifPresent(session -> session.closed("closed with " + status.getCode()));
    }

    private static Optional<Session> sessionOf(WebSocketSession connection) {
        return Optional.ofNullable((Session) connection.getAttributes().get(SESSION));
    }
}
