package io.parley.bootstrap.configuration;

import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who may come in.
 *
 * @param jwtSecret      the HS256 secret of tokens ({@code JWT_SECRET}), at least 32 bytes; blank: {@code
 *                       spring.security.oauth2.resourceserver.jwt.*} says how tokens are verified
 * @param adminKey       an API key with every scope ({@code PARLEY_ADMIN_KEY}); blank: none
 * @param anonymous      whether clients without credentials are let in, to public channels ({@code PARLEY_ANONYMOUS})
 * @param allowedOrigins pages that may connect, beside the hub's own ({@code PARLEY_ALLOWED_ORIGINS}, comma-separated)
 */
@ConfigurationProperties("parley.security")
public record SecuritySettings(@Nullable String jwtSecret, @Nullable String adminKey, boolean anonymous,
        @DefaultValue Set<String> allowedOrigins) {}
