package io.parley.bootstrap.configuration;

import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.component.Container;
import org.springframework.boot.jetty.servlet.JettyServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/**
 * How many connections the system accepts for a hub that has not got to them yet. Of more it drops the first packet, and who comes back in a storm
 * tries again a second later. The kernel has a bound of its own (net.core.somaxconn), and the smaller one counts.
 */
@Component
final class AcceptBacklog implements WebServerFactoryCustomizer<JettyServletWebServerFactory> {
    private final int connections;

    AcceptBacklog(ConnectionSettings settings) {
        connections = settings.acceptBacklog();
    }

    @Override
    public void customize(JettyServletWebServerFactory factory) {
        // Whoever brings a connector, before this or after.
        factory.addServerCustomizers(server -> server.addEventListener(new Container.Listener() {
            @Override
            public void beanAdded(Container parent, Object part) {
                if (part instanceof ServerConnector connector) {
                    connector.setAcceptQueueSize(connections);
                }
            }

            @Override
            public void beanRemoved(Container parent, Object part) {
                // It keeps what it has.
            }
        }));
    }
}
