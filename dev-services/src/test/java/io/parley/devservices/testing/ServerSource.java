package io.parley.devservices.testing;

import java.util.List;

/** Where test servers come from. Each of the two shared ones is started at the first call that needs it. */
sealed interface ServerSource extends AutoCloseable permits ContainerServers, ProcessServers {
    String redisUrl();

    String freshDatabaseUrl();

    StoppableRedis startRedis(List<String> settings);

    /** Stops everything that was started. */
    @Override
    void close();
}
