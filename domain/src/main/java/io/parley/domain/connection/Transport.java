package io.parley.domain.connection;

import java.util.Locale;

/** How a client reaches the hub. For people and metrics: no rule depends on it. */
public enum Transport {
    WEBSOCKET, SSE;

    /** {@code websocket}, {@code sse}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
