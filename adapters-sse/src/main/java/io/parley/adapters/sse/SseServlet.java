package io.parley.adapters.sse;

import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executor;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import io.parley.application.connection.Hub;
import io.parley.application.connection.Session;
import io.parley.application.event.EventBus;
import io.parley.application.event.HubEvent;
import io.parley.application.identity.Admission;
import io.parley.application.identity.Opening;
import io.parley.application.identity.Request;
import io.parley.application.protocol.ClientCommand;
import io.parley.application.protocol.Decoded;
import io.parley.application.protocol.ServerMessage;
import io.parley.application.protocol.WireFormat;
import io.parley.application.realm.TrustedProxies;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.connection.Transport;
import io.parley.domain.refusal.ErrorCode;
import io.parley.domain.refusal.Refusal;

/**
 * {@code GET /realtime/sse?channel=a&channel=b}: opens a session, and asks for each channel as if the client had said so. A refused opening is
 * an HTTP status with the protocol's error object; a refused channel is an {@code error} event, and the stream goes on.
 */
public final class SseServlet extends HttpServlet {
    /** The path of the protocol. */
    public static final String PATH = "/realtime/sse";

    private static final Refusal NOBODY = Refusal.of(ErrorCode.AUTH_REQUIRED,
            "A stream needs a token: a client of a stream cannot send one later");

    private final transient Hub hub;
    private final transient Admission admission;
    private final transient TrustedProxies proxies;
    private final transient WireFormat format;
    private final transient EventStreamFormat framed;
    private final transient EventBus events;
    private final transient SseSettings settings;
    private final transient Executor executor;
    private final transient InstantSource clock;

    /**
     * Streams of that hub.
     *
     * @param format   one of text alone: a stream carries no bytes
     * @param executor writes streams; a thread may be held by a slow client, so virtual threads are meant
     */
    public SseServlet(Hub hub, Admission admission, TrustedProxies proxies, WireFormat format, EventBus events, SseSettings settings,
            Executor executor, InstantSource clock) {
        this.hub = hub;
        this.admission = admission;
        this.proxies = proxies;
        this.format = format;
        framed = new EventStreamFormat(format);
        this.events = events;
        this.settings = settings;
        this.executor = executor;
        this.clock = clock;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Opening opening = Opening.ofHandshake(Request.of(request::getHeaders, request::getParameter, request.getRemoteAddr(),
                request.getAttribute(Request.REALM_ATTRIBUTE)), proxies);
        switch (admission.admitConnection(opening)) {
            case Admission.Answer.TurnedAway(var _, Refusal refusal, var _) -> refuse(response, refusal);
            case Admission.Answer.Admitted admitted when admitted.identity().isEmpty() -> {
                admission.cameToNothing();
                refuse(response, NOBODY);
            }
            case Admission.Answer.Admitted admitted -> stream(request, response, opening, admitted);
        }
    }

    private void refuse(HttpServletResponse response, Refusal refusal) throws IOException {
        events.publish(new HubEvent.ConnectionRejected(Transport.SSE, refusal.message()));
        response.setStatus(refusal.code().httpStatus());
        refusal.retryAfterSeconds().ifPresent(seconds -> response.setHeader("Retry-After", Long.toString(seconds)));
        response.setContentType("application/json");
        response.getOutputStream().write(format.encode(new ServerMessage.Refused(Optional.empty(), refusal, clock.instant())));
    }

    private void stream(HttpServletRequest request, HttpServletResponse response, Opening opening,
            Admission.Answer.Admitted admitted) throws IOException {
        response.setContentType("text/event-stream;charset=UTF-8");
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Accel-Buffering", "no"); // Proxies of the nginx kind would hold events back.
        opening.origin().ifPresent(origin -> {
            response.setHeader("Access-Control-Allow-Origin", origin);
            response.setHeader("Vary", "Origin");
        });
        response.flushBuffer();
        AsyncContext async = request.startAsync();
        async.setTimeout(0); // The life cycle ends sessions, not the container.
        SseDownlink downlink = new SseDownlink(async, framed, settings.maxBacklogBytes(), executor, clock);
        async.addListener(new Ending(downlink));
        Session session = hub.open(admitted.realm(), Transport.SSE, downlink, format, settings.heartbeat(),
                opening.client(), admitted.identity());
        downlink.serve(session);
        subscribe(session, request.getParameterValues("channel"));
    }

    private static void subscribe(Session session, String @Nullable [] channels) {
        if (channels == null) {
            return;
        }
        for (String channel : channels) {
            session.perform(ChannelName.isValid(channel)
                    ? new Decoded.Command(ClientCommand.Subscribe.to(new ChannelName(channel)))
                    : new Decoded.Malformed(Optional.empty(), Refusal.invalid("channel", "a name of " + ChannelName.FORM, "another")));
        }
    }

    /** What the container tells of the response. */
    private record Ending(SseDownlink downlink) implements AsyncListener {
        @Override
        public void onComplete(AsyncEvent event) {
            downlink.end("stream ended");
        }

        @Override
        public void onTimeout(AsyncEvent event) {
            downlink.end("stream timed out");
        }

        @Override
        public void onError(AsyncEvent event) {
            downlink.end("stream broken");
        }

        @Override
        public void onStartAsync(AsyncEvent event) {
            // It was started by us.
        }
    }
}
