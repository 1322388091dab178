package io.parley.adapters.rest.connection;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

import io.parley.adapters.rest.RequestBodies;
import io.parley.domain.connection.ConnectionId;

/** Where a page ended, as text that means nothing to who asks. */
final class PageCursor {
    private static final int MAX_LENGTH = 256;

    private PageCursor() {}

    static String of(ConnectionId last) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(last.value().getBytes(StandardCharsets.UTF_8));
    }

    static ConnectionId read(String text) {
        if (text.isEmpty() || text.length() > MAX_LENGTH) {
            throw wrong();
        }
        try {
            return new ConnectionId(new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            throw wrong();
        }
    }

    private static RuntimeException wrong() {
        return RequestBodies.invalid("cursor", "what \"next\" of another page says", "something else");
    }
}
