package io.parley.bootstrap.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Optional;

import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;

import io.parley.application.Unavailable;
import io.parley.application.identity.Authenticator;
import io.parley.application.identity.Credentials;
import io.parley.domain.identity.Identity;
import io.parley.domain.identity.RealmId;
import io.parley.domain.identity.Scope;
import io.parley.domain.identity.Server;
import io.parley.domain.refusal.ErrorCode;
import io.parley.domain.refusal.Outcome;
import io.parley.domain.refusal.Refusal;

/** Verifies tokens with Spring Security's decoder, and the admin key by comparing digests in constant time. */
final class TokenAuthenticator implements Authenticator {
    /** A token of more than this is no token; parsing it would be work for whoever wants to waste ours. */
    private static final int MAX_TOKEN_LENGTH = 8_192;
    private static final Refusal BAD_TOKEN = Refusal.of(ErrorCode.AUTH_REQUIRED, "The token is not valid, or not any more");
    private static final Refusal BAD_KEY = Refusal.of(ErrorCode.AUTH_REQUIRED, "The API key is not valid");

    private final JwtDecoder decoder;
    private final InstantSource clock;
    private final Optional<byte[]> adminKeyDigest;

    TokenAuthenticator(JwtDecoder decoder, InstantSource clock, Optional<String> adminKey) {
        this.decoder = decoder;
        this.clock = clock;
        adminKeyDigest = adminKey.map(TokenAuthenticator::digest);
    }

    @Override
    public Outcome<Identity> authenticate(RealmId realm, Credentials credentials) {
        return switch (credentials) {
            case Credentials.Token(String token) -> token(realm, token);
            case Credentials.ApiKey(String key) -> apiKey(realm, key);
        };
    }

    private Outcome<Identity> token(RealmId realm, String token) {
        if (token.isEmpty() || token.length() > MAX_TOKEN_LENGTH) {
            return Outcome.refused(BAD_TOKEN);
        }
        try {
            // Without the tolerance that decoders have: a connection ends at the very moment its token does, so this one would end at once.
            return TokenClaims.identity(realm, decoder.decode(token))
                    .filter(who -> who.expiresAt().filter(clock.instant()::isBefore).isPresent())
                    .map(Outcome::done).orElseGet(() -> Outcome.refused(BAD_TOKEN));
        } catch (BadJwtException e) {
            return Outcome.refused(BAD_TOKEN);
        } catch (JwtException e) {
            throw new Unavailable("The keys that verify tokens cannot be reached", e);
        }
    }

    private Outcome<Identity> apiKey(RealmId realm, String key) {
        boolean known = adminKeyDigest.filter(digest -> MessageDigest.isEqual(digest, digest(key))).isPresent();
        return known ? Outcome.done(new Server(realm, "admin", EnumSet.of(Scope.ADMIN))) : Outcome.refused(BAD_KEY);
    }

    private static byte[] digest(String key) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
