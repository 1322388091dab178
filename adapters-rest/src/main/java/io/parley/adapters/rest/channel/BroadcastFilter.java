package io.parley.adapters.rest.channel;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.filter.ServerHttpObservationFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;
import tools.jackson.databind.json.JsonMapper;

import io.parley.adapters.rest.Refused;
import io.parley.application.identity.Admission;
import io.parley.application.identity.Opening;
import io.parley.application.identity.Request;
import io.parley.application.realm.TrustedProxies;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.identity.Identity;
import io.parley.domain.refusal.Refusal;

/**
 * The short way of what servers send most, a message to a channel: the admission judges it and the controller does it, as on the long way, and what
 * stands between them (security's filters, dispatching, conversion), which cost some times as much as both, is left out. It is for requests that
 * show credentials and are no page's; all others go on down the chain.
 */
public final class BroadcastFilter extends HttpFilter {
    /** What the filter has to see. */
    public static final String PATHS = "/realtime/channels/*";

    private static final String BEFORE_NAME = "/realtime/channels/";
    private static final String BEHIND_NAME = "/broadcast";
    private static final Map<String, String> HEADERS = Map.of(HttpHeaders.CACHE_CONTROL, "no-store", "X-Content-Type-Options", "nosniff");

    private final transient Admission admission;
    private final transient TrustedProxies proxies;
    private final transient ChannelController controller;
    private final transient HandlerExceptionResolver problems;
    private final transient JsonMapper json;

    /** @param problems answers what the controller throws as where it is dispatched to */
    public BroadcastFilter(Admission admission, TrustedProxies proxies, ChannelController controller, HandlerExceptionResolver problems,
            JsonMapper json) {
        this.admission = admission;
        this.proxies = proxies;
        this.controller = controller;
        this.problems = problems;
        this.json = json;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Optional<String> channel = channelIn(request);
        Optional<Opening> opening = channel.map(_ -> Opening.ofRequest(Request.of(request::getHeaders, _ -> null, request.getRemoteAddr(),
                request.getAttribute(Request.REALM_ATTRIBUTE)), proxies))
                .filter(shown -> shown.credentials().isPresent() && shown.origin().isEmpty());
        if (channel.isEmpty() || opening.isEmpty()) {
            chain.doFilter(request, response);
            return;
        }
        ServerHttpObservationFilter.findObservationContext(request)
                .ifPresent(observed -> observed.setPathPattern(BEFORE_NAME + "{channel}" + BEHIND_NAME));
        HEADERS.forEach(response::setHeader);
        answer(request, response, channel.get(), opening.get());
    }

    /** Anything that is not a name as it stands, such as one with a percent sign, is for those who know more about paths. */
    private static Optional<String> channelIn(HttpServletRequest request) {
        String path = request.getRequestURI();
        int length = path.length() - BEFORE_NAME.length() - BEHIND_NAME.length();
        return length > 0 && request.getMethod().equals("POST") && path.startsWith(BEFORE_NAME) && path.endsWith(BEHIND_NAME)
                ? Optional.of(path.substring(BEFORE_NAME.length(), BEFORE_NAME.length() + length)).filter(ChannelName::isValid)
                : Optional.empty();
    }

    private void answer(HttpServletRequest request, HttpServletResponse response, String channel, Opening opening)
            throws IOException, ServletException {
        byte[] answer;
        try {
            answer = json.writeValueAsBytes(controller.broadcast(admitted(opening), channel, request.getInputStream()));
        } catch (IOException | RuntimeException e) {
            if (problems.resolveException(request, response, null, e) == null) {
                throw e;
            }
            return;
        }
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.setContentLength(answer.length);
        response.getOutputStream().write(answer);
    }

    private Identity admitted(Opening opening) {
        return switch (admission.admit(opening)) {
            case Admission.Answer.TurnedAway(var _, Refusal refusal, var _) -> throw new Refused(refusal);
            case Admission.Answer.Admitted(var _, Optional<Identity> identity) -> identity
                    .orElseThrow(() -> new IllegalStateException("Admitted with credentials that are nobody's"));
        };
    }
}
