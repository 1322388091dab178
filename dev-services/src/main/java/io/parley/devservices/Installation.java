package io.parley.devservices;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;

/**
 * The embedded servers of one hub and the folder they live in. Whatever was started is stopped by {@link #close}, the last one first; a close
 * during a start (Ctrl-C) waits for it.
 */
final class Installation implements AutoCloseable {
    private final DataDirectory directory;
    private final Map<String, String> addresses = new TreeMap<>();
    private final Deque<AutoCloseable> running = new ArrayDeque<>();
    private boolean closed;

    private Installation(DataDirectory directory) {
        this.directory = directory;
        running.push(directory);
    }

    /** Takes the folder. Nothing is started yet. */
    static Installation in(Path location) {
        return new Installation(DataDirectory.open(location));
    }

    synchronized void startRedis() {
        ensureOpen();
        var redis = RedisProcess.start(directory.path(), directory.redisPassword(), RedisProcess.PREFERRED_PORT);
        running.push(redis);
        addresses.put("REDIS_URL", redis.url());
    }

    synchronized void startPostgres() {
        ensureOpen();
        var postgres = PostgresProcess.start(directory.path(), directory.postgresPassword(), PostgresProcess.PREFERRED_PORT);
        running.push(postgres);
        addresses.put("DATABASE_URL", postgres.url());
    }

    /** The URLs of what was started, by the names of their settings. */
    synchronized Map<String, String> addresses() {
        return Map.copyOf(addresses);
    }

    DataDirectory directory() {
        return directory;
    }

    @Override
    public synchronized void close() {
        closed = true;
        while (!running.isEmpty()) {
            stop(running.pop());
        }
    }

    private void ensureOpen() {
        if (closed) {
            throw new EmbeddedServerFailure("The hub was stopped while its embedded servers started.");
        }
    }

    private static void stop(AutoCloseable server) {
        try {
            server.close();
        } catch (Exception e) {
            // One that cannot be stopped must not keep the others running; the next start finds and stops it.
        }
    }
}
