package io.parley.domain.identity;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A person or device that showed a valid token.
 *
 * @param roles  the token's own words for what he may, for rules to ask
 * @param claims everything that the token says, for rules to ask: texts, numbers, booleans, lists and maps of them
 * @param expiry when the token ends; a connection does not outlive it
 */
public record User(UserId id, Profile profile, Set<Scope> scopes, Set<String> roles, Map<String, Object> claims, Instant expiry)
        implements
            Identity {
    /** A user without roles and further claims. */
    public User(UserId id, Profile profile, Set<Scope> scopes, Instant expiry) {
        this(id, profile, scopes, Set.of(), Map.of(), expiry);
    }

    @Override
    public RealmId realm() {
        return id.realm();
    }

    @Override
    public Optional<UserId> user() {
        return Optional.of(id);
    }

    @Override
    public Optional<Instant> expiresAt() {
        return Optional.of(expiry);
    }

    /** Without the claims: a token may say what does not belong in a log. */
    @Override
    public String toString() {
        return "User[" + id + "]";
    }
}
