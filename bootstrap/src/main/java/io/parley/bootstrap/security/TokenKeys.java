package io.parley.bootstrap.security;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import javax.crypto.spec.SecretKeySpec;

import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ResourceLoader;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.MacAlgorithm;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.SupplierJwtDecoder;

import io.parley.bootstrap.configuration.RealmSettings;
import io.parley.bootstrap.start.StartFailure;

/** How the tokens of a realm are verified. Each way allows the algorithms of its keys and no others, whatever a token says of itself. */
final class TokenKeys {
    /** RFC 7518, 3.2: a key for HS256 has at least the size of its hash. */
    private static final int MIN_SECRET_BYTES = 32;

    private final ResourceLoader resources;

    TokenKeys(ResourceLoader resources) {
        this.resources = resources;
    }

    /**
     * The decoder that the settings ask for; empty if they name no key.
     *
     * @param key    where the settings stand, for messages
     * @param secret what the operator calls the secret
     * @throws StartFailure if they name more than one, or one that is none
     */
    Optional<JwtDecoder> decoder(String key, String secret, RealmSettings settings) {
        List<Supplier<NimbusJwtDecoder>> ways = new ArrayList<>();
        given(settings.jwtSecret()).ifPresent(value -> ways.add(() -> withSecret(secret, value)));
        given(settings.publicKeyLocation()).ifPresent(place -> ways.add(() -> withPublicKey(key + ".public-key-location", place)));
        given(settings.jwkSetUri()).ifPresent(uri -> ways.add(() -> NimbusJwtDecoder.withJwkSetUri(uri).discoverJwsAlgorithms().build()));
        given(settings.issuerUri()).ifPresent(uri -> ways.add(() -> NimbusJwtDecoder.withIssuerLocation(uri).build()));
        if (ways.size() > 1) {
            throw new StartFailure(key + " may have one of jwt-secret, public-key-location, jwk-set-uri and issuer-uri, not several");
        }
        return ways.stream().findFirst().map(way -> given(settings.jwkSetUri()).or(() -> given(settings.issuerUri())).isPresent()
                // Who keeps the keys may be away when the hub starts.
                ? new SupplierJwtDecoder(() -> validating(way.get(), settings))
                : validating(way.get(), settings));
    }

    private static NimbusJwtDecoder withSecret(String name, String value) {
        byte[] secret = value.getBytes(StandardCharsets.UTF_8);
        if (secret.length < MIN_SECRET_BYTES) {
            throw new StartFailure(name + " has " + secret.length + " bytes; HS256 needs at least " + MIN_SECRET_BYTES);
        }
        return NimbusJwtDecoder.withSecretKey(new SecretKeySpec(secret, "HmacSHA256")).macAlgorithm(MacAlgorithm.HS256).build();
    }

    private NimbusJwtDecoder withPublicKey(String key, String location) {
        try {
            PublicPem pem = PublicPem.parse(resources.getResource(location).getContentAsString(StandardCharsets.UTF_8));
            // Whatever a token calls its key: a file has no name for it, and holds one.
            return NimbusJwtDecoder.withJwkSource((_, _) -> List.of(pem.key()))
                    .jwsAlgorithms(allowed -> allowed.addAll(pem.algorithms())).build();
        } catch (IOException e) {
            throw new StartFailure(key + ": " + location + " cannot be read");
        } catch (IllegalArgumentException e) {
            throw new StartFailure(key + ": " + location + " holds no public RSA or EC key in PEM form");
        }
    }

    private static JwtDecoder validating(NimbusJwtDecoder decoder, RealmSettings settings) {
        List<OAuth2TokenValidator<Jwt>> validators = new ArrayList<>(List.of(JwtValidators.createDefault()));
        given(settings.issuer()).or(() -> given(settings.issuerUri())).ifPresent(issuer -> validators.add(new JwtIssuerValidator(issuer)));
        if (!settings.audiences().isEmpty()) {
            validators.add(new JwtClaimValidator<List<String>>(JwtClaimNames.AUD,
                    meant -> meant != null && !Collections.disjoint(meant, settings.audiences())));
        }
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(validators));
        return decoder;
    }

    /** A setting that is there and not blank. */
    static Optional<String> given(@Nullable String setting) {
        return Optional.ofNullable(setting).filter(text -> !text.isBlank());
    }
}
