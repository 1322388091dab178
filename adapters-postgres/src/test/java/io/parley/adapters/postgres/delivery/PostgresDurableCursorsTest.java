package io.parley.adapters.postgres.delivery;

import java.time.Duration;

import com.zaxxer.hikari.HikariDataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.springframework.jdbc.core.simple.JdbcClient;

import io.parley.adapters.postgres.TestDatabase;
import io.parley.application.channel.DurableCursors;
import io.parley.application.channel.DurableCursorsContract;

class PostgresDurableCursorsTest extends DurableCursorsContract {
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
    protected DurableCursors cursors() {
        return new PostgresDurableCursors(JdbcClient.create(pool));
    }
}
