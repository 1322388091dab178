package io.parley.adapters.websocket;

import java.time.InstantSource;
import java.util.List;

import jakarta.servlet.Filter;
import org.springframework.web.socket.server.support.DefaultHandshakeHandler;

import io.parley.application.connection.Hub;
import io.parley.application.event.EventBus;
import io.parley.application.identity.Admission;
import io.parley.application.protocol.WireFormat;
import io.parley.application.realm.TrustedProxies;

/** Puts the hub on the WebSocket paths of the protocol. */
public final class WebSocketTransport {
    /** Where handshakes come. */
    public static final List<String> PATHS = List.of("/realtime", "/ws");
    /** Optional; a browser that offers it gives up if it is not answered. */
    static final String VERSION = "parley.v1";
    /** The same with several messages in a frame. */
    static final String BATCHES = "parley.v1.batch";

    private final WebSocketConnections connections;
    private final HandshakeGate gate;
    private final WebSocketSettings settings;

    /**
     * Connections are opened at the hub once the admission lets them in; handshakes that are refused without a connection are told to the event
     * bus.
     *
     * @param writers write to the clients
     */
    public WebSocketTransport(Hub hub, Admission admission, TrustedProxies proxies, WireFormat format, EventBus events,
            WebSocketSettings settings, Writers writers, InstantSource clock) {
        this.settings = settings;
        connections = new WebSocketConnections(hub, format, settings, writers);
        gate = new HandshakeGate(admission, proxies, format, events, clock);
    }

    /** Answers handshakes; to be mapped to the {@link #PATHS}, before every other filter. */
    public Filter handshakes() {
        DefaultHandshakeHandler handshake = new DefaultHandshakeHandler(new JettyUpgrade(settings));
        handshake.setSupportedProtocols(VERSION, BATCHES);
        return new HandshakeFilter(gate, handshake, connections);
    }
}
