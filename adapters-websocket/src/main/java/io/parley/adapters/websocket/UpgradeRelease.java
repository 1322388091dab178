package io.parley.adapters.websocket;

import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.common.JettyWebSocketFrameHandler;
import org.eclipse.jetty.websocket.common.WebSocketSession;
import org.eclipse.jetty.websocket.core.Negotiated;
import org.eclipse.jetty.websocket.core.WebSocketCoreSession;
import org.springframework.http.HttpHeaders;
import org.springframework.web.socket.adapter.NativeWebSocketSession;
import org.springframework.web.socket.adapter.jetty.JettyWebSocketSession;

/**
 * Lets go of the handshake of a connection that is open. Jetty and Spring keep request and answer as long as the session, and with them parser,
 * channel and attributes of HTTP: over half of the memory of an idle connection, and the token is in it.
 *
 * <p>Most of it hangs on fields that only reflection can reach. Where that fails connections take more memory, and nothing else is different.
 */
final class UpgradeRelease {
    private static final HiddenField REQUEST = HiddenField.of(WebSocketSession.class, "upgradeRequest");
    private static final HiddenField RESPONSE = HiddenField.of(WebSocketSession.class, "upgradeResponse");
    private static final HiddenField NEGOTIATED = HiddenField.of(WebSocketCoreSession.class, "negotiated");
    private static final HiddenField ADDRESS = HiddenField.of(Negotiated.class, "requestURI");
    private static final HiddenField PARAMETERS = HiddenField.of(Negotiated.class, "parameterMap");
    private static final HiddenField ADDRESS_FOR_SPRING = HiddenField.of(JettyWebSocketSession.class, "uri");
    private static final HiddenField HEADERS = HiddenField.of(JettyWebSocketSession.class, "headers");

    private UpgradeRelease() {}

    /** From now on nobody may ask the connection for address, headers, parameters or version of its handshake, nor the gate for its answer. */
    static void of(NativeWebSocketSession connection) {
        HandshakeGate.forget(connection.getAttributes());
        ADDRESS_FOR_SPRING.set(connection, null);
        HEADERS.set(connection, HttpHeaders.EMPTY);
        if (connection.getNativeSession(Session.class) instanceof WebSocketSession session) {
            REQUEST.set(session, null);
            RESPONSE.set(session, null);
            if (session.getCoreSession() instanceof WebSocketCoreSession core) {
                release(core);
            }
        }
    }

    private static void release(WebSocketCoreSession core) {
        if (core.getHandler() instanceof JettyWebSocketFrameHandler handler) {
            handler.setUpgradeRequest(null);
            handler.setUpgradeResponse(null);
        }
        Object negotiated = NEGOTIATED.get(core);
        ADDRESS.set(negotiated, null);
        PARAMETERS.set(negotiated, null);
    }
}
