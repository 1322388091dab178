package io.parley.application.channel;

import io.parley.domain.identity.Identity;
import io.parley.domain.identity.Scope;
import io.parley.domain.refusal.ErrorCode;
import io.parley.domain.refusal.Outcome;
import io.parley.domain.refusal.Refusal;

/** What the server API asks for before anything else. */
public final class Scopes {
    private Scopes() {}

    /**
     * Whether somebody holds the scope.
     *
     * @param deed as it stands in "is needed to …"
     */
    public static Outcome<Identity> need(Identity who, Scope scope, String deed) {
        return who.holds(scope)
                ? Outcome.done(who)
                : Outcome.refused(Refusal.of(ErrorCode.PERMISSION_DENIED, "The scope " + scope + " is needed to " + deed));
    }
}
