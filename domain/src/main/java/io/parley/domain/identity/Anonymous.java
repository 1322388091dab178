package io.parley.domain.identity;

import java.util.Set;

/** Somebody without credentials, where the realm admits that: public channels only. */
public record Anonymous(RealmId realm) implements Identity {
    @Override
    public Set<Scope> scopes() {
        return Set.of();
    }
}
