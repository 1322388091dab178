package io.parley.devservices;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A Redis server of this hub's own: on loopback, behind a password, its data in an append-only file that is flushed every second.
 *
 * <p>It runs detached from the terminal and outlives a killed hub; the next {@link #start} on the same folder stops it first. Not for two hubs
 * on one folder: {@link DataDirectory} sees to that. Thread-safe.
 */
public final class RedisProcess implements AutoCloseable {
    /** Not 6379: a Redis of the machine's own may stand there. */
    public static final int PREFERRED_PORT = 16379;
    /** It takes 0.1 s on an empty folder; the rest is for slow disks and a large append-only file. */
    private static final Duration START_LIMIT = Duration.ofSeconds(10);

    private final ServerProcess server;
    private final int port;
    private final String password;

    private RedisProcess(ServerProcess server, int port, String password) {
        this.server = server;
        this.port = port;
        this.password = password;
    }

    /**
     * Starts the server in {@code <data>/redis} and returns when it answers.
     *
     * @param password of letters, digits, {@code -} and {@code _}; may differ from the last start's
     * @param preferredPort taken if free, otherwise any free one
     * @throws EmbeddedServerFailure if there is no binary for this platform, or no answer within 10 s; nothing is left running
     */
    public static RedisProcess start(Path data, String password, int preferredPort) {
        return start(data, password, preferredPort, List.of());
    }

    /**
     * As {@link #start(Path, String, int)}, with lines of configuration that win over the usual ones. Where one of them begins with
     * {@code sentinel } the server is a Sentinel.
     */
    public static RedisProcess start(Path data, String password, int preferredPort, List<String> settings) {
        try {
            RedisFolder folder = RedisFolder.in(data);
            folder.running().ifPresent(ServerProcess::terminate);
            int port = LoopbackPorts.preferably(preferredPort);
            launch(folder, port, password, settings);
            return new RedisProcess(awaited(folder, port, password), port, password);
        } catch (IOException e) {
            throw new EmbeddedServerFailure(
                    "The embedded Redis cannot use " + data.resolve("redis") + ": " + e
                            + ". Set PARLEY_DATA_DIR to a writable folder, or REDIS_URL.",
                    e);
        }
    }

    /** Stops the server that a killed process left running in {@code <data>/redis}, if there is one. */
    public static void stopLeftOver(Path data) throws IOException {
        if (Files.isDirectory(data.resolve("redis"))) {
            RedisFolder.in(data).running().ifPresent(ServerProcess::terminate);
        }
    }

    public int port() {
        return port;
    }

    public String url() {
        return "redis://:" + password + "@127.0.0.1:" + port;
    }

    public boolean isRunning() {
        return server.isRunning();
    }

    /** SIGKILL: the server loses what it had not flushed. For tests of an outage. */
    public void kill() {
        server.kill();
    }

    /** SIGSTOP: the server keeps its connections and answers nobody. For tests of an outage. */
    public void pause() {
        if (server.isRunning()) {
            server.pause();
        }
    }

    /** SIGCONT: the server goes on. For tests of an outage. */
    public void resume() {
        if (server.isRunning()) {
            server.resume();
        }
    }

    /** Stops the server in order: what was written is flushed. Bounded: after 10 s by force. Again: no effect. */
    @Override
    public void close() {
        if (server.isRunning()) {
            server.terminate();
        }
    }

    private static void launch(RedisFolder folder, int port, String password, List<String> settings) throws IOException {
        PrivateFiles.write(folder.log(), "");
        Files.deleteIfExists(folder.pidFile());
        folder.configure(port, password, settings);
        Process launcher = new ProcessBuilder(command(folder, settings))
                .directory(folder.path().toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.log().toFile()))
                .start();
        if (!endsWell(launcher)) {
            launcher.destroyForcibly();
            throw failure(folder, "does not start");
        }
    }

    private static List<String> command(RedisFolder folder, List<String> settings) throws IOException {
        Stream<String> server = Stream.of(folder.binary().toString(), folder.configuration().toString());
        boolean sentinel = settings.stream().anyMatch(line -> line.startsWith("sentinel "));
        return Stream.concat(server, sentinel ? Stream.of("--sentinel") : Stream.empty()).toList();
    }

    /** The launched process only reads the configuration and leaves a detached copy of itself. */
    private static boolean endsWell(Process launcher) {
        try {
            return launcher.waitFor(START_LIMIT.toSeconds(), TimeUnit.SECONDS) && launcher.exitValue() == 0;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static ServerProcess awaited(RedisFolder folder, int port, String password) {
        Patience patience = new Patience(START_LIMIT);
        // The pid file comes after the port is bound: only then is it our server that hears the password.
        boolean ready = patience.until(() -> folder.running().isPresent() && RedisProbe.answers("127.0.0.1", port, password));
        var server = folder.running();
        if (ready && server.isPresent()) {
            return server.get();
        }
        server.ifPresent(ServerProcess::kill);
        throw failure(folder, "does not answer after " + START_LIMIT.toSeconds() + " s");
    }

    private static EmbeddedServerFailure failure(RedisFolder folder, String symptom) {
        return new EmbeddedServerFailure(
                "The embedded Redis " + symptom + ". Set REDIS_URL to a Redis 7 server of yours, or see " + folder.log()
                        + ":\n" + LogTail.of(folder.log()));
    }
}
