package io.parley.domain.connection;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

import io.parley.domain.connection.ConnectionEvent.CommandReceived;
import io.parley.domain.connection.ConnectionEvent.CredentialsAccepted;
import io.parley.domain.connection.ConnectionEvent.CredentialsRefused;
import io.parley.domain.connection.ConnectionEvent.Dismissed;
import io.parley.domain.connection.ConnectionEvent.FellBehind;
import io.parley.domain.connection.ConnectionEvent.Flooded;
import io.parley.domain.connection.ConnectionEvent.Heard;
import io.parley.domain.connection.ConnectionEvent.HubStopping;
import io.parley.domain.connection.ConnectionEvent.LoggedOut;
import io.parley.domain.connection.ConnectionEvent.MistakeMade;
import io.parley.domain.connection.ConnectionEvent.Registered;
import io.parley.domain.connection.ConnectionEvent.TimePassed;
import io.parley.domain.connection.ConnectionEvent.TransportClosed;
import io.parley.domain.connection.ConnectionEvent.TurnedAway;
import io.parley.domain.connection.ConnectionState.Authenticated;
import io.parley.domain.connection.ConnectionState.Connected;
import io.parley.domain.connection.ConnectionState.Connecting;
import io.parley.domain.connection.ConnectionState.Disconnected;
import io.parley.domain.connection.ConnectionState.Rejected;
import io.parley.domain.identity.Anonymous;
import io.parley.domain.identity.Identity;
import io.parley.domain.refusal.ErrorCode;
import io.parley.domain.refusal.Refusal;

/**
 * The life of a connection, as one function: {@link #on} takes a state and an event and returns the next state and what is to be done.
 *
 * @param authDeadline how long a connection may stay unknown
 * @param heartbeat    how it is kept alive
 */
public record LifeCycle(Duration authDeadline, Heartbeat heartbeat) {
    private static final Refusal NOT_AUTHENTICATED = Refusal.of(ErrorCode.AUTH_REQUIRED,
            "Authenticate first: {\"type\":\"auth\",\"token\":…}");
    private static final Refusal NOT_READY = Refusal.of(ErrorCode.CONNECTION_LOST, "The connection is not ready yet");
    private static final Refusal TOO_LATE = Refusal.of(ErrorCode.AUTH_REQUIRED, "No credentials came in time");
    private static final Refusal EXPIRED = Refusal.of(ErrorCode.AUTH_REQUIRED, "The token has expired: connect again with a new one");
    /** How long who floods the hub is asked to stay away: what it sent would have been worked off by then. */
    public static final Duration REST = Duration.ofSeconds(10);
    private static final String LOGGED_OUT = "logged out";

    /** The first state of a connection that opened at this moment. */
    public ConnectionState opened(Instant at) {
        return new Connecting(at.plus(authDeadline), false, Violations.NONE);
    }

    /** What the event means in that state. Every pair is decided; what means nothing leaves the state and does nothing. */
    public Transition on(ConnectionState state, ConnectionEvent event) {
        return switch (state) {
            case Connecting connecting -> onConnecting(connecting, event);
            case Authenticated authenticated -> onAuthenticated(authenticated, event);
            case Connected connected -> onConnected(connected, event);
            case Disconnected _,Rejected _ -> Transition.to(state);
        };
    }

    /** When {@link TimePassed} may change something next, whatever happens until then; empty: never. */
    public Optional<Instant> deadline(ConnectionState state) {
        return switch (state) {
            case Connecting connecting -> Optional.of(connecting.authDeadline());
            case Connected connected ->
                Stream.of(Optional.of(connected.nextPing()), connected.identity().expiresAt(), silenceEnds(connected))
                        .flatMap(Optional::stream).min(Instant::compareTo);
            case Authenticated _,Disconnected _,Rejected _ -> Optional.empty();
        };
    }

    private Transition onConnecting(Connecting state, ConnectionEvent event) {
        return switch (event) {
            case CredentialsAccepted(Identity identity, boolean byMessage) -> Transition.to(
                    new Authenticated(identity, state.greeted(), state.violations()), taken(identity, byMessage),
                    new Effect.Register(identity));
            case CredentialsRefused(Refusal refusal) -> reject(refusal, CloseCode.AUTHENTICATION_FAILED);
            case TurnedAway(Refusal refusal) -> reject(refusal, CloseCode.after(refusal.code()));
            case CommandReceived _,LoggedOut _ -> Transition.to(state, new Effect.Refuse(NOT_AUTHENTICATED));
            case MistakeMade(Instant at) -> onMistake(state, state.violations().and(at));
            case TimePassed(Instant now) -> now.isBefore(state.authDeadline())
                    ? Transition.to(state)
                    : reject(TOO_LATE, CloseCode.AUTHENTICATION_FAILED);
            case Flooded _ -> reject(new Effect.Close(CloseCode.RATE_ABUSED, Optional.of(REST)));
            case FellBehind _ -> reject(CloseCode.SLOW_CONSUMER);
            case Dismissed _ -> reject(CloseCode.DISMISSED);
            case HubStopping(Duration retryAfter) -> reject(new Effect.Close(CloseCode.GOING_AWAY, Optional.of(retryAfter)));
            case TransportClosed(String reason) -> Transition.to(new Disconnected(reason), new Effect.Unregister(reason));
            case Heard _,Registered _ -> Transition.to(state);
        };
    }

    private Transition onMistake(Connecting state, Violations violations) {
        return violations.tooMany()
                ? reject(CloseCode.PROTOCOL_VIOLATION)
                : Transition.to(new Connecting(state.authDeadline(), state.greeted(), violations));
    }

    private Transition onAuthenticated(Authenticated state, ConnectionEvent event) {
        return switch (event) {
            case Registered(Instant at) -> onRegistered(state, at);
            case CommandReceived _,LoggedOut _ -> Transition.to(state, new Effect.Refuse(NOT_READY));
            case TransportClosed(String reason) -> Transition.to(new Disconnected(reason), new Effect.Unregister(reason));
            case FellBehind _ -> disconnect(CloseCode.SLOW_CONSUMER);
            case Flooded _ -> disconnect(new Effect.Close(CloseCode.RATE_ABUSED, Optional.of(REST)));
            case Dismissed _ -> disconnect(CloseCode.DISMISSED);
            case TurnedAway(Refusal refusal) -> disconnect(refusal, CloseCode.after(refusal.code()));
            case HubStopping(Duration retryAfter) -> disconnect(new Effect.Close(CloseCode.GOING_AWAY, Optional.of(retryAfter)));
            case CredentialsAccepted _,CredentialsRefused _,MistakeMade _,Heard _,TimePassed _ -> Transition.to(state);
        };
    }

    private Transition onRegistered(Authenticated state, Instant at) {
        Connected next = new Connected(state.identity(), at, at.plus(heartbeat.interval()), state.violations());
        return state.greeted()
                ? Transition.to(next, new Effect.EnterOwnChannels())
                : Transition.to(next, new Effect.Greet(), new Effect.EnterOwnChannels());
    }

    private Transition onConnected(Connected state, ConnectionEvent event) {
        return switch (event) {
            case CommandReceived(Instant at) -> Transition.to(heard(state, at), new Effect.Perform());
            case Heard(Instant at) -> Transition.to(heard(state, at));
            case MistakeMade(Instant at) -> onMistake(state, state.violations().and(at));
            case TimePassed(Instant now) -> onTime(state, now);
            case CredentialsAccepted(Identity identity, boolean byMessage) -> onNewCredentials(state, identity, byMessage);
            case CredentialsRefused(Refusal refusal) -> Transition.to(state, new Effect.Refuse(refusal));
            case LoggedOut(Instant at, Optional<Anonymous> instead) -> onLogout(state, at, instead);
            case FellBehind _ -> disconnect(CloseCode.SLOW_CONSUMER);
            case Flooded _ -> disconnect(new Effect.Close(CloseCode.RATE_ABUSED, Optional.of(REST)));
            case Dismissed _ -> disconnect(CloseCode.DISMISSED);
            case TurnedAway(Refusal refusal) -> disconnect(refusal, CloseCode.after(refusal.code()));
            case HubStopping(Duration retryAfter) -> disconnect(new Effect.Close(CloseCode.GOING_AWAY, Optional.of(retryAfter)));
            case TransportClosed(String reason) -> Transition.to(new Disconnected(reason), new Effect.LeaveChannels(),
                    new Effect.Unregister(reason));
            case Registered _ -> Transition.to(state);
        };
    }

    private static Transition onMistake(Connected state, Violations violations) {
        return violations.tooMany()
                ? disconnect(CloseCode.PROTOCOL_VIOLATION)
                : Transition.to(new Connected(state.identity(), state.heardAt(), state.nextPing(), violations));
    }

    private static Transition onNewCredentials(Connected state, Identity identity, boolean byMessage) {
        Effect taken = taken(identity, byMessage);
        if (identity.realm().equals(state.identity().realm()) && identity.user().equals(state.identity().user())) {
            return Transition.to(new Connected(identity, state.heardAt(), state.nextPing(), state.violations()), taken,
                    new Effect.JudgeChannels());
        }
        return Transition.to(new Authenticated(identity, true, state.violations()), new Effect.LeaveChannels(),
                new Effect.LogOut(LOGGED_OUT), taken, new Effect.Register(identity));
    }

    private Transition onLogout(Connected state, Instant at, Optional<Anonymous> instead) {
        Anonymous nobody = instead.orElseGet(() -> new Anonymous(state.identity().realm()));
        Effect confirm = new Effect.ConfirmAuthentication(nobody);
        if (instead.isPresent()) {
            return Transition.to(new Authenticated(nobody, true, state.violations()), new Effect.LeaveChannels(),
                    new Effect.LogOut(LOGGED_OUT), confirm, new Effect.Register(nobody));
        }
        return Transition.to(new Connecting(at.plus(authDeadline), true, state.violations()), new Effect.LeaveChannels(),
                new Effect.LogOut(LOGGED_OUT), confirm);
    }

    private Transition onTime(Connected state, Instant now) {
        if (state.identity().expired(now)) {
            return disconnect(EXPIRED, CloseCode.AUTHENTICATION_FAILED);
        }
        if (reached(silenceEnds(state), now)) {
            return disconnect(CloseCode.HEARTBEAT_TIMEOUT);
        }
        if (now.isBefore(state.nextPing())) {
            return Transition.to(state);
        }
        return Transition.to(new Connected(state.identity(), state.heardAt(), now.plus(heartbeat.interval()), state.violations()),
                new Effect.Ping());
    }

    private Optional<Instant> silenceEnds(Connected state) {
        return heartbeat.timeout().map(state.heardAt()::plus);
    }

    private static boolean reached(Optional<Instant> moment, Instant now) {
        return moment.isPresent() && !now.isBefore(moment.get());
    }

    private static Connected heard(Connected state, Instant at) {
        return new Connected(state.identity(), at, state.nextPing(), state.violations());
    }

    private static Effect taken(Identity identity, boolean byMessage) {
        return byMessage ? new Effect.ConfirmAuthentication(identity) : new Effect.Assume(identity);
    }

    private static Transition reject(Refusal refusal, CloseCode code) {
        return Transition.to(new Rejected(refusal.message()), new Effect.Refuse(refusal), new Effect.Close(code, refusal.retryAfter()),
                new Effect.Unregister(refusal.message()));
    }

    private static Transition reject(CloseCode code) {
        return reject(new Effect.Close(code));
    }

    private static Transition reject(Effect.Close close) {
        return Transition.to(new Rejected(close.code().reason()), close, new Effect.Unregister(close.code().reason()));
    }

    private static Transition disconnect(Refusal refusal, CloseCode code) {
        return Transition.to(new Disconnected(code.reason()), new Effect.Refuse(refusal), new Effect.LeaveChannels(),
                new Effect.Close(code, refusal.retryAfter()), new Effect.Unregister(code.reason()));
    }

    private static Transition disconnect(CloseCode code) {
        return disconnect(new Effect.Close(code));
    }

    private static Transition disconnect(Effect.Close close) {
        return Transition.to(new Disconnected(close.code().reason()), new Effect.LeaveChannels(), close,
                new Effect.Unregister(close.code().reason()));
    }
}
