package io.parley.bootstrap.configuration;

import java.util.stream.Stream;

import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;

/**
 * Ports of their own for metrics and health: nothing else is served there, and metrics nowhere else.
 */
final class OperationPorts extends Handler.Wrapper {
    private static final String METRICS = "/metrics";
    private static final String HEALTH = "/health";
    private static final String PROBES = "/actuator/health/";

    private final OperationSettings settings;
    private final int own;

    /** @param own the hub's port, which serves everything */
    OperationPorts(OperationSettings settings, int own) {
        this.settings = settings;
        this.own = own;
    }

    /** Has the server listen on them. A port that is the hub's own, or both, is listened on once. */
    void openOn(Server server) {
        Stream.of(settings.metricsPort(), settings.healthPort()).filter(port -> port != null && port != own).distinct().forEach(port -> {
            ServerConnector connector = new ServerConnector(server);
            connector.setPort(port);
            server.addConnector(connector);
        });
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (isServed(Request.getPathInContext(request), Request.getLocalPort(request))) {
            return super.handle(request, response, callback);
        }
        Response.writeError(request, response, callback, HttpStatus.NOT_FOUND_404);
        return true;
    }

    private boolean isServed(String path, int port) {
        if (path.equals(METRICS)) {
            return settings.metricsPort() == null ? !isApart(port) : settings.isMetricsPort(port);
        }
        return !isApart(port) || (settings.isHealthPort(port) && (path.equals(HEALTH) || path.startsWith(PROBES)));
    }

    private boolean isApart(int port) {
        return port != own && (settings.isMetricsPort(port) || settings.isHealthPort(port));
    }
}
