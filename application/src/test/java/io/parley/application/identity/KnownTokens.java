package io.parley.application.identity;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import io.parley.application.Faults;
import io.parley.domain.identity.Identity;
import io.parley.domain.identity.RealmId;
import io.parley.domain.refusal.ErrorCode;
import io.parley.domain.refusal.Outcome;
import io.parley.domain.refusal.Refusal;

/** An authenticator that knows a list of tokens and keys, and for which realm each is. Thread-safe. */
public final class KnownTokens implements Authenticator {
    private final Map<Credentials, Identity> known = new ConcurrentHashMap<>();
    private final Faults faults = new Faults();

    /** From now on this token is good, and means that identity. */
    public KnownTokens with(String token, Identity identity) {
        known.put(new Credentials.Token(token), identity);
        return this;
    }

    /** From now on this key is good, and means that identity. */
    public KnownTokens withKey(String key, Identity identity) {
        known.put(new Credentials.ApiKey(key), identity);
        return this;
    }

    @Override
    public Outcome<Identity> authenticate(RealmId realm, Credentials credentials) {
        return faults.around("authenticate", () -> {
            Identity identity = known.get(credentials);
            return identity != null && identity.realm().equals(realm)
                    ? Outcome.done(identity)
                    : Outcome.refused(Refusal.of(ErrorCode.AUTH_REQUIRED, "These credentials are worth nothing"));
        });
    }

    @Override
    public Optional<RealmId> realmOf(Credentials credentials) {
        return Optional.ofNullable(known.get(credentials)).map(Identity::realm);
    }

    /** What goes wrong at {@code authenticate}. */
    public Faults faults() {
        return faults;
    }
}
