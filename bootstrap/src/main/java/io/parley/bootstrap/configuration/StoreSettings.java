package io.parley.bootstrap.configuration;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

import io.parley.bootstrap.start.StartFailure;

/**
 * Where Redis and PostgreSQL are.
 *
 * @param redisUrl    {@code REDIS_URL}
 * @param databaseUrl {@code DATABASE_URL}
 * @param redisPassword {@code REDIS_PASSWORD}, for a URL without one
 * @param redisDatabase {@code REDIS_DATABASE}, for a URL of one server without one
 */
@ConfigurationProperties("parley.store")
public record StoreSettings(@Nullable String redisUrl, @Nullable String databaseUrl,
        @Nullable String redisPassword, @Nullable Integer redisDatabase) {
    String requireRedisUrl() {
        String url = required(redisUrl, "REDIS_URL", "redis://[user]:password@host:port, rediss:, redis-sentinel: or redis-cluster:");
        return RedisUrlParts.in(url, redisPassword, redisDatabase);
    }

    String requireDatabaseUrl() {
        return required(databaseUrl, "DATABASE_URL", "postgresql://user:password@host:port/database");
    }

    private static String required(@Nullable String value, String variable, String form) {
        if (value == null || value.isBlank()) {
            throw new StartFailure(
                    variable + " is not set. Set it to " + form + ", or use parley-standalone.jar, which brings its own servers");
        }
        return value;
    }
}
