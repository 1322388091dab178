package io.parley.bootstrap.testing;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.function.UnaryOperator;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

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
    private static final String FOREIGN_SECRET = "the secret of somebody else, of more than 32 bytes";
    private static final Duration HOUR = Duration.ofHours(1);

    private TestTokens() {}

    /** A token that a hub must refuse, and the reason. */
    public record Bad(String reason, String token) {
        @Override
        public String toString() {
            return reason;
        }
    }

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
    public static List<Bad> bad() {
        Instant now = Instant.now();
        return List.of(
                new Bad("expired", signed(SECRET, claims -> claims.subject("mallory").expirationTime(Date.from(now.minusSeconds(2))))),
                new Bad("not yet valid",
                        signed(SECRET, claims -> claims.subject("mallory").notBeforeTime(Date.from(now.plusSeconds(120))))),
                new Bad("no expiry", signed(SECRET, claims -> claims.subject("mallory").expirationTime(null))),
                new Bad("no subject", signed(SECRET, claims -> claims)),
                new Bad("empty subject", signed(SECRET, claims -> claims.subject(""))),
                new Bad("wrong secret", signed(FOREIGN_SECRET, claims -> claims.subject("mallory"))),
                new Bad("algorithm none", text("{\"alg\":\"none\"}") + "." + text(mallory(now)) + "."),
                new Bad("algorithm none with a signature", handMade("{\"alg\":\"none\"}", now)),
                new Bad("algorithm RS256 signed with the shared secret", handMade("{\"alg\":\"RS256\",\"typ\":\"JWT\"}", now)),
                new Bad("algorithm HS512", handMade("{\"alg\":\"HS512\"}", now)),
                new Bad("a changed body", changedBody()),
                new Bad("three dots", "..."),
                new Bad("no token at all", "secret-looking-nonsense"));
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

    private static String changedBody() {
        String[] parts = of("alice").split("\\.");
        return parts[0] + "." + text(mallory(Instant.now())) + "." + parts[2];
    }

    private static String handMade(String header, Instant now) {
        String content = text(header) + "." + text(mallory(now));
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return content + "." + base64(mac.doFinal(content.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String mallory(Instant now) {
        return "{\"sub\":\"mallory\",\"exp\":" + now.plus(HOUR).getEpochSecond() + "}";
    }

    private static String text(String json) {
        return base64(json.getBytes(StandardCharsets.UTF_8));
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
