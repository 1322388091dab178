package io.parley.adapters.postgres.notification;

import java.time.OffsetDateTime;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * A row of {@code parley.notification}; names are the columns'.
 *
 * @param data JSON text, as it came
 */
record NotificationRow(String realm, String userId, UUID id, String type, @Nullable String title, String content, @Nullable String data,
        OffsetDateTime createdAt, @Nullable OffsetDateTime readAt) {}
