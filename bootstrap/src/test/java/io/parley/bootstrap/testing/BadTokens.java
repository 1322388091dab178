package io.parley.bootstrap.testing;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Tokens by hand, which no library would make. Where nothing else is wrong with one, it is signed with the secret of the test nodes: it is refused
 * for its own sake.
 */
public final class BadTokens {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final String HS256 = "{\"alg\":\"HS256\",\"typ\":\"JWT\"}";

    private BadTokens() {}

    /** A token that a hub must refuse, and the reason. */
    public record Bad(String reason, String token) {
        @Override
        public String toString() {
            return reason;
        }
    }

    static List<Bad> all() {
        return Stream.of(ofWrongClaims(), ofWrongAlgorithms(), ofWrongForm()).flatMap(List::stream).toList();
    }

    private static List<Bad> ofWrongClaims() {
        long now = Instant.now().getEpochSecond();
        return List.of(
                new Bad("expired", saying("mallory", Long.toString(now - 2))),
                new Bad("expired since just now", saying("mallory", Long.toString(now))),
                new Bad("expired by a fraction", saying("mallory", (now - 2) + ".5")),
                new Bad("an expiry before time began", saying("mallory", "-1")),
                new Bad("an expiry of zero", saying("mallory", "0")),
                new Bad("an expiry in words", saying("mallory", "\"tomorrow\"")),
                new Bad("an expiry between quotes", saying("mallory", "\"" + (now + 3_600) + "\"")),
                new Bad("an expiry of null", saying("mallory", "null")),
                new Bad("an expiry that is a list", saying("mallory", "[" + (now + 3_600) + "]")),
                new Bad("no expiry", signed(HS256, "{\"sub\":\"mallory\"}")),
                new Bad("not yet valid", signed(HS256, "{\"sub\":\"mallory\",\"nbf\":" + (now + 120) + ",\"exp\":" + (now + 3_600) + "}")),
                new Bad("no subject", signed(HS256, "{\"exp\":" + (now + 3_600) + "}")),
                new Bad("a subject of null", signed(HS256, "{\"sub\":null,\"exp\":" + (now + 3_600) + "}")),
                new Bad("an empty subject", saying("", Long.toString(now + 3_600))),
                new Bad("a subject that is a list", signed(HS256, "{\"sub\":[\"mallory\"],\"exp\":" + (now + 3_600) + "}")),
                new Bad("a subject that is an object", signed(HS256, "{\"sub\":{\"id\":\"mallory\"},\"exp\":" + (now + 3_600) + "}")),
                new Bad("a subject that is true", signed(HS256, "{\"sub\":true,\"exp\":" + (now + 3_600) + "}")),
                new Bad("a subject of 129 characters", saying("m".repeat(129), Long.toString(now + 3_600))),
                new Bad("a subject with a zero character", saying("mal\\u0000lory", Long.toString(now + 3_600))),
                new Bad("a subject with half a surrogate pair", saying("mal\\ud800lory", Long.toString(now + 3_600))),
                new Bad("claims that are a list", signed(HS256, "[\"mallory\"]")),
                new Bad("claims that are no JSON", signed(HS256, "mallory")),
                new Bad("no claims", signed(HS256, "")));
    }

    private static List<Bad> ofWrongAlgorithms() {
        return List.of(
                new Bad("another secret", signedWith("the secret of somebody else, of more than 32 bytes", HS256, mallory())),
                new Bad("a secret of one zero", signedWith("\0", HS256, mallory())),
                unsigned("none"), unsigned("None"), unsigned("NONE"), unsigned("nOnE"), unsigned(" none"), unsigned(""),
                new Bad("algorithm none with a signature", signed("{\"alg\":\"none\"}", mallory())),
                new Bad("algorithm null", signed("{\"alg\":null}", mallory())),
                new Bad("algorithm of a number", signed("{\"alg\":256}", mallory())),
                new Bad("no algorithm", signed("{\"typ\":\"JWT\"}", mallory())),
                new Bad("algorithm HS256 in lower case", signed("{\"alg\":\"hs256\"}", mallory())),
                new Bad("algorithm HS512", signed("{\"alg\":\"HS512\"}", mallory())),
                new Bad("algorithm RS256 signed with the shared secret", signed("{\"alg\":\"RS256\",\"typ\":\"JWT\"}", mallory())),
                new Bad("algorithm ES256 with a signature of zeros",
                        text("{\"alg\":\"ES256\"}") + "." + text(mallory()) + "." + base64(new byte[64])),
                new Bad("an extension that nobody knows and must be known",
                        signed("{\"alg\":\"HS256\",\"crit\":[\"exp-policy\"],\"exp-policy\":1}", mallory())),
                new Bad("a header that is no JSON", signed("HS256", mallory())),
                new Bad("a header that is a list", signed("[]", mallory())),
                new Bad("an empty header", signed("", mallory())));
    }

    private static List<Bad> ofWrongForm() {
        String good = TestTokens.of("alice");
        String[] parts = good.split("\\.");
        return List.of(
                new Bad("a changed body", parts[0] + "." + text(mallory()) + "." + parts[2]),
                new Bad("a changed header", text("{\"alg\":\"HS256\",\"kid\":\"1\"}") + "." + parts[1] + "." + parts[2]),
                new Bad("a signature taken off", parts[0] + "." + parts[1] + "."),
                new Bad("a signature taken off with its dot", parts[0] + "." + parts[1]),
                new Bad("half a signature", good.substring(0, good.length() - 20)),
                new Bad("a signature with padding", good + "="),
                new Bad("a signature with something behind it", good + "A"),
                new Bad("a fourth part", good + "." + parts[2]),
                new Bad("a dot behind it", good + "."),
                new Bad("a dot before it", "." + good),
                new Bad("a space in its signature", new StringBuilder(good).insert(good.length() - 4, ' ').toString()),
                new Bad("a tilde in its signature", new StringBuilder(good).insert(good.length() - 4, '~').toString()),
                new Bad("a body with padding", parts[0] + "." + parts[1] + "=." + parts[2]),
                new Bad("two tokens", good + "," + good),
                new Bad("a scheme before it", "Bearer " + good),
                new Bad("brackets about it", "<" + good + ">"),
                new Bad("five parts, as of an encrypted one",
                        text("{\"alg\":\"dir\",\"enc\":\"A256GCM\"}") + ".." + base64(new byte[12]) + "."
                                + text(mallory()) + "." + base64(new byte[16])),
                new Bad("five parts of nothing", "...."),
                new Bad("three dots", "..."),
                new Bad("two dots", ".."),
                new Bad("a file's name", "../../../../etc/passwd"),
                new Bad("a percent sign that encodes nothing", "%zz%"),
                new Bad("no token at all", "secret-looking-nonsense"));
    }

    private static Bad unsigned(String algorithm) {
        return new Bad("algorithm '" + algorithm + "' without a signature",
                text("{\"alg\":\"" + algorithm + "\"}") + "." + text(mallory()) + ".");
    }

    private static String saying(String subject, String expiry) {
        return signed(HS256, "{\"sub\":\"" + subject + "\",\"exp\":" + expiry + "}");
    }

    /** One with that header and those claims, both as they stand, signed with the nodes' secret. */
    public static String signed(String header, String claims) {
        return signedWith(TestTokens.SECRET, header, claims);
    }

    /** The same with another secret. */
    public static String signedWith(String secret, String header, String claims) {
        return signedWith(secret.getBytes(StandardCharsets.UTF_8), header, claims);
    }

    /** The same with a secret that is no text. */
    public static String signedWith(byte[] secret, String header, String claims) {
        String content = text(header) + "." + text(claims);
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return content + "." + base64(mac.doFinal(content.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Claims with which nothing is wrong. */
    public static String mallory() {
        return "{\"sub\":\"mallory\",\"exp\":" + Instant.now().plus(HOUR).getEpochSecond() + "}";
    }

    private static String text(String json) {
        return base64(json.getBytes(StandardCharsets.UTF_8));
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
