package io.parley.application.connection;

import java.util.Optional;

import io.parley.application.channel.Scopes;
import io.parley.application.presence.Online;
import io.parley.domain.identity.Identity;
import io.parley.domain.identity.Scope;
import io.parley.domain.identity.UserId;
import io.parley.domain.refusal.Outcome;

/**
 * Use case: servers see who is online. Throws {@link io.parley.application.Unavailable} if the store did not answer.
 *
 * @param online knows the users of all nodes
 */
public record Users(Online online) {
    /** One of them, whether or not he was ever there; refused with RT_003 without the scope. */
    public Outcome<UserView> find(Identity who, UserId user) {
        return Scopes.need(who, Scope.PRESENCE_READ, "see who is online").then(_ -> Outcome.done(view(user)));
    }

    private UserView view(UserId user) {
        return online.isOnline(user) ? new UserView(user, true, Optional.empty()) : new UserView(user, false, online.lastSeen(user));
    }
}
