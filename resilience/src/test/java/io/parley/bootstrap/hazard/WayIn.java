package io.parley.bootstrap.hazard;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** How a hostile client comes to the hub. */
enum WayIn {
    USER, ANONYMOUS, UNKNOWN, BATCH, BATCH_BY_SUBPROTOCOL, BINARY;

    static final String PUBLISHABLE_KEY = "the key that pages carry";

    boolean batch() {
        return this == BATCH || this == BATCH_BY_SUBPROTOCOL;
    }

    RawLine open(int port, String token) throws IOException {
        String bearer = "Authorization: Bearer " + token;
        return switch (this) {
            case USER, BINARY -> RawLine.upgrade(port, "/realtime", bearer);
            case ANONYMOUS -> RawLine.upgrade(port, "/ws?apiKey=" + URLEncoder.encode(PUBLISHABLE_KEY, StandardCharsets.UTF_8));
            case UNKNOWN -> RawLine.upgrade(port, "/ws");
            case BATCH -> RawLine.upgrade(port, "/realtime?batch=1", bearer);
            case BATCH_BY_SUBPROTOCOL -> RawLine.upgrade(port, "/realtime", bearer, "Sec-WebSocket-Protocol: parley.v1.batch");
        };
    }
}
