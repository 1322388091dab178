package io.parley.devservices;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

import javax.sql.DataSource;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/**
 * A PostgreSQL server of this hub's own: on loopback, behind a password, with logical replication and every durability setting on.
 *
 * <p>It runs detached from the terminal and outlives a killed hub; the next {@link #start} on the same folder stops it first. Not for two hubs
 * on one folder: {@link DataDirectory} sees to that. Thread-safe.
 */
public final class PostgresProcess implements AutoCloseable {
    /** Not 5432: a PostgreSQL of the machine's own may stand there. */
    public static final int PREFERRED_PORT = 15432;
    public static final String SUPERUSER = "postgres";
    public static final String DATABASE = "parley";
    /** It takes 0.4 to 2.2 s; the rest is for slow disks and recovery after a crash. */
    private static final Duration START_LIMIT = Duration.ofSeconds(30);
    /** The library asks for a fast shutdown and waits 5 s; as much again before it is forced. */
    private static final Duration SHUTDOWN_LIMIT = Duration.ofSeconds(5);

    private final EmbeddedPostgres postgres;
    private final Optional<ServerProcess> server;
    private final String password;

    private PostgresProcess(EmbeddedPostgres postgres, Optional<ServerProcess> server, String password) {
        this.postgres = postgres;
        this.server = server;
        this.password = password;
    }

    /**
     * Starts the server in {@code <data>/postgres} and returns when its database {@value #DATABASE} can be used.
     *
     * @param password of letters, digits, {@code -} and {@code _}; the one of the first start on this folder
     * @param preferredPort taken if free, otherwise any free one
     * @throws EmbeddedServerFailure if there is no binary for this platform, or the server does not come up; nothing is left running
     */
    public static PostgresProcess start(Path data, String password, int preferredPort) {
        PostgresFolder folder;
        try {
            folder = PostgresFolder.in(data);
            folder.heal();
        } catch (IOException e) {
            throw new EmbeddedServerFailure(
                    "The embedded PostgreSQL cannot use " + data + ": " + e
                            + ". Set PARLEY_DATA_DIR to a writable folder, or DATABASE_URL.",
                    e);
        }
        EmbeddedPostgres postgres = launch(folder, password, LoopbackPorts.preferably(preferredPort));
        var started = new PostgresProcess(postgres, folder.running(), password);
        try {
            PostgresSetup.complete(postgres, folder, password);
            return started;
        } catch (IOException | SQLException | RuntimeException e) {
            started.close();
            throw failure(folder, e);
        }
    }

    /** Stops the server that a killed process left running in {@code <data>/postgres}, if there is one. */
    public static void stopLeftOver(Path data) throws IOException {
        if (Files.isDirectory(data.resolve("postgres"))) {
            PostgresFolder.in(data).running().ifPresent(ServerProcess::interrupt);
        }
    }

    public int port() {
        return postgres.getPort();
    }

    public String url() {
        return urlOf(DATABASE);
    }

    /** The address of another database of this server, whether it exists or not. */
    public String urlOf(String database) {
        return "postgresql://" + SUPERUSER + ":" + password + "@127.0.0.1:" + port() + "/" + database;
    }

    /** The superuser's connections to a database of this server. */
    public DataSource connections(String database) {
        return postgres.getDatabase(SUPERUSER, database);
    }

    public boolean isRunning() {
        return server.isPresent() && server.get().isRunning();
    }

    /** Stops the server in order, disconnecting its clients. Bounded: after 10 s by force. Again: no effect. */
    @Override
    public void close() {
        try {
            postgres.close();
        } catch (IOException e) {
            // Its lock file could not be closed; whether the server stopped is looked at below.
        }
        server.filter(running -> !running.awaitEnd(SHUTDOWN_LIMIT)).ifPresent(ServerProcess::kill);
    }

    private static EmbeddedPostgres launch(PostgresFolder folder, String password, int port) {
        try {
            return PostgresSetup.settings(folder, password).setPort(port).setPGStartupWait(START_LIMIT).start();
        } catch (IOException | RuntimeException | ExceptionInInitializerError e) {
            folder.running().ifPresent(ServerProcess::interrupt);
            throw failure(folder, e);
        }
    }

    private static EmbeddedServerFailure failure(PostgresFolder folder, Throwable cause) {
        Throwable root = cause.getCause() == null ? cause : cause.getCause();
        return new EmbeddedServerFailure("The embedded PostgreSQL does not start (" + root.getMessage()
                + "). Set DATABASE_URL to a PostgreSQL server of yours, or see " + folder.log() + ":\n" + LogTail.of(folder.log()), cause);
    }
}
