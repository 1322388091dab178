package io.parley.devservices;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;

import redis.embedded.RedisExecProvider;

/** What a Redis server has on disk: its binary, configuration, log, pid file and append-only file, side by side. */
record RedisFolder(Path path) {
    private static final String BINARY_PREFIX = "redis-server-";

    static RedisFolder in(Path data) throws IOException {
        return new RedisFolder(PrivateFiles.folder(data.resolve("redis")));
    }

    Path log() {
        return path.resolve("redis.log");
    }

    Path pidFile() {
        return path.resolve("redis.pid");
    }

    Path configuration() {
        return path.resolve("redis.conf");
    }

    /** The server that runs from this folder: its program is a Redis binary that lies here. */
    Optional<ServerProcess> running() {
        return ServerProcess.namedBy(pidFile(), info -> info.command().map(Path::of).filter(this::isOurs).isPresent());
    }

    private boolean isOurs(Path command) {
        return path.equals(command.getParent()) && command.getFileName().toString().startsWith(BINARY_PREFIX);
    }

    /** Unpacks the binary for this platform unless an earlier start did. */
    Path binary() throws IOException {
        Path binary = path.resolve(BINARY_PREFIX + RedisExecProvider.redisVersion);
        if (!Files.isExecutable(binary)) {
            // In two steps: a move from another file system is a copy, and half a binary must not pass for one.
            Path fresh = path.resolve("unpacking");
            Path unpacked = unpacked().toPath();
            Files.move(unpacked, fresh, StandardCopyOption.REPLACE_EXISTING);
            // The library deletes its temporary folder when the JVM ends, which a killed one does not live to see.
            Files.deleteIfExists(unpacked.toAbsolutePath().getParent());
            Files.move(fresh, binary, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
        return binary;
    }

    private static File unpacked() throws IOException {
        try {
            return RedisExecProvider.defaultProvider().get();
        } catch (RuntimeException unknownPlatform) {
            throw new EmbeddedServerFailure("There is no embedded Redis for this platform (" + System.getProperty("os.name") + ", "
                    + System.getProperty("os.arch") + "). Set REDIS_URL to a Redis 7 server of yours.", unknownPlatform);
        }
    }

    /**
     * Writes the configuration; the password stands here and not on a command line, which every user can read.
     *
     * @param settings lines that stand after the usual ones, so that they win
     */
    void configure(int port, String password, List<String> settings) throws IOException {
        PrivateFiles.write(configuration(), """
                bind 127.0.0.1
                port %d
                requirepass %s
                daemonize yes
                pidfile %s
                logfile %s
                dir %s
                appendonly yes
                appendfsync everysec
                save ""
                maxmemory-policy noeviction
                set-proc-title no
                %s
                """.formatted(port, password, quoted(pidFile()), quoted(log()), quoted(path), String.join("\n", settings)));
    }

    private static String quoted(Path path) {
        return '"' + path.toString().replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
