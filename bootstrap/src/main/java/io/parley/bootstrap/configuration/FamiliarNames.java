package io.parley.bootstrap.configuration;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;

/**
 * Environment variables by the names that other hubs gave them, so that who comes from one keeps his configuration. Times without a unit are
 * milliseconds, as they were there. They take the place of the defaults in {@code application.yaml}, so that a setting of the hub's own, wherever it
 * stands, beats them.
 */
public final class FamiliarNames implements EnvironmentPostProcessor {
    /** In front of a setting's name, where the defaults look for it. */
    static final String PREFIX = "familiar.";
    /** A setting, and the variables that say it; of several the first that is set counts. */
    static final Map<String, List<String>> NAMES = Map.ofEntries(
            Map.entry("parley.connections.auth-deadline", List.of("WS_CONNECTION_TIMEOUT")),
            Map.entry("parley.connections.heartbeat-interval", List.of("WS_PING_INTERVAL", "SOCKET_IO_PING_INTERVAL")),
            Map.entry("parley.connections.heartbeat-timeout", List.of("WS_PING_TIMEOUT", "SOCKET_IO_PING_TIMEOUT")),
            Map.entry("parley.realms.default.allowed-origins",
                    List.of("WS_ALLOWED_ORIGINS", "WS_CORS_ORIGIN", "CORS_ORIGINS", "FRONTEND_ORIGIN", "CLIENT_URL")),
            Map.entry("parley.limits.connections-per-user", List.of("RATE_LIMIT_MAX_CONNECTIONS")),
            Map.entry("parley.limits.connections-per-ip", List.of("RATE_LIMIT_CONNECTIONS_PER_IP")),
            Map.entry("parley.limits.connections-per-node", List.of("WS_MAX_CONNECTIONS")),
            Map.entry("parley.connections.path", List.of("WS_PATH")),
            Map.entry("parley.rooms.capacity", List.of("MAX_ROOM_MEMBERS")),
            Map.entry("parley.rooms.history-size", List.of("ROOM_MESSAGE_HISTORY")),
            Map.entry("parley.presence.typing-for", List.of("ROOM_TYPING_TIMEOUT")),
            Map.entry("parley.presence.away-after", List.of("PRESENCE_TIMEOUT")),
            Map.entry("parley.operation.metrics-port", List.of("METRICS_PORT")),
            Map.entry("parley.operation.health-port", List.of("HEALTH_CHECK_PORT")),
            Map.entry("parley.store.redis-password", List.of("REDIS_PASSWORD")),
            Map.entry("parley.store.redis-database", List.of("REDIS_DATABASE")),
            Map.entry("logging.level.root", List.of("LOG_LEVEL")));
    /** The rate of a user's messages, which was said in parts. */
    static final String USER_MESSAGES = "parley.limits.user-messages";
    private static final String SHIPPED_BURST = "100";
    private static final String A_MINUTE = "60000";

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        Map<String, Object> said = new LinkedHashMap<>();
        NAMES.forEach((setting, names) -> names.stream().flatMap(name -> valueOf(environment, name).stream()).findFirst()
                .ifPresent(value -> said.put(PREFIX + setting, value)));
        userMessages(environment).ifPresent(rate -> said.put(PREFIX + USER_MESSAGES, rate));
        environment.getPropertySources().addLast(new MapPropertySource("familiarNames", said));
    }

    private static Optional<String> userMessages(Environment environment) {
        return valueOf(environment, "RATE_LIMIT_MAX_MESSAGES")
                .map(times -> times + "/" + valueOf(environment, "RATE_LIMIT_WINDOW_MS").orElse(A_MINUTE) + "ms")
                .or(() -> valueOf(environment, "RATE_LIMIT_MESSAGES_PER_SECOND").map(refill -> SHIPPED_BURST + "+" + refill + "/1s"));
    }

    private static Optional<String> valueOf(Environment environment, String name) {
        return Optional.ofNullable(environment.getProperty(name)).filter(value -> !value.isBlank());
    }
}
