package io.parley.bootstrap.configuration;

import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * One realm: who may come in, and what holds in its channels. Of {@code jwtSecret}, {@code publicKeyLocation}, {@code jwkSetUri} and
 * {@code issuerUri} one at most says how tokens are verified; none: in the default realm
 * {@code spring.security.oauth2.resourceserver.jwt.*} does.
 *
 * @param hosts             names under which the hub is called for this realm
 * @param jwtSecret         the HS256 secret of tokens, at least 32 bytes
 * @param publicKeyLocation a PEM file with the RSA or EC key of tokens
 * @param jwkSetUri         where the keys of tokens are read
 * @param issuerUri         where the keys are discovered; tokens must name it as their issuer
 * @param issuer            whom tokens must name as their issuer; a token that names it is for this realm
 * @param audiences         tokens must be meant for one of these; empty: whoever
 * @param idClaim           the claim that holds the user's id; a dot leads into an object, e.g. {@code user.id}
 * @param adminKey          an API key with every scope; blank: none
 * @param publishableKey    an API key that may be public: its bearer is anonymous, even where others have to show who they are; blank: none
 * @param anonymous         whether clients without credentials are let in, to public channels
 * @param allowedOrigins    pages that may connect, beside the hub's own
 * @param allowedAddresses  the only clients that may connect, as addresses or ranges; empty: all
 * @param deniedAddresses   clients that may not connect
 * @param policies          in front of the shipped ones; one of the same pattern changes its namesake
 * @param limits            what its clients may ask for
 * @param ingest            what becomes of what other services say in Redis
 */
public record RealmSettings(@DefaultValue Set<String> hosts, @Nullable String jwtSecret, @Nullable String publicKeyLocation,
        @Nullable String jwkSetUri, @Nullable String issuerUri, @Nullable String issuer, @DefaultValue List<String> audiences,
        @DefaultValue("sub") String idClaim, @Nullable String adminKey, @Nullable String publishableKey, boolean anonymous,
        @DefaultValue Set<String> allowedOrigins, @DefaultValue List<String> allowedAddresses, @DefaultValue List<String> deniedAddresses,
        @DefaultValue List<PolicySettings> policies, @DefaultValue LimitSettings limits, @DefaultValue List<IngestRuleSettings> ingest) {
    /** Without what it holds: there are secrets among it. */
    @Override
    public String toString() {
        return "RealmSettings";
    }
}
