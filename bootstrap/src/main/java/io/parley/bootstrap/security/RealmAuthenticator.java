package io.parley.bootstrap.security;

import java.text.ParseException;
import java.util.Map;
import java.util.Optional;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.JWTParser;

import io.parley.application.identity.Authenticator;
import io.parley.application.identity.Credentials;
import io.parley.domain.identity.Identity;
import io.parley.domain.identity.RealmId;
import io.parley.domain.refusal.ErrorCode;
import io.parley.domain.refusal.Outcome;
import io.parley.domain.refusal.Refusal;

/**
 * The hub's own authenticator: each realm's tokens and API keys.
 *
 * @param issuers the realm of each issuer that one names as its own
 */
record RealmAuthenticator(Map<RealmId, TokenAuthenticator> tokens, Map<RealmId, ApiKeys> keys, Map<String, RealmId> issuers)
        implements
            Authenticator {
    private static final Refusal BAD_KEY = Refusal.of(ErrorCode.AUTH_REQUIRED, "The API key is not valid");
    private static final Refusal NOT_KNOWN = Refusal.of(ErrorCode.AUTH_REQUIRED, "Credentials of this kind are not known here");

    @Override
    public Outcome<Identity> authenticate(RealmId realm, Credentials credentials) {
        return switch (credentials) {
            case Credentials.Token(String token) -> tokens.containsKey(realm)
                    ? tokens.get(realm).authenticate(token)
                    : Outcome.refused(NOT_KNOWN);
            case Credentials.ApiKey(String key) -> Optional.ofNullable(keys.get(realm)).flatMap(known -> known.identify(key))
                    .map(Outcome::done).orElseGet(() -> Outcome.refused(BAD_KEY));
            case Credentials.Ticket _,Credentials.Custom _ -> Outcome.refused(NOT_KNOWN);
        };
    }

    @Override
    public Optional<RealmId> realmOf(Credentials credentials) {
        return switch (credentials) {
            case Credentials.Token(String token) -> issuers.isEmpty() ? Optional.empty() : issuerOf(token).map(issuers::get);
            case Credentials.ApiKey(String key) -> keys.values().stream().filter(known -> known.identify(key).isPresent()).findFirst()
                    .map(ApiKeys::realm);
            case Credentials.Ticket _,Credentials.Custom _ -> Optional.empty();
        };
    }

    /** Nothing is verified here: a token that lies about its issuer meets keys that do not fit it. */
    private static Optional<String> issuerOf(String token) {
        if (token.length() > TokenAuthenticator.MAX_TOKEN_LENGTH) {
            return Optional.empty();
        }
        try {
            JWTClaimsSet claims = JWTParser.parse(token).getJWTClaimsSet();
            return Optional.ofNullable(claims).map(JWTClaimsSet::getIssuer);
        } catch (ParseException | RuntimeException e) {
            return Optional.empty();
        }
    }
}
