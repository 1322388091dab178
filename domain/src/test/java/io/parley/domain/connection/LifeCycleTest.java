package io.parley.domain.connection;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

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
import io.parley.domain.identity.Profile;
import io.parley.domain.identity.RealmId;
import io.parley.domain.identity.User;
import io.parley.domain.identity.UserId;
import io.parley.domain.refusal.ErrorCode;
import io.parley.domain.refusal.Refusal;

import static org.assertj.core.api.Assertions.assertThat;

/** The whole life of a connection as a table: what every event means in every state. */
class LifeCycleTest {
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    private static final LifeCycle CYCLE = new LifeCycle(Duration.ofSeconds(10),
            new Heartbeat(Duration.ofSeconds(25), Optional.of(Duration.ofSeconds(60))));

    private static final Identity ADA = user("ada", at(3600));
    private static final Identity ADA_LATER = user("ada", at(7200));
    private static final Identity BOB = user("bob", at(3600));
    private static final Anonymous NOBODY = new Anonymous(RealmId.DEFAULT);
    private static final Refusal BAD_TOKEN = Refusal.of(ErrorCode.AUTH_REQUIRED, "The token is worth nothing");
    private static final Refusal BANNED = Refusal.of(ErrorCode.PERMISSION_DENIED, "Clients of this address may not connect");
    private static final Refusal NOT_YET = Refusal.of(ErrorCode.AUTH_REQUIRED, "Authenticate first: {\"type\":\"auth\",\"token\":…}");
    private static final Refusal NOT_READY = Refusal.of(ErrorCode.CONNECTION_LOST, "The connection is not ready yet");
    private static final Refusal TOO_LATE = Refusal.of(ErrorCode.AUTH_REQUIRED, "No credentials came in time");
    private static final Refusal EXPIRED = Refusal.of(ErrorCode.AUTH_REQUIRED, "The token has expired: connect again with a new one");
    private static final Duration IN_A_WHILE = Duration.ofSeconds(7);

    /** One mistake before the connection is over. */
    private static final Violations NINE = mistakes(9);
    private static final Violations NONE = Violations.NONE;

    private static final ConnectionState CONNECTED = new Connected(ADA, START, at(25), NINE);
    private static final ConnectionState DISCONNECTED = new Disconnected("over");
    private static final ConnectionState REJECTED = new Rejected("no");

    private static Identity user(String subject, Instant expiry) {
        return new User(new UserId(RealmId.DEFAULT, subject), Profile.UNKNOWN, Set.of(), expiry);
    }

    private static Instant at(long second) {
        return START.plusSeconds(second);
    }

    private static Violations mistakes(int count) {
        return new Violations(Collections.nCopies(count, START));
    }

    /** One line of the table: what an event means in a state. */
    record Row(ConnectionState state, ConnectionEvent event, ConnectionState next, List<Effect> effects) {
        @Override
        public String toString() {
            return state.getClass().getSimpleName() + " + " + event + " -> " + next.getClass().getSimpleName();
        }
    }

    private static Row row(ConnectionState state, ConnectionEvent event, ConnectionState next, Effect... effects) {
        return new Row(state, event, next, List.of(effects));
    }

    static Stream<Row> table() {
        return Stream
                .of(whileConnecting(false), whileConnecting(true), whileAuthenticated(false), whileAuthenticated(true), whileConnected(),
                        afterTheEnd())
                .flatMap(rows -> rows);
    }

    private static Stream<Row> whileConnecting(boolean greeted) {
        ConnectionState state = new Connecting(at(10), greeted, NINE);
        ConnectionState known = new Authenticated(ADA, greeted, NINE);
        return Stream.of(
                row(state, new CredentialsAccepted(ADA, false), known, new Effect.Assume(ADA), new Effect.Register(ADA)),
                row(state, new CredentialsAccepted(ADA, true), known, new Effect.ConfirmAuthentication(ADA), new Effect.Register(ADA)),
                row(state, new CredentialsRefused(BAD_TOKEN), new Rejected(BAD_TOKEN.message()), new Effect.Refuse(BAD_TOKEN),
                        new Effect.Close(CloseCode.AUTHENTICATION_FAILED), new Effect.Unregister(BAD_TOKEN.message())),
                row(state, new LoggedOut(at(1), Optional.of(NOBODY)), state, new Effect.Refuse(NOT_YET)),
                row(state, new LoggedOut(at(1), Optional.empty()), state, new Effect.Refuse(NOT_YET)),
                row(state, new Registered(at(1)), state),
                row(state, new CommandReceived(at(1)), state, new Effect.Refuse(NOT_YET)),
                rejected(state, new MistakeMade(START), new Effect.Close(CloseCode.PROTOCOL_VIOLATION)),
                row(state, new MistakeMade(at(61)), new Connecting(at(10), greeted, new Violations(List.of(at(61))))),
                row(state, new Heard(at(1)), state),
                row(state, new TimePassed(at(9)), state),
                row(state, new TimePassed(at(10)), new Rejected(TOO_LATE.message()), new Effect.Refuse(TOO_LATE),
                        new Effect.Close(CloseCode.AUTHENTICATION_FAILED), new Effect.Unregister(TOO_LATE.message())),
                rejected(state, new FellBehind(), new Effect.Close(CloseCode.SLOW_CONSUMER)),
                rejected(state, new Flooded(), new Effect.Close(CloseCode.RATE_ABUSED, Optional.of(Duration.ofSeconds(10)))),
                rejected(state, new Dismissed(), new Effect.Close(CloseCode.DISMISSED)),
                row(state, new TurnedAway(BANNED), new Rejected(BANNED.message()), new Effect.Refuse(BANNED),
                        new Effect.Close(CloseCode.FORBIDDEN), new Effect.Unregister(BANNED.message())),
                row(state, new TransportClosed("gone"), new Disconnected("gone"), new Effect.Unregister("gone")),
                rejected(state, new HubStopping(IN_A_WHILE), new Effect.Close(CloseCode.GOING_AWAY, Optional.of(IN_A_WHILE))));
    }

    private static Stream<Row> whileAuthenticated(boolean greeted) {
        ConnectionState state = new Authenticated(ADA, greeted, NINE);
        ConnectionState next = new Connected(ADA, at(1), at(26), NINE);
        return Stream.of(
                row(state, new CredentialsAccepted(BOB, true), state),
                row(state, new CredentialsRefused(BAD_TOKEN), state),
                row(state, new LoggedOut(at(1), Optional.of(NOBODY)), state, new Effect.Refuse(NOT_READY)),
                greeted
                        ? row(state, new Registered(at(1)), next, new Effect.EnterOwnChannels())
                        : row(state, new Registered(at(1)), next, new Effect.Greet(), new Effect.EnterOwnChannels()),
                row(state, new CommandReceived(at(1)), state, new Effect.Refuse(NOT_READY)),
                row(state, new MistakeMade(at(1)), state),
                row(state, new Heard(at(1)), state),
                row(state, new TimePassed(at(9999)), state),
                disconnected(state, new FellBehind(), new Effect.Close(CloseCode.SLOW_CONSUMER)),
                disconnected(state, new Flooded(), new Effect.Close(CloseCode.RATE_ABUSED, Optional.of(Duration.ofSeconds(10)))),
                disconnected(state, new Dismissed(), new Effect.Close(CloseCode.DISMISSED)),
                turnedAway(state),
                row(state, new TransportClosed("gone"), new Disconnected("gone"), new Effect.Unregister("gone")),
                disconnected(state, new HubStopping(IN_A_WHILE), new Effect.Close(CloseCode.GOING_AWAY, Optional.of(IN_A_WHILE))));
    }

    private static Stream<Row> whileConnected() {
        return Stream.of(
                row(CONNECTED, new CredentialsAccepted(ADA_LATER, true), new Connected(ADA_LATER, START, at(25), NINE),
                        new Effect.ConfirmAuthentication(ADA_LATER), new Effect.JudgeChannels()),
                row(CONNECTED, new CredentialsAccepted(ADA_LATER, false), new Connected(ADA_LATER, START, at(25), NINE),
                        new Effect.Assume(ADA_LATER), new Effect.JudgeChannels()),
                row(CONNECTED, new CredentialsAccepted(BOB, true), new Authenticated(BOB, true, NINE), new Effect.LeaveChannels(),
                        new Effect.LogOut("logged out"), new Effect.ConfirmAuthentication(BOB), new Effect.Register(BOB)),
                row(CONNECTED, new CredentialsAccepted(BOB, false), new Authenticated(BOB, true, NINE), new Effect.LeaveChannels(),
                        new Effect.LogOut("logged out"), new Effect.Assume(BOB), new Effect.Register(BOB)),
                row(CONNECTED, new CredentialsRefused(BAD_TOKEN), CONNECTED, new Effect.Refuse(BAD_TOKEN)),
                row(CONNECTED, new LoggedOut(at(30), Optional.of(NOBODY)), new Authenticated(NOBODY, true, NINE),
                        new Effect.LeaveChannels(),
                        new Effect.LogOut("logged out"), new Effect.ConfirmAuthentication(NOBODY), new Effect.Register(NOBODY)),
                row(CONNECTED, new LoggedOut(at(30), Optional.empty()), new Connecting(at(40), true, NINE), new Effect.LeaveChannels(),
                        new Effect.LogOut("logged out"), new Effect.ConfirmAuthentication(NOBODY)),
                row(CONNECTED, new Registered(at(1)), CONNECTED),
                row(CONNECTED, new CommandReceived(at(7)), new Connected(ADA, at(7), at(25), NINE), new Effect.Perform()),
                row(CONNECTED, new Heard(at(7)), new Connected(ADA, at(7), at(25), NINE)),
                row(CONNECTED, new TimePassed(at(24)), CONNECTED),
                row(CONNECTED, new TimePassed(at(26)), new Connected(ADA, START, at(51), NINE), new Effect.Ping()),
                disconnected(CONNECTED, new TimePassed(at(60)), new Effect.Close(CloseCode.HEARTBEAT_TIMEOUT)),
                row(new Connected(ADA, at(3599), at(3610), NONE), new TimePassed(at(3600)),
                        new Disconnected(CloseCode.AUTHENTICATION_FAILED.reason()), new Effect.Refuse(EXPIRED), new Effect.LeaveChannels(),
                        new Effect.Close(CloseCode.AUTHENTICATION_FAILED), new Effect.Unregister(CloseCode.AUTHENTICATION_FAILED.reason())),
                disconnected(CONNECTED, new MistakeMade(START), new Effect.Close(CloseCode.PROTOCOL_VIOLATION)),
                row(CONNECTED, new MistakeMade(at(61)), new Connected(ADA, START, at(25), new Violations(List.of(at(61))))),
                disconnected(CONNECTED, new FellBehind(), new Effect.Close(CloseCode.SLOW_CONSUMER)),
                disconnected(CONNECTED, new Flooded(), new Effect.Close(CloseCode.RATE_ABUSED, Optional.of(Duration.ofSeconds(10)))),
                disconnected(CONNECTED, new Dismissed(), new Effect.Close(CloseCode.DISMISSED)),
                turnedAway(CONNECTED),
                row(CONNECTED, new TransportClosed("gone"), new Disconnected("gone"), new Effect.LeaveChannels(),
                        new Effect.Unregister("gone")),
                disconnected(CONNECTED, new HubStopping(IN_A_WHILE), new Effect.Close(CloseCode.GOING_AWAY, Optional.of(IN_A_WHILE))));
    }

    private static Stream<Row> afterTheEnd() {
        return Stream.of(DISCONNECTED, REJECTED).flatMap(state -> Stream.of(
                new CredentialsAccepted(ADA, true), new CredentialsRefused(BAD_TOKEN), new LoggedOut(START, Optional.empty()),
                new Registered(START), new CommandReceived(START), new MistakeMade(START), new Heard(START), new TimePassed(at(9999)),
                new FellBehind(), new Flooded(), new Dismissed(), new TurnedAway(BANNED), new TransportClosed("gone"),
                new HubStopping(IN_A_WHILE)).map(event -> row(state, event, state)));
    }

    private static Row rejected(ConnectionState state, ConnectionEvent event, Effect.Close close) {
        return row(state, event, new Rejected(close.code().reason()), close, new Effect.Unregister(close.code().reason()));
    }

    private static Row disconnected(ConnectionState state, ConnectionEvent event, Effect.Close close) {
        return row(state, event, new Disconnected(close.code().reason()), new Effect.LeaveChannels(), close,
                new Effect.Unregister(close.code().reason()));
    }

    private static Row turnedAway(ConnectionState state) {
        return row(state, new TurnedAway(BANNED), new Disconnected(CloseCode.FORBIDDEN.reason()), new Effect.Refuse(BANNED),
                new Effect.LeaveChannels(), new Effect.Close(CloseCode.FORBIDDEN), new Effect.Unregister(CloseCode.FORBIDDEN.reason()));
    }

    @ParameterizedTest
    @MethodSource("table")
    void anEventLeadsWhereTheTableSays(Row row) {
        assertThat(CYCLE.on(row.state(), row.event())).isEqualTo(new Transition(row.next(), row.effects()));
    }

    @Test
    void theTableDecidesEveryPairOfStateAndEvent() {
        Set<String> decided = table().map(row -> row.state().getClass().getSimpleName() + " " + row.event().getClass().getSimpleName())
                .collect(Collectors.toSet());
        Set<String> all = Arrays.stream(ConnectionState.class.getPermittedSubclasses())
                .flatMap(state -> Arrays.stream(ConnectionEvent.class.getPermittedSubclasses())
                        .map(event -> state.getSimpleName() + " " + event.getSimpleName()))
                .collect(Collectors.toSet());
        assertThat(decided).isEqualTo(all).hasSize(5 * 14);
    }
}
