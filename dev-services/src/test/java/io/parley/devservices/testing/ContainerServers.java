package io.parley.devservices.testing;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;

import org.jspecify.annotations.Nullable;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** Test servers as containers, of the images the deployment files name. */
final class ContainerServers implements ServerSource {
    private static final String POSTGRES_IMAGE = "postgres:18";

    private final ConcurrentLinkedQueue<ContainerRedis> outageRedises = new ConcurrentLinkedQueue<>();
    private @Nullable ContainerRedis redis;
    private @Nullable PostgreSQLContainer postgres;

    @Override
    public synchronized String redisUrl() {
        if (redis == null) {
            redis = new ContainerRedis(List.of());
        }
        return redis.url();
    }

    @Override
    public synchronized String freshDatabaseUrl() {
        if (postgres == null) {
            postgres = startedPostgres();
        }
        try (var connection = DriverManager.getConnection(postgres.getJdbcUrl(), postgres.getUsername(), postgres.getPassword())) {
            return "postgresql://" + postgres.getUsername() + ":" + postgres.getPassword() + "@" + postgres.getHost() + ":"
                    + postgres.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT) + "/" + FreshDatabase.on(connection);
        } catch (SQLException e) {
            throw new IllegalStateException("The test PostgreSQL makes no database", e);
        }
    }

    @Override
    public StoppableRedis startRedis(List<String> settings) {
        var started = new ContainerRedis(settings);
        outageRedises.add(started);
        return started;
    }

    @Override
    public synchronized void close() {
        outageRedises.forEach(ContainerRedis::close);
        if (redis != null) {
            redis.close();
        }
        if (postgres != null) {
            postgres.stop();
        }
    }

    private static PostgreSQLContainer startedPostgres() {
        // fsync off, as Testcontainers has it: this data need not survive anything. Live queries read the log.
        var started = new PostgreSQLContainer(POSTGRES_IMAGE).withCommand("postgres", "-c", "fsync=off", "-c", "wal_level=logical");
        started.start();
        return started;
    }
}
