package io.parley.adapters.cel;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import dev.cel.common.values.NullValue;
import org.jspecify.annotations.Nullable;

import io.parley.domain.identity.Identity;
import io.parley.domain.identity.Scope;
import io.parley.domain.identity.User;

/** {@code auth}: a user or a server. */
final class AuthFields extends Fields {
    private static final Set<String> NAMES = Set.of("uid", "roles", "scopes", "claims");

    private final Identity identity;

    AuthFields(Identity identity) {
        this.identity = identity;
    }

    @Override
    Set<String> names() {
        return NAMES;
    }

    @Override
    @Nullable
    Object value(String name) {
        return switch (name) {
            case "uid" -> identity.user().<Object>map(user -> user.subject()).orElse(NullValue.NULL_VALUE);
            case "roles" -> identity instanceof User user ? new SetAsList(user.roles()) : List.of();
            case "scopes" -> Stream.of(Scope.values()).filter(identity::holds).map(Scope::toString).toList();
            case "claims" -> identity instanceof User user ? Claims.read(user.claims()) : Map.of();
            default -> null;
        };
    }
}
