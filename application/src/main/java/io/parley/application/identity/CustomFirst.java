package io.parley.application.identity;

import java.util.List;
import java.util.Optional;

import io.parley.domain.identity.Identity;
import io.parley.domain.identity.RealmId;
import io.parley.domain.refusal.ErrorCode;
import io.parley.domain.refusal.Outcome;
import io.parley.domain.refusal.Refusal;

/** Asks custom authenticators first, and the hub's own about what none of them knows. An identity of another realm is none. */
public final class CustomFirst implements Authenticator {
    private final List<CustomAuthenticator> custom;
    private final Authenticator own;

    /** @param custom in the order in which they are asked */
    public CustomFirst(List<CustomAuthenticator> custom, Authenticator own) {
        this.custom = List.copyOf(custom);
        this.own = own;
    }

    @Override
    public Outcome<Identity> authenticate(RealmId realm, Credentials credentials) {
        for (CustomAuthenticator one : custom) {
            Optional<Outcome<Identity>> answer = one.authenticate(realm, credentials);
            if (answer.isPresent()) {
                return ofRealm(realm, answer.get());
            }
        }
        return own.authenticate(realm, credentials);
    }

    private static Outcome<Identity> ofRealm(RealmId realm, Outcome<Identity> answer) {
        return answer instanceof Outcome.Done<Identity>(Identity who) && !who.realm().equals(realm)
                ? Outcome.refused(Refusal.of(ErrorCode.AUTH_REQUIRED, "These credentials are not for here"))
                : answer;
    }

    @Override
    public Optional<RealmId> realmOf(Credentials credentials) {
        return own.realmOf(credentials);
    }
}
