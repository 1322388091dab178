package io.parley.bootstrap.security;

import java.time.InstantSource;
import java.util.Optional;
import java.util.regex.Pattern;

import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtDecoderInitializationException;
import org.springframework.security.oauth2.jwt.JwtException;

import io.parley.application.Unavailable;
import io.parley.domain.identity.Identity;
import io.parley.domain.refusal.ErrorCode;
import io.parley.domain.refusal.Outcome;
import io.parley.domain.refusal.Refusal;

/** Verifies the tokens of one realm with Spring Security's decoder. */
record TokenAuthenticator(JwtDecoder decoder, TokenClaims claims, InstantSource clock) {
    /** A token of more than this is no token; parsing it would be work for whoever wants to waste ours. */
    static final int MAX_TOKEN_LENGTH = 8_192;
    /** RFC 7515, 7.1. The decoder skips whatever is no Base64 in a signature, so that one token could be written in any number of ways. */
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+");
    private static final Refusal BAD_TOKEN = Refusal.of(ErrorCode.AUTH_REQUIRED, "The token is not valid, or not any more");

    Outcome<Identity> authenticate(String token) {
        if (token.length() > MAX_TOKEN_LENGTH || !FORM.matcher(token).matches()) {
            return Outcome.refused(BAD_TOKEN);
        }
        try {
            // Without the tolerance that decoders have: a connection ends at the very moment its token does, so this one would end at once.
            Optional<Identity> who = claims.identity(decoder.decode(token))
                    .filter(user -> user.expiresAt().filter(clock.instant()::isBefore).isPresent());
            return who.map(Outcome::done).orElseGet(() -> Outcome.refused(BAD_TOKEN));
        } catch (BadJwtException e) {
            return Outcome.refused(BAD_TOKEN);
        } catch (JwtException | JwtDecoderInitializationException e) {
            throw new Unavailable("The keys that verify tokens cannot be reached", e);
        }
    }
}
