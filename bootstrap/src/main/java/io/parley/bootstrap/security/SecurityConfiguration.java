package io.parley.bootstrap.security;

import jakarta.servlet.DispatcherType;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.context.NullSecurityContextRepository;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.util.matcher.AndRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import tools.jackson.databind.json.JsonMapper;

import io.parley.adapters.rest.Problems;
import io.parley.adapters.sse.SseServlet;
import io.parley.application.identity.Admission;
import io.parley.application.realm.Realms;
import io.parley.application.realm.TrustedProxies;
import io.parley.bootstrap.configuration.OperationSettings;
import io.parley.domain.identity.Scope;
import io.parley.domain.refusal.ErrorCode;
import io.parley.domain.refusal.Refusal;

/** Which path needs what. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {
    private static final String[] PAGE = {"/", "/index.html", "/chat.js", "/chat.css", "/favicon.svg"};
    /** The page loads nothing from elsewhere, and nobody may frame it. */
    private static final String CONTENT_SECURITY_POLICY = "default-src 'self'; connect-src 'self' ws: wss:; frame-ancestors 'none'; base-uri 'none'";
    private static final Refusal WHO_ARE_YOU = Refusal.of(ErrorCode.AUTH_REQUIRED,
            "Credentials are needed: Authorization: Bearer <token>, or X-API-Key");
    private static final Refusal NOT_YOU = Refusal.of(ErrorCode.PERMISSION_DENIED, "You may not do this");

    private static final Refusal NONSENSE = Refusal.of(ErrorCode.INVALID_MESSAGE, "The path holds what no path of the hub holds");

    /**
     * Transports ask {@link Admission} themselves; every filter before them would be paid for at each handshake of a reconnect storm. Those of
     * WebSockets do not even come here.
     */
    @Bean
    @Order(1)
    SecurityFilterChain transportSecurity(HttpSecurity http) {
        return stateless(http.securityMatcher(SseServlet.PATH)).authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .headers(AbstractHttpConfigurer::disable).anonymous(AbstractHttpConfigurer::disable)
                .exceptionHandling(AbstractHttpConfigurer::disable).build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain apiSecurity(HttpSecurity http, Realms realms, Admission admission, TrustedProxies proxies, Problems problems,
            JsonMapper json, OperationSettings operation) {
        ProblemWriter writer = new ProblemWriter(problems, json);
        RequestMatcher onMetricsPort = request -> operation.isMetricsPort(request.getLocalPort());
        String metricsRead = Scope.METRICS_READ.toString();
        return stateless(http).addFilterBefore(PageAccess.filter(realms, writer), AuthorizationFilter.class)
                .addFilterBefore(new AdmissionFilter(admission, proxies, writer), AuthorizationFilter.class)
                .authorizeHttpRequests(requests -> requests
                        .dispatcherTypeMatchers(DispatcherType.ASYNC, DispatcherType.ERROR).permitAll()
                        .requestMatchers(PAGE).permitAll()
                        .requestMatchers("/health", "/actuator/health/liveness", "/actuator/health/readiness").permitAll()
                        .requestMatchers(new AndRequestMatcher(onMetricsPort, request -> request.getRequestURI().equals("/metrics")))
                        .permitAll()
                        .requestMatchers("/metrics", "/actuator/**").hasAuthority(metricsRead)
                        .requestMatchers("/realtime/**").authenticated()
                        .anyRequest().denyAll())
                .headers(headers -> headers.contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT_SECURITY_POLICY)))
                .exceptionHandling(handling -> handling
                        .authenticationEntryPoint((_, response, _) -> writer.write(response, WHO_ARE_YOU))
                        .accessDeniedHandler((_, response, _) -> writer.write(response, NOT_YOU)))
                .build();
    }

    /** None of a filter or a verdict: {@code http.server.requests} counts and times the whole, and each part would be paid for at every request. */
    @Bean
    SecurityObservationSettings unobserved() {
        return SecurityObservationSettings.noObservations();
    }

    /** What Spring Security's firewall turns away before any of the chains. */
    @Bean
    RequestRejectedHandler nonsense(Problems problems, JsonMapper json) {
        ProblemWriter writer = new ProblemWriter(problems, json);
        return (_, response, _) -> writer.write(response, NONSENSE);
    }

    private static HttpSecurity stateless(HttpSecurity http) {
        return http.csrf(AbstractHttpConfigurer::disable) // Nothing here is authenticated by a cookie.
                .sessionManagement(AbstractHttpConfigurer::disable) // There are no sessions to look for, and none is made.
                .securityContext(context -> context.securityContextRepository(new NullSecurityContextRepository()))
                .servletApi(AbstractHttpConfigurer::disable).requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable);
    }
}
