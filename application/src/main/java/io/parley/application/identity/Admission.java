package io.parley.application.identity;

import java.util.Optional;

import io.parley.application.Unavailable;
import io.parley.domain.identity.Anonymous;
import io.parley.domain.identity.Identity;
import io.parley.domain.identity.RealmId;
import io.parley.domain.refusal.ErrorCode;
import io.parley.domain.refusal.Outcome;
import io.parley.domain.refusal.Refusal;

/** Use case: who may open a connection. Thread-safe. */
public final class Admission {
    private final Authenticator authenticator;
    private final OriginPolicy origins;
    private final boolean anonymous;

    /**
     * Credentials are judged by the one, pages by the other.
     *
     * @param anonymous whether somebody without credentials is let in, to public channels
     */
    public Admission(Authenticator authenticator, OriginPolicy origins, boolean anonymous) {
        this.authenticator = authenticator;
        this.origins = origins;
        this.anonymous = anonymous;
    }

    /**
     * Whether to go on with that opening.
     *
     * @return who it is, anonymous where that is allowed; empty if it shows nothing and has to say so by message; or why not: RT_003 for a foreign page, and for a secret
     *         key in a browser, where everybody could read it; RT_002 for bad credentials; RT_010 if they cannot be judged now
     */
    public Outcome<Optional<Identity>> admit(RealmId realm, Opening opening) {
        if (!origins.admits(opening.origin(), opening.host())) {
            return Outcome.refused(Refusal.of(ErrorCode.PERMISSION_DENIED, "Pages of this origin may not connect"));
        }
        if (opening.origin().isPresent() && opening.credentials().filter(Credentials.ApiKey.class::isInstance).isPresent()) {
            return Outcome.refused(Refusal.of(ErrorCode.PERMISSION_DENIED, "A secret API key does not belong in a browser"));
        }
        return opening.credentials().map(shown -> authenticate(realm, shown))
                .orElseGet(() -> Outcome.done(anonymous ? Optional.of(new Anonymous(realm)) : Optional.empty()));
    }

    private Outcome<Optional<Identity>> authenticate(RealmId realm, Credentials credentials) {
        try {
            return switch (authenticator.authenticate(realm, credentials)) {
                case Outcome.Done<Identity>(Identity who) -> Outcome.done(Optional.of(who));
                case Outcome.Refused<Identity>(Refusal refusal) -> Outcome.refused(refusal);
            };
        } catch (Unavailable e) {
            return Outcome.refused(Refusal.of(ErrorCode.UNAVAILABLE, "Credentials cannot be checked now; try again"));
        }
    }
}
