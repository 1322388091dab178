package io.parley.adapters.rest;

import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

import io.parley.application.Unavailable;
import io.parley.domain.refusal.ErrorCode;
import io.parley.domain.refusal.Refusal;

/** Every no of the server API, in one form: a problem detail with {@code code}, {@code name}, {@code details} and {@code timestamp}. */
@RestControllerAdvice
public final class Problems {
    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
    private static final Refusal AWAY = Refusal.of(ErrorCode.UNAVAILABLE,
            "The hub cannot reach its store; what you sent may have been accepted. Try again");
    private static final Refusal FAILED = Refusal.of(ErrorCode.INTERNAL, "The hub failed at this; it is not your fault");

    private final InstantSource clock;

    /** @param clock stamps problems */
    public Problems(InstantSource clock) {
        this.clock = clock;
    }

    /** The refusal as a problem. */
    public ProblemDetail of(Refusal refusal) {
        return of(refusal, HttpStatusCode.valueOf(refusal.code().httpStatus()));
    }

    /** The refusal as a problem of that status. */
    public ProblemDetail of(Refusal refusal, HttpStatusCode status) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, refusal.message());
        problem.setProperty("code", refusal.code().code());
        problem.setProperty("name", refusal.code().name());
        if (!refusal.details().isEmpty()) {
            problem.setProperty("details", refusal.details());
        }
        problem.setProperty("timestamp", clock.instant().truncatedTo(ChronoUnit.MILLIS).toString());
        return problem;
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> refused(Refused refused) {
        return answer(refused.refusal(), HttpStatusCode.valueOf(refused.status()));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> away(Unavailable away) {
        LOG.warn("A request could not be served: {}", away.getMessage());
        return answer(AWAY, HttpStatusCode.valueOf(AWAY.code().httpStatus()));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> mismatch(MethodArgumentTypeMismatchException mismatch) {
        Class<?> wanted = mismatch.getRequiredType();
        return answer(of(Refusal.invalid(mismatch.getName(), wanted == null ? "another value" : "a value of type " + wanted.getSimpleName(),
                "something else")));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> unreadable(HttpMessageNotReadableException unreadable) {
        return answer(of(Refusal.invalid("$", "a body", "none that can be read")));
    }

    /** What Spring itself refuses (no such path, method, media type …) keeps its status and gets our form; the rest is our failure. */
    @ExceptionHandler
    ResponseEntity<ProblemDetail> other(Exception other) {
        if (other instanceof ErrorResponse response && response.getStatusCode().is4xxClientError()) {
            String detail = response.getBody().getDetail();
            ErrorCode code = response.getStatusCode().value() == 404 ? ErrorCode.CHANNEL_NOT_FOUND : ErrorCode.INVALID_MESSAGE;
            ProblemDetail problem = of(Refusal.of(code, detail == null ? "No such request" : detail), response.getStatusCode());
            return ResponseEntity.status(response.getStatusCode()).headers(response.getHeaders()).body(problem);
        }
        LOG.error("A request failed", other);
        return answer(of(FAILED));
    }

    private ResponseEntity<ProblemDetail> answer(Refusal refusal, HttpStatusCode status) {
        HttpHeaders headers = new HttpHeaders();
        refusal.retryAfterSeconds().ifPresent(seconds -> headers.set(HttpHeaders.RETRY_AFTER, Long.toString(seconds)));
        return ResponseEntity.status(status).headers(headers).body(of(refusal, status));
    }

    private static ResponseEntity<ProblemDetail> answer(ProblemDetail problem) {
        return ResponseEntity.status(problem.getStatus()).body(problem);
    }
}
