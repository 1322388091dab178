package io.parley.devservices;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

import javax.crypto.spec.SecretKeySpec;

import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.jose.jws.MacAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;

/** Signs tokens for a first try, with the secret the hub verifies them with. */
final class DevTokens {
    /** The property without which no token is signed. */
    static final String ENABLED = "parley.dev.tokens";
    /** A working day, so that nobody's first try ends in the middle. */
    static final Duration LIFETIME = Duration.ofHours(12);

    private final JwtEncoder encoder;
    private final InstantSource clock;

    /**
     * @param secret its UTF-8 bytes are the key, at least 32 of them
     */
    DevTokens(String secret, InstantSource clock) {
        this.encoder = NimbusJwtEncoder.withSecretKey(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"))
                .algorithm(MacAlgorithm.HS256)
                .build();
        this.clock = clock;
    }

    DevToken issue(String userId, @Nullable String name) {
        // Whole seconds, as a JWT counts: what is answered is what the token says.
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Instant expiresAt = now.plus(LIFETIME);
        var claims = JwtClaimsSet.builder().subject(userId).issuedAt(now).expiresAt(expiresAt);
        if (name != null) {
            claims.claim("name", name);
        }
        var token = encoder.encode(JwtEncoderParameters.from(JwsHeader.with(MacAlgorithm.HS256).build(), claims.build()));
        return new DevToken(token.getTokenValue(), userId, expiresAt.toString());
    }

    /**
     * @param expiresAt ISO 8601, UTC
     */
    record DevToken(String token, String userId, String expiresAt) {}
}
