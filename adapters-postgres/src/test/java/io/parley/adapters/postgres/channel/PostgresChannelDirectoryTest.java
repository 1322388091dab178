package io.parley.adapters.postgres.channel;

import java.time.Duration;
import java.time.Instant;

import com.zaxxer.hikari.HikariDataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.springframework.jdbc.core.simple.JdbcClient;

import io.parley.adapters.postgres.TestDatabase;
import io.parley.application.channel.ChannelDirectory;
import io.parley.application.channel.ChannelDirectoryContract;

/** The contract on a real PostgreSQL; all nodes share a pool. */
class PostgresChannelDirectoryTest extends ChannelDirectoryContract {
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
    protected ChannelDirectory node() {
        return new PostgresChannelDirectory(JdbcClient.create(pool), () -> Instant.EPOCH);
    }
}
