package io.parley.adapters.postgres;

import java.sql.SQLException;
import java.util.Set;
import java.util.function.Supplier;

import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;

import io.parley.application.Unavailable;

/** Tells a PostgreSQL that is away, slow, full or just failing over, where asking again may help, from a bug, where it never does. */
public final class Outages {
    /**
     * Outages that Spring has no category for: {@code read_only_sql_transaction}, after a failover, while the pool still talks to the old
     * primary; {@code lock_not_available}, where {@code lock_timeout} is set.
     */
    private static final Set<String> UNCATEGORIZED = Set.of("25006", "55P03");
    /** Program limits, e.g. JSON nested too deep for the server's stack: Spring counts them as lacking resources, but they are the input's. */
    private static final String LIMIT_CLASS = "54";

    private Outages() {}

    /**
     * What the query gives.
     *
     * @throws Unavailable         if the database did not answer; what was asked may have happened
     * @throws DataAccessException for everything else, unchanged
     */
    public static <T> T asUnavailable(Supplier<T> query) {
        try {
            return query.get();
        } catch (DataAccessException failure) {
            if (isOutage(failure)) {
                throw new Unavailable("PostgreSQL did not answer", failure);
            }
            throw failure;
        }
    }

    private static boolean isOutage(DataAccessException failure) {
        String state = sqlState(failure);
        return switch (failure) {
            case DataAccessResourceFailureException resource -> !state.startsWith(LIMIT_CLASS);
            case TransientDataAccessException passing -> true;
            case RecoverableDataAccessException lost -> true;
            default -> UNCATEGORIZED.contains(state);
        };
    }

    private static String sqlState(DataAccessException failure) {
        return failure.getCause() instanceof SQLException cause && cause.getSQLState() != null ? cause.getSQLState() : "";
    }
}
