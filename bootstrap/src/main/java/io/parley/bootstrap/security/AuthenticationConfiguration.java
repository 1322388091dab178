package io.parley.bootstrap.security;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ResourceLoader;
import org.springframework.security.oauth2.jwt.JwtDecoder;

import io.parley.application.event.EventBus;
import io.parley.application.extension.Guards;
import io.parley.application.identity.Admission;
import io.parley.application.identity.Authenticator;
import io.parley.application.identity.Capacity;
import io.parley.application.identity.CustomAuthenticator;
import io.parley.application.identity.CustomFirst;
import io.parley.application.identity.Doorkeeper;
import io.parley.application.identity.TicketStore;
import io.parley.application.identity.Ticketing;
import io.parley.application.realm.Realms;
import io.parley.bootstrap.configuration.AccessSettings;
import io.parley.bootstrap.configuration.RealmSettings;
import io.parley.bootstrap.start.StartFailure;
import io.parley.domain.identity.RealmId;

/** Who somebody is. */
@Configuration(proxyBeanMethods = false)
class AuthenticationConfiguration {
    private final InstantSource clock;
    private final TokenKeys tokenKeys;

    AuthenticationConfiguration(InstantSource clock, ResourceLoader resources) {
        this.clock = clock;
        tokenKeys = new TokenKeys(resources);
    }

    /** Custom authenticators are beans of product teams; there may be none. */
    @Bean
    Authenticator authenticator(AccessSettings settings, ObjectProvider<JwtDecoder> configured, List<CustomAuthenticator> custom,
            Guards guards) {
        Map<RealmId, TokenAuthenticator> tokens = new HashMap<>();
        Map<RealmId, ApiKeys> keys = new HashMap<>();
        Map<String, RealmId> issuers = new HashMap<>();
        settings.realms().forEach((name, realm) -> {
            RealmId id = new RealmId(name);
            keys.put(id, ApiKeys.of(id, realm));
            tokens.put(id, new TokenAuthenticator(decoder(id, realm, configured), new TokenClaims(id, realm.idClaim()), clock));
            TokenKeys.given(realm.issuer()).or(() -> TokenKeys.given(realm.issuerUri())).ifPresent(issuer -> claim(issuers, issuer, id));
        });
        return new CustomFirst(guards.authenticators(custom),
                new RealmAuthenticator(Map.copyOf(tokens), Map.copyOf(keys), Map.copyOf(issuers)));
    }

    private static void claim(Map<String, RealmId> issuers, String issuer, RealmId realm) {
        RealmId other = issuers.put(issuer, realm);
        if (other != null) {
            throw new StartFailure("parley.realms: " + other + " and " + realm + " name the same issuer " + issuer);
        }
    }

    private JwtDecoder decoder(RealmId realm, RealmSettings settings, ObjectProvider<JwtDecoder> configured) {
        boolean isDefault = realm.equals(RealmId.DEFAULT);
        String key = "parley.realms." + realm;
        Optional<JwtDecoder> own = tokenKeys.decoder(key, isDefault ? "JWT_SECRET" : key + ".jwt-secret", settings);
        return own.or(() -> isDefault ? Optional.ofNullable(configured.getIfAvailable()) : Optional.empty())
                .orElseThrow(() -> new StartFailure(isDefault
                        ? "Nothing says how tokens are verified. Set JWT_SECRET to at least 32 bytes, or one of "
                                + "spring.security.oauth2.resourceserver.jwt.issuer-uri, .jwk-set-uri, .public-key-location"
                        : "Nothing says how tokens are verified in " + key
                                + ". Set one of its jwt-secret, public-key-location, jwk-set-uri, issuer-uri"));
    }

    @Bean
    Ticketing ticketing(TicketStore store) {
        SecureRandom random = new SecureRandom();
        return new Ticketing(store, () -> {
            byte[] secret = new byte[Ticketing.SECRET_BYTES];
            random.nextBytes(secret);
            return secret;
        });
    }

    @Bean
    Admission admission(Realms realms, Authenticator authenticator, Ticketing ticketing, Capacity capacity, Doorkeeper doorkeeper,
            EventBus events) {
        return new Admission(realms, authenticator, ticketing, capacity, doorkeeper, events);
    }
}
