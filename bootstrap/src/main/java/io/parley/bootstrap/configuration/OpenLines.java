package io.parley.bootstrap.configuration;

import java.util.Arrays;

import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.websocket.core.WebSocketConnection;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.jetty.servlet.JettyServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/** How many WebSockets have a line yet, those of clients who have been sent away and read on included. */
@Component
class OpenLines implements WebServerFactoryCustomizer<JettyServletWebServerFactory> {
    private volatile @Nullable Server server;

    @Override
    public void customize(JettyServletWebServerFactory factory) {
        factory.addServerCustomizers(jetty -> server = jetty);
    }

    /** From any thread. It looks at all of them, so it is for now and then. */
    long count() {
        Server jetty = server;
        return jetty == null
                ? 0
                : Arrays.stream(jetty.getConnectors()).flatMap(connector -> connector.getConnectedEndPoints().stream())
                        .filter(OpenLines::isWebSocket).count();
    }

    private static boolean isWebSocket(EndPoint line) {
        return line.getConnection() instanceof WebSocketConnection;
    }
}
