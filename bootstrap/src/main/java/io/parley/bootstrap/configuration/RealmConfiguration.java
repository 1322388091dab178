package io.parley.bootstrap.configuration;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import org.springframework.boot.jetty.servlet.JettyServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.parley.application.realm.AddressPolicy;
import io.parley.application.realm.AddressRange;
import io.parley.application.realm.OriginPolicy;
import io.parley.application.realm.Realm;
import io.parley.application.realm.Realms;
import io.parley.application.realm.TrustedProxies;
import io.parley.application.rule.RuleLanguage;
import io.parley.bootstrap.start.StartFailure;
import io.parley.domain.channel.ShippedPolicies;
import io.parley.domain.identity.RealmId;
import io.parley.domain.limit.Limits;

/** The realms of this installation. */
@Configuration(proxyBeanMethods = false)
class RealmConfiguration {
    @Bean
    Realms realms(AccessSettings settings, RoomSettings rooms, RuleLanguage language) {
        try {
            Limits limits = settings.limits().over("parley.limits", Limits.SHIPPED);
            Policies policies = new Policies(language, rooms.in(ShippedPolicies.BOOK));
            return new Realms(settings.realms().entrySet().stream().map(realm -> realm(realm, policies, limits)).toList());
        } catch (IllegalArgumentException e) {
            throw new StartFailure("parley.realms: " + e.getMessage());
        }
    }

    private static Realm realm(Map.Entry<String, RealmSettings> named, Policies policies, Limits otherwise) {
        String key = "parley.realms." + named.getKey();
        RealmSettings settings = named.getValue();
        return new Realm(new RealmId(named.getKey()),
                settings.hosts().stream().map(host -> host.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet()),
                policies.book(key + ".policies", settings.policies()), settings.anonymous(), new OriginPolicy(settings.allowedOrigins()),
                new AddressPolicy(ranges(key + ".allowed-addresses", settings.allowedAddresses()),
                        ranges(key + ".denied-addresses", settings.deniedAddresses())),
                settings.limits().over(key + ".limits", otherwise));
    }

    @Bean
    TrustedProxies trustedProxies(AccessSettings settings) {
        return new TrustedProxies(ranges("parley.trusted-proxies", settings.trustedProxies()));
    }

    private static List<AddressRange> ranges(String key, List<String> texts) {
        return texts.stream().filter(text -> !text.isBlank()).map(text -> range(key, text)).toList();
    }

    private static AddressRange range(String key, String text) {
        try {
            return AddressRange.of(text);
        } catch (IllegalArgumentException e) {
            throw new StartFailure(key + " holds '" + text + "', which is no address or range such as 10.0.0.0/8");
        }
    }

    @Bean
    WebServerFactoryCustomizer<JettyServletWebServerFactory> realmPaths(ConnectionSettings connections, OperationSettings operation) {
        Optional<OtherPath> other = Optional.ofNullable(connections.path()).filter(path -> !path.isBlank()).map(OtherPath::new);
        return server -> server.addServerCustomizers(jetty -> {
            OperationPorts ports = new OperationPorts(operation, server.getPort());
            ports.openOn(jetty);
            // What is inserted later comes first: the realm is cut off before anybody looks at the path.
            jetty.insertHandler(ports);
            other.ifPresent(jetty::insertHandler);
            jetty.insertHandler(new RealmPaths());
        });
    }
}
