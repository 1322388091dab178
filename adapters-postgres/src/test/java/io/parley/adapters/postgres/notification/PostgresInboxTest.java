package io.parley.adapters.postgres.notification;

import java.time.Duration;

import com.zaxxer.hikari.HikariDataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.jdbc.core.simple.JdbcClient;

import io.parley.adapters.postgres.TestDatabase;
import io.parley.application.notification.Inbox;
import io.parley.application.notification.InboxContract;

class PostgresInboxTest extends InboxContract {
    /** So that a connection that is not given back is missed before anybody wonders. */
    private static final Duration SOON = Duration.ofSeconds(10);
    private static HikariDataSource pool;

    private final JdbcClient jdbc = JdbcClient.create(pool);
    private final Inbox inbox = new PostgresInbox(jdbc);

    @BeforeAll
    static void migrate() {
        pool = TestDatabase.migrated().pool(8, SOON);
    }

    @AfterAll
    static void close() {
        pool.close();
    }

    @BeforeEach
    void empty() {
        jdbc.sql("truncate parley.notification").update();
    }

    @Override
    protected Inbox inbox() {
        return inbox;
    }
}
