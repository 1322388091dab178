package io.parley.adapters.websocket;

import java.io.IOException;
import java.util.function.Function;

import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.ee11.websocket.server.config.JettyWebSocketServletContainerInitializer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.springframework.context.annotation.AnnotatedBeanDefinitionReader;
import org.springframework.web.context.support.GenericWebApplicationContext;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.socket.config.annotation.EnableWebSocket;
import org.springframework.web.socket.config.annotation.WebSocketConfigurer;

/** A real Jetty with what is put on it by way of Spring, on the connector that the hub has. */
final class RunningJetty implements AutoCloseable {
    private final Server jetty = new Server();
    private final ServerConnector connector;

    @EnableWebSocket
    private static final class Configuration {}

    /** Listens on a port that is free, with the hub's own connector. */
    RunningJetty(WebSocketConfigurer sockets) throws Exception {
        this(Way.DIRECT::connector, sockets);
    }

    /** Listens on a port that is free. */
    RunningJetty(Function<Server, ServerConnector> connectors, WebSocketConfigurer sockets) throws Exception {
        connector = connectors.apply(jetty);
        GenericWebApplicationContext beans = new GenericWebApplicationContext();
        new AnnotatedBeanDefinitionReader(beans).register(Configuration.class);
        beans.registerBean(WebSocketConfigurer.class, () -> sockets);
        ServletContextHandler context = new ServletContextHandler();
        JettyWebSocketServletContainerInitializer.configure(context, null);
        context.addServlet(new ServletHolder(new DispatcherServlet(beans)), "/*");
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
