package io.parley.application.identity;

import java.util.Optional;

import io.parley.domain.identity.Identity;
import io.parley.domain.identity.RealmId;
import io.parley.domain.refusal.Outcome;

/** Port: turns credentials into an identity. Thread-safe; may block while keys are fetched. */
public interface Authenticator {
    /**
     * Who that is, in that realm. Credentials that are malformed, unsigned, expired, not yet valid, without subject or expiry, or meant for
     * somebody else are refused with RT_002, in words that do not repeat them.
     *
     * @throws io.parley.application.Unavailable if the keys cannot be reached, so that nothing can be said
     */
    Outcome<Identity> authenticate(RealmId realm, Credentials credentials);

    /**
     * The realm that the credentials are for: whose key it is, or whose issuer the token names. Nothing is verified by that; the realm's own keys
     * will do. Empty if they do not say.
     */
    Optional<RealmId> realmOf(Credentials credentials);
}
