package io.parley.adapters.websocket;

import java.io.IOException;
import java.net.InetAddress;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.server.ServerHttpResponse;

import io.parley.application.event.EventBus;
import io.parley.application.event.HubEvent;
import io.parley.application.identity.Admission;
import io.parley.application.identity.Opening;
import io.parley.application.identity.Request;
import io.parley.application.protocol.ServerMessage;
import io.parley.application.protocol.WireFormat;
import io.parley.application.realm.TrustedProxies;
import io.parley.domain.connection.Transport;
import io.parley.domain.refusal.Refusal;

/**
 * Decides about a handshake before the upgrade. A refusal is an HTTP status with the protocol's error object, except to a browser of an
 * allowed origin: it cannot read a status here, so it is let in, told, and closed.
 */
final class HandshakeGate {
    private static final String ANSWER = "parley.answer";
    private static final String CLIENT = "parley.client";
    private static final String BATCH = "parley.batch";

    private final Admission admission;
    private final TrustedProxies proxies;
    private final WireFormat format;
    private final EventBus events;
    private final InstantSource clock;

    HandshakeGate(Admission admission, TrustedProxies proxies, WireFormat format, EventBus events, InstantSource clock) {
        this.admission = admission;
        this.proxies = proxies;
        this.format = format;
        this.events = events;
        this.clock = clock;
    }

    /** What the handshake of an upgraded connection was answered; who was turned away is there to be told so. */
    static Admission.Answer answerIn(Map<String, Object> attributes) {
        return (Admission.Answer) Objects.requireNonNull(attributes.get(ANSWER), "an upgrade that did not pass the gate");
    }

    /** Where an upgraded connection comes from. */
    static InetAddress clientIn(Map<String, Object> attributes) {
        return (InetAddress) Objects.requireNonNull(attributes.get(CLIENT), "an upgrade that did not pass the gate");
    }

    /** Both have been read, and are needed no more. */
    static void forget(Map<String, Object> attributes) {
        attributes.remove(ANSWER);
        attributes.remove(CLIENT);
    }

    /** Whether the handshake asked for several messages in a frame. */
    static boolean asksForBatches(Map<String, Object> attributes) {
        return attributes.containsKey(BATCH);
    }

    /** Whether to upgrade; what {@link WebSocketConnections} will have to know is put among the attributes. Otherwise it has been answered. */
    boolean passes(HttpServletRequest servlet, ServerHttpResponse response, Map<String, Object> attributes) throws IOException {
        Opening opening = Opening.ofHandshake(Request.of(servlet::getHeaders, servlet::getParameter, servlet.getRemoteAddr(),
                servlet.getAttribute(Request.REALM_ATTRIBUTE)), proxies);
        Admission.Answer answer = admission.admitConnection(opening);
        if (answer instanceof Admission.Answer.TurnedAway(var _, Refusal refusal, boolean allowedPage) && !allowedPage) {
            refuse(response, refusal);
            return false;
        }
        attributes.put(ANSWER, answer);
        attributes.put(CLIENT, opening.client());
        if ("1".equals(servlet.getParameter("batch"))) {
            attributes.put(BATCH, true);
        }
        return true;
    }

    /** There is no connection in the end, though it passed. */
    void cameToNothing(Map<String, Object> attributes) {
        if (answerIn(attributes) instanceof Admission.Answer.Admitted) {
            admission.cameToNothing();
        }
    }

    private void refuse(ServerHttpResponse response, Refusal refusal) throws IOException {
        events.publish(new HubEvent.ConnectionRejected(Transport.WEBSOCKET, refusal.message()));
        response.setStatusCode(HttpStatusCode.valueOf(refusal.code().httpStatus()));
        refusal.retryAfterSeconds().ifPresent(seconds -> response.getHeaders().set(HttpHeaders.RETRY_AFTER, Long.toString(seconds)));
        response.getHeaders().setContentType(MediaType.APPLICATION_JSON);
        response.getBody().write(format.encode(new ServerMessage.Refused(Optional.empty(), refusal, clock.instant())));
    }
}
