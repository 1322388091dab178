package io.parley.bootstrap.configuration;

import java.util.List;
import java.util.Map;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The realms, and whose word about a client's address is taken.
 *
 * @param realms         by name; {@code default} is the one that a small installation sees
 * @param limits         what clients may ask for, in realms that say nothing else
 * @param trustedProxies addresses or ranges of proxies whose {@code X-Forwarded-For} is believed; empty: nobody's
 */
@ConfigurationProperties("parley")
public record AccessSettings(@DefaultValue Map<String, RealmSettings> realms, @DefaultValue LimitSettings limits,
        @DefaultValue List<String> trustedProxies) {}
