package io.parley.domain.notification;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import io.parley.domain.identity.UserId;
import io.parley.domain.payload.Payload;

/**
 * One entry of a user's inbox.
 *
 * @param type    the sender's word for the kind, e.g. {@code invitation}
 * @param content the text that a person reads
 * @param data    anything for the client's program
 * @param readAt  when the user read it; empty: unread
 */
public record Notification(UUID id, UserId userId, String type, Optional<String> title, String content, Optional<Payload> data,
        Instant createdAt, Optional<Instant> readAt) {
    /** A word, as events are. */
    public static final int MAX_TYPE_LENGTH = 255;
    /** A headline; clients show one line of it. */
    public static final int MAX_TITLE_LENGTH = 500;
    /** A text that fits a message with room for the rest (128 KB). */
    public static final int MAX_CONTENT_LENGTH = 16_384;
}
