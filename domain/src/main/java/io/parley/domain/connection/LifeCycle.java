package io.parley.domain.connection;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

import io.parley.domain.connection.ConnectionEvent.CommandReceived;
import io.parley.domain.connection.ConnectionEvent.CredentialsAccepted;
import io.parley.domain.connection.ConnectionEvent.CredentialsRefused;
import io.parley.domain.connection.ConnectionEvent.FellBehind;
import io.parley.domain.connection.ConnectionEvent.Flooded;
import io.parley.domain.connection.ConnectionEvent.Heard;
import io.parley.domain.connection.ConnectionEvent.HubStopping;
import io.parley.domain.connection.ConnectionEvent.Registered;
import io.parley.domain.connection.ConnectionEvent.TimePassed;
import io.parley.domain.connection.ConnectionEvent.TransportClosed;
import io.parley.domain.connection.ConnectionState.Authenticated;
import io.parley.domain.connection.ConnectionState.Connected;
import io.parley.domain.connection.ConnectionState.Connecting;
import io.parley.domain.connection.ConnectionState.Disconnected;
import io.parley.domain.connection.ConnectionState.Rejected;
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
    private static final Refusal TOO_LATE = Refusal.of(ErrorCode.AUTH_REQUIRED, "No credentials came in time");
    private static final Refusal EXPIRED = Refusal.of(ErrorCode.AUTH_REQUIRED, "The token has expired: connect again with a new one");

    /** The first state of a connection that opened at this moment. */
    public ConnectionState opened(Instant at) {
        return new Connecting(at.plus(authDeadline));
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
            case Connecting(Instant authDeadline) -> Optional.of(authDeadline);
            case Connected connected ->
                Stream.of(Optional.of(connected.nextPing()), connected.identity().expiresAt(), silenceEnds(connected))
                        .flatMap(Optional::stream).min(Instant::compareTo);
            case Authenticated _,Disconnected _,Rejected _ -> Optional.empty();
        };
    }

    private Transition onConnecting(Connecting state, ConnectionEvent event) {
        return switch (event) {
            case CredentialsAccepted(Identity identity, boolean byMessage) -> byMessage
                    ? Transition.to(new Authenticated(identity, false), new Effect.ConfirmAuthentication(identity),
                            new Effect.Register(identity))
                    : Transition.to(new Authenticated(identity, false), new Effect.Register(identity));
            case CredentialsRefused(Refusal refusal) -> reject(refusal);
            case CommandReceived _ -> Transition.to(state, new Effect.Refuse(NOT_AUTHENTICATED));
            case TimePassed(Instant now) -> now.isBefore(state.authDeadline()) ? Transition.to(state) : reject(TOO_LATE);
            case Flooded _ -> reject(CloseCode.RATE_ABUSED);
            case FellBehind _ -> reject(CloseCode.SLOW_CONSUMER);
            case HubStopping _ -> reject(CloseCode.GOING_AWAY);
            case TransportClosed(String reason) -> Transition.to(new Disconnected(reason), new Effect.Unregister(reason));
            case Heard _,Registered _ -> Transition.to(state);
        };
    }

    private Transition onAuthenticated(Authenticated state, ConnectionEvent event) {
        return switch (event) {
            case Registered(Instant at) -> {
                Connected next = new Connected(state.identity(), at, at.plus(heartbeat.interval()));
                yield state.greeted()
                        ? Transition.to(next, new Effect.EnterOwnChannels())
                        : Transition.to(next, new Effect.Greet(), new Effect.EnterOwnChannels());
            }
            case TransportClosed(String reason) -> Transition.to(new Disconnected(reason), new Effect.Unregister(reason));
            case FellBehind _ -> disconnect(CloseCode.SLOW_CONSUMER);
            case Flooded _ -> disconnect(CloseCode.RATE_ABUSED);
            case HubStopping _ -> disconnect(CloseCode.GOING_AWAY);
            case CredentialsAccepted _,CredentialsRefused _,CommandReceived _,Heard _,TimePassed _ -> Transition.to(state);
        };
    }

    private Transition onConnected(Connected state, ConnectionEvent event) {
        return switch (event) {
            case CommandReceived(Instant at) -> Transition.to(heard(state, at), new Effect.Perform());
            case Heard(Instant at) -> Transition.to(heard(state, at));
            case TimePassed(Instant now) -> onTime(state, now);
            case CredentialsAccepted(Identity identity, boolean _) -> onNewCredentials(state, identity);
            case CredentialsRefused(Refusal refusal) -> Transition.to(state, new Effect.Refuse(refusal));
            case FellBehind _ -> disconnect(CloseCode.SLOW_CONSUMER);
            case Flooded _ -> disconnect(CloseCode.RATE_ABUSED);
            case HubStopping _ -> disconnect(CloseCode.GOING_AWAY);
            case TransportClosed(String reason) -> Transition.to(new Disconnected(reason), new Effect.LeaveChannels(),
                    new Effect.Unregister(reason));
            case Registered _ -> Transition.to(state);
        };
    }

    private Transition onNewCredentials(Connected state, Identity identity) {
        Effect confirm = new Effect.ConfirmAuthentication(identity);
        if (identity.user().equals(state.identity().user())) {
            return Transition.to(new Connected(identity, state.heardAt(), state.nextPing()), confirm);
        }
        return Transition.to(new Authenticated(identity, true), new Effect.LeaveChannels(), confirm, new Effect.Register(identity));
    }

    private Transition onTime(Connected state, Instant now) {
        if (reached(state.identity().expiresAt(), now)) {
            return Transition.to(new Disconnected(CloseCode.AUTHENTICATION_FAILED.reason()), new Effect.Refuse(EXPIRED),
                    new Effect.LeaveChannels(), new Effect.Close(CloseCode.AUTHENTICATION_FAILED),
                    new Effect.Unregister(CloseCode.AUTHENTICATION_FAILED.reason()));
        }
        if (reached(silenceEnds(state), now)) {
            return disconnect(CloseCode.HEARTBEAT_TIMEOUT);
        }
        if (now.isBefore(state.nextPing())) {
            return Transition.to(state);
        }
        return Transition.to(new Connected(state.identity(), state.heardAt(), now.plus(heartbeat.interval())), new Effect.Ping());
    }

    private Optional<Instant> silenceEnds(Connected state) {
        return heartbeat.timeout().map(state.heardAt()::plus);
    }

    private static boolean reached(Optional<Instant> moment, Instant now) {
        return moment.isPresent() && !now.isBefore(moment.get());
    }

    private static Connected heard(Connected state, Instant at) {
        return new Connected(state.identity(), at, state.nextPing());
    }

    private static Transition reject(Refusal refusal) {
        return Transition.to(new Rejected(refusal.message()), new Effect.Refuse(refusal), new Effect.Close(CloseCode.AUTHENTICATION_FAILED),
                new Effect.Unregister(refusal.message()));
    }

    private static Transition reject(CloseCode code) {
        return Transition.to(new Rejected(code.reason()), new Effect.Close(code), new Effect.Unregister(code.reason()));
    }

    private static Transition disconnect(CloseCode code) {
        return Transition.to(new Disconnected(code.reason()), new Effect.LeaveChannels(), new Effect.Close(code),
                new Effect.Unregister(code.reason()));
    }
}
