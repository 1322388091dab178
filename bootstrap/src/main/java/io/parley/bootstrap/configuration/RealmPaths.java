package io.parley.bootstrap.configuration;

import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * {@code /realms/{name}/…} is {@code /…} of that realm, for everything that the hub serves: the name is cut off the path before anybody looks at
 * it, and goes on as an attribute.
 */
final class RealmPaths extends Handler.Wrapper {
    private static final String PREFIX = "/realms/";

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        String path = request.getHttpURI().getPath();
        if (path == null || !path.startsWith(PREFIX)) {
            return super.handle(request, response, callback);
        }
        int end = path.indexOf('/', PREFIX.length());
        HttpURI inside;
        try {
            inside = HttpURI.build(request.getHttpURI(), end < 0 ? "/" : path.substring(end), null, request.getHttpURI().getQuery());
        } catch (IllegalArgumentException e) {
            // Its dots lead out of the realm.
            Response.writeError(request, response, callback, HttpStatus.BAD_REQUEST_400);
            return true;
        }
        request.setAttribute(io.parley.application.identity.Request.REALM_ATTRIBUTE,
                path.substring(PREFIX.length(), end < 0 ? path.length() : end));
        return super.handle(new Inside(request, inside), response, callback);
    }

    private static final class Inside extends Request.Wrapper {
        private final HttpURI uri;

        Inside(Request wrapped, HttpURI uri) {
            super(wrapped);
            this.uri = uri;
        }

        @Override
        public HttpURI getHttpURI() {
            return uri;
        }
    }
}
