package io.parley.application.extension;

import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

import io.parley.application.Unavailable;
import io.parley.application.identity.Credentials;
import io.parley.application.identity.CustomAuthenticator;
import io.parley.domain.identity.Identity;
import io.parley.domain.identity.RealmId;
import io.parley.domain.refusal.Outcome;

/** A custom authenticator that is cut off as every extension is; then nobody comes in by it. That it cannot say anything now is an answer of its own. */
record GuardedAuthenticator(Guarded<CustomAuthenticator> guarded) implements CustomAuthenticator {
    @Override
    public Optional<Outcome<Identity>> authenticate(RealmId realm, Credentials credentials) {
        return guarded.ask(one -> answer(one, realm, credentials)).orElse(() -> Optional.of(Outcome.refused(CutOff.REFUSAL))).get();
    }

    private static Supplier<Optional<Outcome<Identity>>> answer(CustomAuthenticator one, RealmId realm, Credentials credentials) {
        try {
            Optional<Outcome<Identity>> answer = Objects.requireNonNull(one.authenticate(realm, credentials),
                    "An authenticator answers null");
            return () -> answer;
        } catch (Unavailable away) {
            return () -> {
                throw away;
            };
        }
    }
}
