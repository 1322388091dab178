package io.parley.devservices;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.PropertySource;
import org.springframework.util.StringUtils;

/**
 * Says, once the hub is ready, what to try first. To the terminal and never to a logger: it holds secrets, and logs are shipped and kept. A
 * secret that the operator gave is not repeated; his shell's variable stands in its place.
 */
final class WelcomeBanner implements ApplicationListener<ApplicationReadyEvent> {
    private final ConfigurableEnvironment environment;
    private final @Nullable DevTokens tokens;
    private final PrintStream terminal;

    /**
     * @param tokens null where dev tokens are off
     */
    WelcomeBanner(ConfigurableEnvironment environment, @Nullable DevTokens tokens, PrintStream terminal) {
        this.environment = environment;
        this.tokens = tokens;
        this.terminal = terminal;
    }

    @Override
    public void onApplicationEvent(ApplicationReadyEvent event) {
        terminal.println(text());
        terminal.flush();
    }

    String text() {
        String hub = "localhost:" + environment.getProperty("local.server.port", "8080");
        var lines = new ArrayList<>(
                List.of("", "  Parley is ready.", "", "  Page        http://" + hub + "/", "  WebSocket   ws://" + hub + "/realtime"));
        if (tokens != null) {
            lines.add("  Token       " + tokens.issue("alice", "Alice").token());
            lines.add("              for alice, 12 hours; another: http://" + hub + "/dev/token?user=bob");
        }
        if (isGenerated("REDIS_URL") || isGenerated("DATABASE_URL")) {
            lines.addAll(List.of("", "  Publish a message", "    " + publishing(hub)));
            lines.addAll(List.of("", "  Start a second node", "    " + secondNode()));
        }
        lines.add("");
        return String.join(System.lineSeparator(), lines);
    }

    private String publishing(String hub) {
        return "curl -H \"X-API-Key: " + shown("PARLEY_ADMIN_KEY") + "\" -H 'Content-Type: application/json'"
                + " -d '{\"event\":\"hello\",\"data\":{\"text\":\"Hello from curl\"}}' http://" + hub
                + "/realtime/channels/public:lobby/broadcast";
    }

    private String secondNode() {
        var command = new StringBuilder("PORT=8081");
        for (String name : List.of("REDIS_URL", "DATABASE_URL", "JWT_SECRET", "PARLEY_ADMIN_KEY")) {
            // No JWT_SECRET where tokens are verified by an issuer's keys.
            if (StringUtils.hasText(environment.getProperty(name))) {
                command.append(' ').append(name).append("=\"").append(shown(name)).append('"');
            }
        }
        return command.append(" java @bootstrap/src/main/jvm/parley.jvmopts -jar bootstrap/target/parley.jar").toString();
    }

    private String shown(String name) {
        return isGenerated(name) ? environment.getRequiredProperty(name) : "$" + name;
    }

    private boolean isGenerated(String name) {
        PropertySource<?> generated = environment.getPropertySources().get(EmbeddedServers.GENERATED);
        return generated != null && generated.containsProperty(name);
    }
}
