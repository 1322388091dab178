package io.parley.adapters.websocket;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.util.MultiValueMap;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.server.HandshakeInterceptor;
import org.springframework.web.util.UriComponentsBuilder;

import io.parley.application.event.EventBus;
import io.parley.application.event.HubEvent;
import io.parley.application.identity.Admission;
import io.parley.application.identity.Opening;
import io.parley.application.protocol.ServerMessage;
import io.parley.application.protocol.WireFormat;
import io.parley.domain.connection.Transport;
import io.parley.domain.identity.Identity;
import io.parley.domain.identity.RealmId;
import io.parley.domain.refusal.ErrorCode;
import io.parley.domain.refusal.Outcome;
import io.parley.domain.refusal.Refusal;

/**
 * Decides about a handshake before the upgrade. A refusal is an HTTP status with the protocol's error object, except to a browser of an
 * allowed origin: it cannot read a status here, so it is let in, told, and closed.
 */
final class HandshakeGate implements HandshakeInterceptor {
    private static final String IDENTITY = "parley.identity";
    private static final String REFUSAL = "parley.refusal";

    private final Admission admission;
    private final WireFormat format;
    private final EventBus events;
    private final InstantSource clock;

    HandshakeGate(Admission admission, WireFormat format, EventBus events, InstantSource clock) {
        this.admission = admission;
        this.format = format;
        this.events = events;
        this.clock = clock;
    }

    /** Who the handshake said it is; empty: nothing was said. */
    static Optional<Identity> identityOf(Map<String, Object> attributes) {
        return Optional.ofNullable((Identity) attributes.get(IDENTITY));
    }

    /** Why the connection has to end as soon as it is open; empty: it has not. */
    static Optional<Refusal> refusalOf(Map<String, Object> attributes) {
        return Optional.ofNullable((Refusal) attributes.get(REFUSAL));
    }

    @Override
    public boolean beforeHandshake(ServerHttpRequest request, ServerHttpResponse response, WebSocketHandler handler,
            Map<String, Object> attributes) throws IOException {
        Opening opening = read(request);
        return switch (admission.admit(RealmId.DEFAULT, opening)) {
            case Outcome.Done<Optional<Identity>>(Optional<Identity> identity) -> {
                identity.ifPresent(who -> attributes.put(IDENTITY, who));
                yield true;
            }
            case Outcome.Refused<Optional<Identity>>(Refusal refusal) -> refuse(opening, refusal, response, attributes);
        };
    }

    private boolean refuse(Opening opening, Refusal refusal, ServerHttpResponse response, Map<String, Object> attributes)
            throws IOException {
        events.publish(new HubEvent.ConnectionRejected(Transport.WEBSOCKET, refusal.message()));
        if (opening.origin().isPresent() && refusal.code() != ErrorCode.PERMISSION_DENIED) {
            attributes.put(REFUSAL, refusal);
            return true;
        }
        response.setStatusCode(HttpStatusCode.valueOf(refusal.code().httpStatus()));
        response.getHeaders().setContentType(MediaType.APPLICATION_JSON);
        response.getBody().write(format.encode(new ServerMessage.Refused(Optional.empty(), refusal, clock.instant())));
        return false;
    }

    private static Opening read(ServerHttpRequest request) {
        HttpHeaders headers = request.getHeaders();
        MultiValueMap<String, String> query = UriComponentsBuilder.fromUri(request.getURI()).build().getQueryParams();
        return Opening.ofHandshake(headers::getFirst, name -> decoded(query.getFirst(name)));
    }

    private static @Nullable String decoded(@Nullable String value) {
        return value == null ? null : URLDecoder.decode(value, StandardCharsets.UTF_8);
    }

    @Override
    public void afterHandshake(ServerHttpRequest request, ServerHttpResponse response, WebSocketHandler handler,
            @Nullable Exception exception) {
        // Nothing to do: what follows is told to the handler.
    }
}
