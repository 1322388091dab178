package io.parley.bootstrap.start;

import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalysisReporter;

/** Says on standard error why the hub cannot start. Boot's own report of many lines is switched off in {@code application.yaml}. */
public final class OneLine implements FailureAnalysisReporter {
    @Override
    public void report(FailureAnalysis analysis) {
        String action = analysis.getAction() == null ? "" : " " + analysis.getAction();
        System.err.println("parley: cannot start: " + (analysis.getDescription() + action).strip().replaceAll("\\s*\\R\\s*", " "));
    }
}
