package io.parley.bootstrap.security;

import java.io.IOException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

import io.parley.adapters.rest.identity.TicketController;
import io.parley.application.identity.Admission;
import io.parley.application.identity.Admission.Answer;
import io.parley.application.identity.Opening;
import io.parley.application.identity.Request;
import io.parley.application.realm.TrustedProxies;
import io.parley.domain.identity.Identity;

/**
 * Lets a request of the server API act as whoever its header says. Unlike a connection's handshake it takes no credentials from the query:
 * URLs end up in logs.
 */
final class AdmissionFilter extends OncePerRequestFilter {
    private final Admission admission;
    private final TrustedProxies proxies;
    private final ProblemWriter problems;

    AdmissionFilter(Admission admission, TrustedProxies proxies, ProblemWriter problems) {
        this.admission = admission;
        this.proxies = proxies;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Opening opening = Opening.ofRequest(Request.of(request::getHeaders, _ -> null, request.getRemoteAddr(),
                request.getAttribute(Request.REALM_ATTRIBUTE)), proxies);
        switch (admission.admit(opening)) {
            case Answer.TurnedAway away -> problems.write(response, away.refusal());
            case Answer.Admitted admitted -> {
                admitted.identity().filter(_ -> opening.credentials().isPresent()).ifPresent(AdmissionFilter::actAs);
                opening.credentials().ifPresent(shown -> request.setAttribute(TicketController.CREDENTIALS, shown));
                chain.doFilter(request, response);
            }
        }
    }

    private static void actAs(Identity identity) {
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(new IdentityAuthentication(identity));
        SecurityContextHolder.setContext(context);
    }
}
