package io.parley.devservices.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;

import org.jspecify.annotations.Nullable;

import io.parley.devservices.DataDirectory;
import io.parley.devservices.EmbeddedServerFailure;
import io.parley.devservices.LoopbackPorts;
import io.parley.devservices.PostgresProcess;
import io.parley.devservices.RedisProcess;

/**
 * Test servers as processes of this machine, their data below {@code target/}.
 *
 * <p>A test run that was killed leaves its servers behind. So the folder has a fixed name: the next run finds them, stops them and begins with no
 * data. Test runs at the same time each take a folder of their own.
 */
final class ProcessServers implements ServerSource {
    /** More JVMs than this do not test one module at a time. */
    private static final int FOLDERS = 16;

    private final DataDirectory directory;
    private final ConcurrentLinkedQueue<ProcessRedis> outageRedises = new ConcurrentLinkedQueue<>();
    private @Nullable RedisProcess redis;
    private @Nullable PostgresProcess postgres;
    private int outages;

    private ProcessServers(DataDirectory directory) {
        this.directory = directory;
    }

    static ProcessServers inTargetFolder() {
        EmbeddedServerFailure lastFailure = new EmbeddedServerFailure("No folder was tried");
        for (int number = 1; number <= FOLDERS; number++) {
            try {
                var directory = DataDirectory.open(Path.of("target", "test-servers-" + number));
                emptied(directory.path());
                return new ProcessServers(directory);
            } catch (EmbeddedServerFailure heldByAnotherJvm) {
                lastFailure = heldByAnotherJvm;
            }
        }
        throw lastFailure;
    }

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
    public synchronized StoppableRedis startRedis() {
        outages++;
        var started = new ProcessRedis(directory.path().resolve("outage-" + outages), directory.redisPassword());
        outageRedises.add(started);
        return started;
    }

    @Override
    public synchronized void close() {
        outageRedises.forEach(ProcessRedis::close);
        if (redis != null) {
            redis.close();
        }
        if (postgres != null) {
            postgres.close();
        }
        directory.close();
    }

    private static void emptied(Path folder) {
        try {
            stopLeftOvers(folder);
            for (Path old : foldersIn(folder)) {
                // The unpacked binaries are the same every time, and take a second.
                if (!old.endsWith("postgres-bin")) {
                    delete(old);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void stopLeftOvers(Path folder) throws IOException {
        PostgresProcess.stopLeftOver(folder);
        RedisProcess.stopLeftOver(folder);
        for (Path outage : foldersIn(folder)) {
            RedisProcess.stopLeftOver(outage);
        }
    }

    private static List<Path> foldersIn(Path folder) throws IOException {
        try (var children = Files.list(folder)) {
            return children.filter(Files::isDirectory).toList();
        }
    }

    private static void delete(Path root) throws IOException {
        List<Path> deepestFirst;
        try (var all = Files.walk(root)) {
            deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : deepestFirst) {
            Files.delete(path);
        }
    }
}
