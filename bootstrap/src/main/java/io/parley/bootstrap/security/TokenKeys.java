package io.parley.bootstrap.security;

import java.nio.charset.StandardCharsets;

import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.jose.jws.MacAlgorithm;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

import io.parley.bootstrap.configuration.SecuritySettings;
import io.parley.bootstrap.start.StartFailure;

/** How tokens are verified: by {@code JWT_SECRET} if it is set, otherwise as Spring Boot's resource-server properties say. */
@Configuration(proxyBeanMethods = false)
class TokenKeys {
    /** RFC 7518, 3.2: a key for HS256 has at least the size of its hash. */
    private static final int MIN_SECRET_BYTES = 32;

    @Bean
    @ConditionalOnExpression("!'${parley.security.jwt-secret:}'.isBlank()")
    JwtDecoder secretKeyDecoder(SecuritySettings settings) {
        byte[] secret = String.valueOf(settings.jwtSecret()).getBytes(StandardCharsets.UTF_8);
        if (secret.length < MIN_SECRET_BYTES) {
            throw new StartFailure("JWT_SECRET has " + secret.length + " bytes; HS256 needs at least " + MIN_SECRET_BYTES);
        }
        SecretKey key = new SecretKeySpec(secret, "HmacSHA256");
        return NimbusJwtDecoder.withSecretKey(key).macAlgorithm(MacAlgorithm.HS256).build();
    }
}
