package io.parley.bootstrap.start;

import java.net.BindException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Recognises what an operator can mend, however deep in the causes it lies. */
@Order(Ordered.HIGHEST_PRECEDENCE)
public final class StartFailures implements FailureAnalyzer {
    /** SQLSTATE classes of PostgreSQL: no connection, bad credentials, no such database. */
    private static final String CONNECTION = "08";
    private static final String CREDENTIALS = "28";
    private static final String NO_DATABASE = "3D";

    @Override
    public @Nullable FailureAnalysis analyze(Throwable failure) {
        return causes(failure).flatMap(cause -> line(cause).stream()).findFirst().map(line -> new FailureAnalysis(line, null, failure))
                .orElse(null);
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause);
    }

    private static Optional<String> line(Throwable cause) {
        return switch (cause) {
            case StartFailure known -> Optional.of(String.valueOf(known.getMessage()));
            case PortInUseException busy -> Optional.of("Port " + busy.getPort() + " is in use. Stop what uses it, or set PORT to another");
            case BindException busy -> Optional.of("The port cannot be bound (" + busy.getMessage() + "). Set PORT to another");
            case SQLException sql -> database(sql);
            default -> Optional.empty();
        };
    }

    private static Optional<String> database(SQLException sql) {
        String state = sql.getSQLState() == null ? "" : sql.getSQLState();
        if (state.startsWith(CREDENTIALS)) {
            return Optional.of("PostgreSQL refuses the user or password. Check DATABASE_URL");
        }
        if (state.startsWith(NO_DATABASE)) {
            return Optional.of("PostgreSQL has no such database. Create it, or check DATABASE_URL");
        }
        return state.startsWith(CONNECTION)
                ? Optional.of("PostgreSQL does not answer. Check DATABASE_URL and that the server runs")
                : Optional.empty();
    }
}
