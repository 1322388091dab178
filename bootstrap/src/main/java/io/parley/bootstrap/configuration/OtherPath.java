package io.parley.bootstrap.configuration;

import java.util.regex.Pattern;

import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

import io.parley.bootstrap.start.StartFailure;

/** One more path that leads to the WebSocket, for clients who know it by that: with a slash behind it or without. */
final class OtherPath extends Handler.Wrapper {
    private static final String WEBSOCKET = "/ws";
    private static final Pattern FORM = Pattern.compile("(/[A-Za-z0-9._~-]+)+/?");
    /** Where the hub serves something else. */
    private static final Pattern TAKEN = Pattern.compile("/(realtime/.+|realms(/.*)?|actuator(/.*)?|dev(/.*)?|health|metrics)/?");

    private final String path;

    /** @throws StartFailure if it is no path, or another's */
    OtherPath(String path) {
        if (!FORM.matcher(path).matches() || TAKEN.matcher(path).matches()) {
            throw new StartFailure(
                    "parley.connections.path is a path like /socket, and none that the hub serves already: not '" + path + "'");
        }
        this.path = withoutSlash(path);
    }

    private static String withoutSlash(String path) {
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        HttpURI asked = request.getHttpURI();
        if (asked.getPath() == null || !withoutSlash(asked.getPath()).equals(path)) {
            return super.handle(request, response, callback);
        }
        HttpURI websocket = HttpURI.build(asked, WEBSOCKET, null, asked.getQuery());
        return super.handle(Request.serveAs(request, websocket), response, callback);
    }
}
