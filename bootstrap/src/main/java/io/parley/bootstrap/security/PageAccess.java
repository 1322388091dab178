package io.parley.bootstrap.security;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpResponse;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsConfigurationSource;
import org.springframework.web.cors.CorsUtils;
import org.springframework.web.cors.DefaultCorsProcessor;
import org.springframework.web.filter.CorsFilter;

import io.parley.application.realm.Realms;
import io.parley.domain.refusal.ErrorCode;
import io.parley.domain.refusal.Refusal;

/**
 * Which pages of other origins may ask the server API and read its answers: those that a realm lets in. A browser asks beforehand and without
 * credentials, so it may be any realm; whether the page belongs to the realm that is asked is for the admission to say.
 */
final class PageAccess implements CorsConfigurationSource {
    private static final List<String> METHODS = List.of("GET", "POST", "PUT", "DELETE");
    private static final List<String> HEADERS = List.of("Authorization", "Content-Type", "X-API-Key");
    private static final CorsConfiguration NONE = new CorsConfiguration();
    private static final Refusal FOREIGN_PAGE = Refusal.of(ErrorCode.PERMISSION_DENIED, "Pages of this origin may not ask that");
    /** How long a browser may remember the answer; a page that is taken off the list is refused by the admission at once all the same. */
    private static final Duration REMEMBERED = Duration.ofMinutes(10);

    private final Realms realms;

    private PageAccess(Realms realms) {
        this.realms = realms;
    }

    /** Answers preflights, and says in every answer who may read it. */
    static CorsFilter filter(Realms realms, ProblemWriter problems) {
        CorsFilter filter = new CorsFilter(new PageAccess(realms));
        filter.setCorsProcessor(new DefaultCorsProcessor() {
            @Override
            protected void rejectRequest(ServerHttpResponse response) throws IOException {
                problems.write(((ServletServerHttpResponse) response).getServletResponse(), FOREIGN_PAGE);
            }
        });
        return filter;
    }

    @Override
    public @Nullable CorsConfiguration getCorsConfiguration(HttpServletRequest request) {
        Optional<String> origin = Optional.ofNullable(request.getHeader("Origin"));
        String host = Optional.ofNullable(request.getHeader("Host")).orElse("");
        if (origin.isEmpty() || !realms.letIn(origin.get(), host)) {
            // A request goes on to the admission, which says no itself; to a preflight nobody else would.
            return CorsUtils.isPreFlightRequest(request) ? NONE : null;
        }
        CorsConfiguration access = new CorsConfiguration();
        access.addAllowedOrigin(origin.get());
        access.setAllowedMethods(METHODS);
        access.setAllowedHeaders(HEADERS);
        access.setMaxAge(REMEMBERED);
        return access;
    }
}
