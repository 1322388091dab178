package io.parley.adapters.postgres.preference;

import java.time.Duration;

import com.zaxxer.hikari.HikariDataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.springframework.jdbc.core.simple.JdbcClient;

import io.parley.adapters.postgres.TestDatabase;
import io.parley.application.preference.PreferenceStore;
import io.parley.application.preference.PreferenceStoreContract;

class PostgresPreferenceStoreTest extends PreferenceStoreContract {
    /** So that a connection that is not given back is missed before anybody wonders. */
    private static final Duration SOON = Duration.ofSeconds(10);
    private static HikariDataSource pool;

    @BeforeAll
    static void migrate() {
        pool = TestDatabase.migrated().pool(8, SOON);
    }

    @AfterAll
    static void close() {
        pool.close();
    }

    @Override
    protected PreferenceStore store() {
        return new PostgresPreferenceStore(JdbcClient.create(pool));
    }
}
