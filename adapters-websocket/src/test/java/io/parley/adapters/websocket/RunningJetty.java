package io.parley.adapters.websocket;

import java.io.IOException;
import java.util.function.Consumer;
import java.util.function.Function;

import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.websocket.server.config.JettyWebSocketServletContainerInitializer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** A real Jetty, on the connector that the hub has or another. */
final class RunningJetty implements AutoCloseable {
    private final Server jetty = new Server();
    private final ServerConnector connector;

    /** Listens on a port that is free, with the hub's own connector. */
    RunningJetty(Consumer<ServletContextHandler> content) throws Exception {
        this(Way.DIRECT::connector, content);
    }

    /** Listens on a port that is free. */
    RunningJetty(Function<Server, ServerConnector> connectors, Consumer<ServletContextHandler> content) throws Exception {
        connector = connectors.apply(jetty);
        ServletContextHandler context = new ServletContextHandler();
        JettyWebSocketServletContainerInitializer.configure(context, null);
        content.accept(context);
        jetty.addConnector(connector);
        jetty.setHandler(context);
        jetty.start();
    }

    int port() {
        return connector.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        try {
            jetty.stop();
        } catch (Exception e) {
            throw new IOException("Jetty did not stop", e);
        }
    }
}
