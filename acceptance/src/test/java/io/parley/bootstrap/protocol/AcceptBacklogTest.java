package io.parley.bootstrap.protocol;

import java.util.Arrays;

import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.jetty.servlet.JettyServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;

import io.parley.bootstrap.testing.TestNode;
import io.parley.devservices.testing.TestServers;

import static org.assertj.core.api.Assertions.assertThat;

/** How many connections may wait for the hub. */
class AcceptBacklogTest {
    /** Brings a connector after everybody else, as a part of the hub may. */
    static final class LateConnector implements WebServerFactoryCustomizer<JettyServletWebServerFactory> {
        private @Nullable Server server;

        @Override
        public void customize(JettyServletWebServerFactory factory) {
            factory.addServerCustomizers(jetty -> {
                server = jetty;
                jetty.addConnector(new ServerConnector(jetty));
            });
        }

        private int[] backlogs() {
            return server == null
                    ? new int[0]
                    : Arrays.stream(server.getConnectors()).mapToInt(connector -> ((ServerConnector) connector).getAcceptQueueSize())
                            .toArray();
        }
    }

    private static int[] backlogsWith(String... settings) {
        try (TestNode node = TestNode.startWith(LateConnector.class, "node-backlog", TestServers.freshDatabaseUrl(), settings)) {
            return node.bean(LateConnector.class).backlogs();
        }
    }

    @Test
    void everyConnectorHasTheBacklogThatIsSet() {
        assertThat(backlogsWith("parley.connections.accept-backlog=77")).containsExactly(77, 77);
    }

    @Test
    void aStormOfFourThousandFindsRoom() {
        assertThat(backlogsWith()).containsExactly(4096, 4096);
    }
}
