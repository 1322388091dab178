package io.parley.domain.identity;

import java.util.Arrays;
import java.util.Optional;

/** A right of an API key or token in the server API. {@link #ADMIN} implies every other. */
public enum Scope {
    PUBLISH("publish"), PRESENCE_READ("presence:read"), CONNECTIONS_READ("connections:read"), CONNECTIONS_WRITE(
            "connections:write"), ROOMS_WRITE(
                    "rooms:write"), NOTIFICATIONS_WRITE("notifications:write"), METRICS_READ("metrics:read"), ADMIN("admin");

    private final String text;

    Scope(String text) {
        this.text = text;
    }

    /** The scope of that spelling; empty for one that the hub does not know, which grants nothing. */
    public static Optional<Scope> of(String text) {
        return Arrays.stream(values()).filter(scope -> scope.text.equals(text)).findFirst();
    }

    /** The spelling in keys and claims, e.g. {@code presence:read}. */
    @Override
    public String toString() {
        return text;
    }
}
