package io.parley.bootstrap.security;

import java.io.IOException;

import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import tools.jackson.databind.json.JsonMapper;

import io.parley.adapters.rest.Problems;
import io.parley.domain.refusal.Refusal;

/** Answers a request that no controller will see with the server API's form of a no. */
final class ProblemWriter {
    private final Problems problems;
    private final JsonMapper json;

    ProblemWriter(Problems problems, JsonMapper json) {
        this.problems = problems;
        this.json = json;
    }

    void write(HttpServletResponse response, Refusal refusal) throws IOException {
        ProblemDetail problem = problems.of(refusal);
        response.setStatus(problem.getStatus());
        refusal.retryAfterSeconds().ifPresent(seconds -> response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(seconds)));
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.getOutputStream().write(json.writeValueAsBytes(problem));
    }
}
