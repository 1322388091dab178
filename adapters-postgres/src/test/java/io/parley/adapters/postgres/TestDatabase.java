package io.parley.adapters.postgres;

import java.time.Duration;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.output.MigrateResult;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import io.parley.devservices.testing.TestServers;

/** A database of a test's own, reached as bootstrap reaches it: by its URL, and migrated with the same settings. */
public record TestDatabase(DatabaseUrl url) {
    /** One without any table. */
    public static TestDatabase empty() {
        return new TestDatabase(DatabaseUrl.parse(TestServers.freshDatabaseUrl()));
    }

    public static TestDatabase migrated() {
        TestDatabase database = empty();
        database.migrate();
        return database;
    }

    public MigrateResult migrate() {
        return migrateTo("latest");
    }

    /** @param version as in a migration's name: the database of an older release */
    public MigrateResult migrateTo(String version) {
        return Flyway.configure().target(version).dataSource(dataSource("")).locations("classpath:db/migration/parley").schemas("parley")
                .defaultSchema("parley").load().migrate();
    }

    public JdbcClient jdbc() {
        return JdbcClient.create(dataSource(""));
    }

    /**
     * As a hub has it; the caller closes it.
     *
     * @param patience how long a free connection is waited for
     */
    public HikariDataSource pool(int connections, Duration patience) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url.jdbcUrl());
        url.username().ifPresent(config::setUsername);
        url.password().ifPresent(config::setPassword);
        config.setMaximumPoolSize(connections);
        config.setMinimumIdle(0);
        config.setConnectionTimeout(patience.toMillis());
        return new HikariDataSource(config);
    }

    /** @param parameters the driver's, e.g. {@code socketTimeout=1} */
    public DataSource dataSource(String parameters) {
        return new DriverManagerDataSource(url.jdbcUrl() + (url.jdbcUrl().contains("?") ? "&" : "?") + parameters,
                url.username().orElseThrow(), url.password().orElseThrow());
    }
}
