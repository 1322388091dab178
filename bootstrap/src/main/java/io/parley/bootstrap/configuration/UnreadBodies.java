package io.parley.bootstrap.configuration;

import java.nio.ByteBuffer;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Says {@code Connection: close} where a request is answered before all of it was read, as a no mostly is. Jetty does not wait for the rest, so that
 * nobody can make it, and closes; a client that is not told sends its next request on a line that is gone.
 */
final class UnreadBodies extends Handler.Wrapper {
    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        return super.handle(request, mayHaveBody(request) ? new Honest(request, response) : response, callback);
    }

    private static boolean mayHaveBody(Request request) {
        return request.getHeaders().contains(HttpHeader.CONTENT_LENGTH) || request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING);
    }

    private static final class Honest extends Response.Wrapper {
        Honest(Request request, Response wrapped) {
            super(request, wrapped);
        }

        @Override
        public void write(boolean last, ByteBuffer content, Callback callback) {
            if (!isCommitted()) {
                getRequest().consumeAvailable(); // What has come is read; if that is not all, the connection will not be kept.
            }
            super.write(last, content, callback);
        }
    }
}
