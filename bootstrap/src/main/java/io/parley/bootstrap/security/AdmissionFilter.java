package io.parley.bootstrap.security;

import java.io.IOException;
import java.util.Optional;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

import io.parley.application.identity.Admission;
import io.parley.application.identity.Opening;
import io.parley.domain.identity.Identity;
import io.parley.domain.identity.RealmId;
import io.parley.domain.refusal.Outcome;
import io.parley.domain.refusal.Refusal;

/**
 * Lets a request of the server API act as whoever its header says. Unlike a connection's handshake it takes no credentials from the query:
 * URLs end up in logs.
 */
final class AdmissionFilter extends OncePerRequestFilter {
    private final Admission admission;
    private final ProblemWriter problems;

    AdmissionFilter(Admission admission, ProblemWriter problems) {
        this.admission = admission;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        switch (admission.admit(RealmId.DEFAULT, Opening.ofRequest(request::getHeader))) {
            case Outcome.Refused<Optional<Identity>>(Refusal refusal) -> problems.write(response, refusal);
            case Outcome.Done<Optional<Identity>>(Optional<Identity> identity) -> {
                identity.ifPresent(AdmissionFilter::actAs);
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
