package io.parley.devservices;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.apache.commons.logging.Log;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringApplicationShutdownHandlers;
import org.springframework.boot.logging.DeferredLogFactory;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.util.StringUtils;

/**
 * Starts the servers that nobody configured, and tells the hub about them under the names an operator would set: {@code REDIS_URL},
 * {@code DATABASE_URL}, {@code PARLEY_ADMIN_KEY}, and {@code JWT_SECRET} where no JWT setting is given.
 *
 * <p>With both URLs set, or {@code parley.dev.enabled=false}, it does nothing and makes no folder. {@code parley.dev.tokens} becomes true only
 * when both servers are embedded and no JWT setting is given: a hub that shares anything with others signs no tokens for whoever asks.
 *
 * <p>The servers are stopped by Spring Boot's shutdown handlers, after the application context closed; also when the start fails.
 */
public final class EmbeddedServers implements EnvironmentPostProcessor, Ordered {
    static final String GENERATED = "parleyEmbeddedServers";
    private static final String LOG_FORMAT = "PARLEY_LOG_FORMAT";
    private static final String JWT_PROPERTIES = "spring.security.oauth2.resourceserver.jwt.";
    private static final List<String> JWT_SETTINGS = List.of("JWT_SECRET", JWT_PROPERTIES + "issuer-uri", JWT_PROPERTIES + "jwk-set-uri",
            JWT_PROPERTIES + "public-key-location");

    private final Log log;
    private final SpringApplicationShutdownHandlers shutdown;

    /** As Spring Boot creates it; the log is deferred, for logging is not set up this early. */
    public EmbeddedServers(DeferredLogFactory logs) {
        this(logs.getLog(EmbeddedServers.class), SpringApplication.getShutdownHandlers());
    }

    EmbeddedServers(Log log, SpringApplicationShutdownHandlers shutdown) {
        this.log = log;
        this.shutdown = shutdown;
    }

    /** Last: the configuration files are read by then. */
    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        boolean redis = isBlank(environment, "REDIS_URL");
        boolean postgres = isBlank(environment, "DATABASE_URL");
        refuseForeignTokens(environment);
        if ((redis || postgres) && environment.getProperty("parley.dev.enabled", Boolean.class, true)) {
            Installation installation = started(dataFolder(environment), redis, postgres);
            publish(environment, settings(environment, installation));
        }
    }

    /** Whether tokens are given to whoever asks is decided here, from what the hub shares with others, and by nobody else. */
    private static void refuseForeignTokens(ConfigurableEnvironment environment) {
        if (environment.containsProperty(DevTokens.ENABLED)) {
            Map<String, Object> refused = Map.of(DevTokens.ENABLED, false);
            environment.getPropertySources().addFirst(new MapPropertySource(GENERATED + "RefusedTokens", refused));
        }
    }

    private static Path dataFolder(ConfigurableEnvironment environment) {
        return Path.of(isBlank(environment, "PARLEY_DATA_DIR") ? "./data" : environment.getRequiredProperty("PARLEY_DATA_DIR"));
    }

    private Installation started(Path folder, boolean redis, boolean postgres) {
        Installation installation = Installation.in(folder);
        Runnable stop = installation::close;
        boolean complete = false;
        try {
            // Before anything runs: Ctrl-C during the start stops what was started so far.
            shutdown.add(stop);
            if (redis) {
                installation.startRedis();
            }
            if (postgres) {
                installation.startPostgres();
            }
            complete = true;
            log.info("Embedded servers started: " + String.join(", ", installation.addresses().keySet()) + "; data in "
                    + installation.directory().path());
            return installation;
        } finally {
            if (!complete) {
                stop.run();
            }
        }
    }

    private static Map<String, Object> settings(ConfigurableEnvironment environment, Installation installation) {
        Map<String, Object> settings = new LinkedHashMap<>(installation.addresses());
        settings.put(LOG_FORMAT, ""); // A terminal is read by a person, not by a collector.
        if (JWT_SETTINGS.stream().allMatch(name -> isBlank(environment, name))) {
            settings.put("JWT_SECRET", installation.directory().tokenSecret());
            if (installation.addresses().size() == 2) {
                settings.put(DevTokens.ENABLED, true);
            }
        }
        if (isBlank(environment, "PARLEY_ADMIN_KEY")) {
            settings.put("PARLEY_ADMIN_KEY", installation.directory().adminKey());
        }
        return settings;
    }

    /** Everything given elsewhere wins, except a setting that is given but blank: it would hide ours, so that one goes first. */
    private static void publish(ConfigurableEnvironment environment, Map<String, Object> settings) {
        Map<String, Object> hidden = new LinkedHashMap<>();
        settings.forEach((name, value) -> {
            if (environment.containsProperty(name) && isBlank(environment, name)) {
                hidden.put(name, value);
            }
        });
        if (!hidden.isEmpty()) {
            environment.getPropertySources().addFirst(new MapPropertySource(GENERATED + "InPlaceOfBlank", hidden));
        }
        environment.getPropertySources().addLast(new MapPropertySource(GENERATED, settings));
    }

    private static boolean isBlank(ConfigurableEnvironment environment, String name) {
        return !StringUtils.hasText(environment.getProperty(name));
    }
}
