package io.parley.devservices;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Lets the start fail with the message alone, in place of a stack trace. */
public final class EmbeddedServerFailureAnalyzer extends AbstractFailureAnalyzer<EmbeddedServerFailure> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, EmbeddedServerFailure cause) {
        return new FailureAnalysis(cause.getMessage(), null, cause);
    }
}
