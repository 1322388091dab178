package io.parley.devservices.testing;

import java.sql.SQLException;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.parley.devservices.DataDirectory;
import io.parley.devservices.LoopbackPorts;
import io.parley.devservices.PostgresProcess;
import io.parley.devservices.RedisProcess;

/** Test servers as processes of this machine, their data below {@code target/}. */
final class ProcessServers implements ServerSource {
    private final DataDirectory directory = TestFolder.ofThisJvm();
    private @Nullable RedisProcess redis;
    private @Nullable PostgresProcess postgres;

    @Override
    public synchronized String redisUrl() {
        if (redis == null) {
            redis = RedisProcess.start(directory.path(), directory.redisPassword(), LoopbackPorts.anyFree());
        }
        return redis.url();
    }

    @Override
    public synchronized String freshDatabaseUrl() {
        if (postgres == null) {
            postgres = PostgresProcess.start(directory.path(), directory.postgresPassword(), LoopbackPorts.anyFree());
        }
        try (var connection = postgres.connections(PostgresProcess.DATABASE).getConnection()) {
            return postgres.urlOf(FreshDatabase.on(connection));
        } catch (SQLException e) {
            throw new IllegalStateException("The test PostgreSQL makes no database", e);
        }
    }

    @Override
    public StoppableRedis startRedis(List<String> settings) {
        return RedisProcesses.start(settings);
    }

    @Override
    public synchronized void close() {
        if (redis != null) {
            redis.close();
        }
        if (postgres != null) {
            postgres.close();
        }
    }
}
