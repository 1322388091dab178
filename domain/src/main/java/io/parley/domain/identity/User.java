package io.parley.domain.identity;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * A person or device that showed a valid token.
 *
 * @param expiry when the token ends; a connection does not outlive it
 */
public record User(UserId id, Profile profile, Set<Scope> scopes, Instant expiry) implements Identity {
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
}
