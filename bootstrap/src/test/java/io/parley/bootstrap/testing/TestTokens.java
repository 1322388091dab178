package io.parley.bootstrap.testing;

import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.function.UnaryOperator;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;

/** Tokens of an identity provider, and of those who would like to be one. */
public final class TestTokens {
    /** What the test nodes verify with. */
    public static final String SECRET = "the secret of the test nodes, of more than 32 bytes";
    private static final Duration HOUR = Duration.ofHours(1);

    private TestTokens() {}

    /** A good one, for an hour, with the scopes. */
    public static String of(String user, String... scopes) {
        return signed(SECRET, claims -> claims.subject(user).claim("scope", String.join(" ", scopes)));
    }

    /** A good one that shows a name in rosters. */
    public static String named(String user, String name) {
        return signed(SECRET, claims -> claims.subject(user).claim("name", name));
    }

    /** A good one that says more of its bearer. */
    public static String with(String user, UnaryOperator<JWTClaimsSet.Builder> more) {
        return signed(SECRET, claims -> more.apply(claims.subject(user)));
    }

    /** One that is signed with another secret. */
    public static String signedWith(String secret, UnaryOperator<JWTClaimsSet.Builder> claims) {
        return signed(secret, claims);
    }

    /** A good one that ends soon. Its end is a whole second, as tokens know no others: it may come up to a second earlier. */
    public static String lasting(String user, Duration life) {
        return signed(SECRET, claims -> claims.subject(user).expirationTime(Date.from(Instant.now().plus(life))));
    }

    /** One of each kind that must be refused. */
    public static List<BadTokens.Bad> bad() {
        return BadTokens.all();
    }

    private static String signed(String secret, UnaryOperator<JWTClaimsSet.Builder> claims) {
        try {
            JWTClaimsSet.Builder anHour = new JWTClaimsSet.Builder().expirationTime(Date.from(Instant.now().plus(HOUR)));
            SignedJWT token = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims.apply(anHour).build());
            token.sign(new MACSigner(secret));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
