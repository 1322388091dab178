package io.parley.adapters.cel;

import java.util.Set;

import dev.cel.common.values.NullValue;
import org.jspecify.annotations.Nullable;

import io.parley.application.rule.Said;

/** {@code message}: what is said. */
final class MessageFields extends Fields {
    private static final Set<String> NAMES = Set.of("event", "data", "sender");

    private final Said said;

    MessageFields(Said said) {
        this.said = said;
    }

    @Override
    Set<String> names() {
        return NAMES;
    }

    @Override
    @Nullable
    Object value(String name) {
        return switch (name) {
            case "event" -> said.message().event();
            case "data" -> Json.readable(said.data(Json::read));
            case "sender" -> said.message().sender().<Object>map(user -> user.subject()).orElse(NullValue.NULL_VALUE);
            default -> null;
        };
    }
}
