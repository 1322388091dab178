package io.parley.domain.identity;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** Who acts. Decided once by the authenticator, then carried by the connection or request; never taken from what a client says. */
public sealed interface Identity permits User, Server, Anonymous {
    /** The realm that everything this identity does stays in. */
    RealmId realm();

    /** The rights in the server API, without those that {@link Scope#ADMIN} implies. */
    Set<Scope> scopes();

    /** The user, if there is one behind it. */
    default Optional<UserId> user() {
        return Optional.empty();
    }

    /** From when on this identity is void; empty: never. */
    default Optional<Instant> expiresAt() {
        return Optional.empty();
    }

    /** Whether this identity is void at that moment. */
    default boolean expired(Instant now) {
        return expiresAt().filter(end -> !now.isBefore(end)).isPresent();
    }

    /** Whether the scope is held, by itself or through {@link Scope#ADMIN}. */
    default boolean holds(Scope scope) {
        return scopes().contains(scope) || scopes().contains(Scope.ADMIN);
    }
}
