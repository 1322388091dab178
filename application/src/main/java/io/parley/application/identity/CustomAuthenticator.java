package io.parley.application.identity;

import java.util.Optional;

import io.parley.domain.identity.Identity;
import io.parley.domain.identity.RealmId;
import io.parley.domain.refusal.Outcome;

/**
 * Port for product teams: credentials of their own making, such as session tokens that another service knows. Every one is asked before the hub's
 * own authenticator, in the order of the application's beans. Thread-safe; may block for a short while (it is cut off as every extension is), and throw
 * {@link io.parley.application.Unavailable} if it cannot say anything now.
 */
public interface CustomAuthenticator {
    /** Who that is, in that realm, or why not; empty if these are no credentials of its kind. */
    Optional<Outcome<Identity>> authenticate(RealmId realm, Credentials credentials);
}
