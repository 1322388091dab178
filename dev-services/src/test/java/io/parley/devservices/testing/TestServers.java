package io.parley.devservices.testing;

import java.util.List;

import org.testcontainers.DockerClientFactory;

/**
 * Redis and PostgreSQL for tests: one of each per JVM, started when first asked for, stopped when the JVM ends. Thread-safe.
 *
 * <p>Where a Docker engine answers they are the containers a user would run, elsewhere the embedded servers. A test cannot tell.
 *
 * <p>The shared Redis is not emptied between tests: use names of your own, or {@link #startRedis()}.
 */
public final class TestServers {

    private TestServers() {}

    /** The shared Redis: {@code redis://:password@host:port}. */
    public static String redisUrl() {
        return Shared.SOURCE.redisUrl();
    }

    /** A new, empty database at each call, of the shared PostgreSQL, as its superuser: {@code postgresql://user:password@host:port/name}. */
    public static String freshDatabaseUrl() {
        return Shared.SOURCE.freshDatabaseUrl();
    }

    /**
     * A Redis of the test's own, empty and running, to be stopped, killed and started again. Close it.
     *
     * @param settings lines of {@code redis.conf}, such as {@code maxmemory 10mb}
     */
    public static StoppableRedis startRedis(String... settings) {
        return Shared.SOURCE.startRedis(List.of(settings));
    }

    /** Initialized at the first use, by one thread. */
    private static final class Shared {
        static final ServerSource SOURCE = source();

        private static ServerSource source() {
            ServerSource source = DockerClientFactory.instance().isDockerAvailable()
                    ? new ContainerServers()
                    : new ProcessServers();
            Runtime.getRuntime().addShutdownHook(new Thread(source::close, "test-servers-stop"));
            return source;
        }
    }
}
