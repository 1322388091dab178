package io.parley.devservices;

import java.time.InstantSource;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;

/** What the web hub gains on a fresh machine: a welcome on the terminal and, where nobody configured real ones, tokens to try it with. */
@AutoConfiguration
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnBooleanProperty(name = "parley.dev.enabled", matchIfMissing = true)
public class DevServicesAutoConfiguration {

    @Bean
    WelcomeBanner welcomeBanner(ConfigurableEnvironment environment, ObjectProvider<DevTokens> tokens) {
        return new WelcomeBanner(environment, tokens.getIfAvailable(), System.out);
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnBooleanProperty(DevTokens.ENABLED)
    static class Tokens {

        @Bean
        DevTokens devTokens(ConfigurableEnvironment environment, ObjectProvider<InstantSource> clock) {
            return new DevTokens(environment.getRequiredProperty("JWT_SECRET"), clock.getIfAvailable(InstantSource::system));
        }

        @Bean
        DevTokenController devTokenController(DevTokens tokens) {
            return new DevTokenController(tokens);
        }

        /** The hub's own chain denies what it does not know. Who may have a token is decided by {@link LocalCaller}. */
        @Bean
        @Order(Ordered.HIGHEST_PRECEDENCE)
        SecurityFilterChain devTokenSecurity(HttpSecurity http) {
            return http.securityMatcher("/dev/**")
                    .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                    .csrf(AbstractHttpConfigurer::disable)
                    .requestCache(AbstractHttpConfigurer::disable)
                    .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                    .build();
        }
    }
}
