package io.parley.adapters.rest.channel;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.parley.adapters.rest.RequestBodies;
import io.parley.application.channel.Publishing;
import io.parley.domain.delivery.Audience;
import io.parley.domain.delivery.Message;
import io.parley.domain.delivery.Once;
import io.parley.domain.delivery.Priority;
import io.parley.domain.identity.UserId;
import io.parley.domain.payload.Payload;

/**
 * {@code {"event", "data"?, "priority"?, "filter"?, "exclude"?: {"users"?, "connections"?}, "to"?: {"users"},
 * "idempotencyKey"?}}.
 */
record BroadcastBody(@Nullable String event, @Nullable Payload data, @Nullable String priority, @Nullable String filter,
        @Nullable Exclude exclude, @Nullable To to, @Nullable String idempotencyKey) {
    private static final int MAX_CONNECTION_LENGTH = 64;

    /** Whom it is not for. */
    record Exclude(@Nullable List<@Nullable String> users, @Nullable List<@Nullable String> connections) {}

    /** The only ones it is for. */
    record To(@Nullable List<@Nullable String> users) {}

    Publishing.Words words() {
        return new Publishing.Words(RequestBodies.text("$.event", event, Message.MAX_EVENT_LENGTH), data == null ? Payload.NULL : data,
                priorityOf(), audience(), key(), false);
    }

    private Optional<String> key() {
        return Optional.ofNullable(idempotencyKey).map(key -> RequestBodies.text("$.idempotencyKey", key, Once.MAX_KEY_LENGTH));
    }

    private Priority priorityOf() {
        return switch (priority) {
            case null -> Priority.NORMAL;
            case "high", "normal", "low" -> Priority.valueOf(priority.toUpperCase(Locale.ROOT));
            default -> throw RequestBodies.invalid("$.priority", "high, normal or low", "another");
        };
    }

    private Audience audience() {
        if (filter == null && exclude == null && to == null) {
            return Audience.EVERYBODY;
        }
        return new Audience(Optional.ofNullable(to).map(BroadcastBody::onlyOnes),
                exclude == null ? Set.of() : names("$.exclude.users", exclude.users(), UserId.MAX_LENGTH),
                exclude == null ? Set.of() : names("$.exclude.connections", exclude.connections(), MAX_CONNECTION_LENGTH),
                Expressions.rule("$.filter", filter));
    }

    private static Set<String> onlyOnes(To to) {
        if (to.users() == null) {
            throw RequestBodies.invalid("$.to.users", "a list of users", "nothing");
        }
        return names("$.to.users", to.users(), UserId.MAX_LENGTH);
    }

    private static Set<String> names(String path, @Nullable List<@Nullable String> names, int maxLength) {
        return RequestBodies.texts(path, names == null ? List.of() : names, Audience.MAX_NAMED, maxLength);
    }
}
