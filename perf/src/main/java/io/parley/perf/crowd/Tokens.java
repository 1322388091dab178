package io.parley.perf.crowd;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Makes HS256 tokens as the hub takes them; for one thread. */
final class Tokens {
    private static final String ALGORITHM = "HmacSHA256";
    private static final Duration LIFE = Duration.ofHours(2);
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
    private static final String HEADER = encoded("{\"alg\":\"HS256\",\"typ\":\"JWT\"}");

    private final Mac mac;
    private final long expiry;

    Tokens(String secret, Instant now) {
        try {
            mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("No key of HS256", e);
        }
        expiry = now.plus(LIFE).getEpochSecond();
    }

    /** A token of that user, good for two hours. */
    String of(String user) {
        String signed = HEADER + '.' + encoded("{\"sub\":\"" + user + "\",\"exp\":" + expiry + '}');
        return signed + '.' + BASE64.encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.US_ASCII)));
    }

    private static String encoded(String json) {
        return BASE64.encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
