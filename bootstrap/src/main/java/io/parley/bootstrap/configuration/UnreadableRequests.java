package io.parley.bootstrap.configuration;

import java.nio.ByteBuffer;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import tools.jackson.databind.json.JsonMapper;

import io.parley.adapters.rest.Problems;
import io.parley.domain.refusal.ErrorCode;
import io.parley.domain.refusal.Refusal;

/**
 * Requests that no controller will see, because Jetty cannot read them or their path means two things, get the server API's form of a no in place
 * of Jetty's page.
 */
final class UnreadableRequests extends ErrorHandler {
    private final Problems problems;
    private final JsonMapper json;

    UnreadableRequests(Problems problems, JsonMapper json) {
        this.problems = problems;
        this.json = json;
    }

    /** Ends a request whose path means two things here, where the form of the answer is ours, and not in the servlet context, where it is not. */
    static final class Gate extends Handler.Wrapper {
        @Override
        public boolean handle(Request request, Response response, Callback callback) throws Exception {
            if (request.getHttpURI().hasViolations()) {
                Response.writeError(request, response, callback, HttpStatus.BAD_REQUEST_400);
                return true;
            }
            return super.handle(request, response, callback);
        }
    }

    @Override
    public boolean errorPageForMethod(String method) {
        return true;
    }

    @Override
    protected void generateResponse(Request request, Response response, int status, String message, Throwable cause, Callback callback) {
        Refusal refusal = Refusal.of(codeOf(status), "The request cannot be served: " + HttpStatus.getMessage(status));
        if (refusal.code() == ErrorCode.CONNECTION_LOST) {
            response.getHeaders().put(HttpHeader.CONNECTION, "close");
            response.getHeaders().put(HttpHeader.RETRY_AFTER, 1);
        }
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.write(true, ByteBuffer.wrap(json.writeValueAsBytes(problems.of(refusal, HttpStatusCode.valueOf(status)))), callback);
    }

    private static ErrorCode codeOf(int status) {
        if (status == HttpStatus.SERVICE_UNAVAILABLE_503) {
            return ErrorCode.CONNECTION_LOST; // Jetty says so where the hub is going away.
        }
        return HttpStatus.isServerError(status) ? ErrorCode.INTERNAL : ErrorCode.INVALID_MESSAGE;
    }
}
