package io.parley.adapters.rest.notification;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.parley.adapters.rest.RequestBodies;
import io.parley.application.notification.Notice;
import io.parley.domain.identity.RealmId;
import io.parley.domain.identity.UserId;
import io.parley.domain.notification.Notification;
import io.parley.domain.payload.Payload;

/** {@code {"id"?, "userId" | "userIds", "type", "title"?, "content", "data"?}}. */
record NotificationBody(@Nullable String id, @Nullable String userId, @Nullable List<@Nullable String> userIds, @Nullable String type,
        @Nullable String title, @Nullable String content, @Nullable Payload data) {
    /** One request writes a row for each user in one go; more users than that are a broadcast. */
    private static final int MAX_USERS = 1_000;

    Notice toNotice(RealmId realm) {
        return new Notice(Optional.ofNullable(id).map(NotificationBody::uuid), users(realm),
                RequestBodies.text("$.type", type, Notification.MAX_TYPE_LENGTH),
                Optional.ofNullable(title).map(text -> RequestBodies.text("$.title", text, Notification.MAX_TITLE_LENGTH)),
                RequestBodies.text("$.content", content, Notification.MAX_CONTENT_LENGTH), Optional.ofNullable(data));
    }

    private List<UserId> users(RealmId realm) {
        if ((userId == null) == (userIds == null)) {
            throw RequestBodies.invalid("$.userId", "either userId or userIds", userId == null ? "neither" : "both");
        }
        List<@Nullable String> subjects = userIds == null
                ? new ArrayList<>(List.of(RequestBodies.text("$.userId", userId, UserId.MAX_LENGTH)))
                : userIds;
        if (subjects.isEmpty() || subjects.size() > MAX_USERS) {
            throw RequestBodies.invalid("$.userIds", "1-" + MAX_USERS + " users", Integer.toString(subjects.size()));
        }
        LinkedHashSet<UserId> users = new LinkedHashSet<>();
        subjects.forEach(subject -> users.add(new UserId(realm, RequestBodies.text("$.userIds[]", subject, UserId.MAX_LENGTH))));
        return List.copyOf(users);
    }

    static UUID uuid(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw RequestBodies.invalid("id", "a UUID", "another text");
        }
    }
}
