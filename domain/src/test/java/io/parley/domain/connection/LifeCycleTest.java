package io.parley.domain.connection;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

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
import io.parley.domain.identity.Anonymous;
import io.parley.domain.identity.Identity;
import io.parley.domain.identity.Profile;
import io.parley.domain.identity.RealmId;
import io.parley.domain.identity.Scope;
import io.parley.domain.identity.Server;
import io.parley.domain.identity.User;
import io.parley.domain.identity.UserId;
import io.parley.domain.refusal.ErrorCode;
import io.parley.domain.refusal.Refusal;

import static org.assertj.core.api.Assertions.assertThat;

class LifeCycleTest {
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration INTERVAL = Duration.ofSeconds(25);
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final LifeCycle CYCLE = new LifeCycle(Duration.ofSeconds(10), new Heartbeat(INTERVAL, Optional.of(TIMEOUT)));
    private static final LifeCycle ONE_WAY = new LifeCycle(Duration.ofSeconds(10), new Heartbeat(INTERVAL, Optional.empty()));

    private static final Identity ADA = user("ada", at(3600));
    private static final Identity ADA_LATER = user("ada", at(7200));
    private static final Identity BOB = user("bob", at(3600));
    private static final Refusal BAD_TOKEN = Refusal.of(ErrorCode.AUTH_REQUIRED, "The token is worth nothing");

    private static final ConnectionState CONNECTING = new Connecting(at(10));
    private static final ConnectionState CONNECTED = new Connected(ADA, START, at(25));
    private static final ConnectionState DISCONNECTED = new Disconnected("over");
    private static final ConnectionState REJECTED = new Rejected("no");

    private static Identity user(String subject, Instant expiry) {
        return new User(new UserId(RealmId.DEFAULT, subject), Profile.UNKNOWN, Set.of(), expiry);
    }

    private static Instant at(long second) {
        return START.plusSeconds(second);
    }

    /** One line of the table: what an event means in a state. */
    record Row(LifeCycle cycle, ConnectionState state, ConnectionEvent event, ConnectionState next, List<Effect> effects) {
        @Override
        public String toString() {
            return state.getClass().getSimpleName() + " + " + event + " -> " + next.getClass().getSimpleName();
        }
    }

    private static Row row(ConnectionState state, ConnectionEvent event, ConnectionState next, Effect... effects) {
        return new Row(CYCLE, state, event, next, List.of(effects));
    }

    static Stream<Row> table() {
        return Stream.of(whileConnecting(), whileAuthenticated(), whileConnected(), afterTheEnd()).flatMap(rows -> rows);
    }

    private static Stream<Row> whileConnecting() {
        return Stream.of(
                row(CONNECTING, new CredentialsAccepted(ADA, false), new Authenticated(ADA, false), new Effect.Register(ADA)),
                row(CONNECTING, new CredentialsAccepted(ADA, true), new Authenticated(ADA, false), new Effect.ConfirmAuthentication(ADA),
                        new Effect.Register(ADA)),
                row(CONNECTING, new CredentialsRefused(BAD_TOKEN), new Rejected(BAD_TOKEN.message()), new Effect.Refuse(BAD_TOKEN),
                        new Effect.Close(CloseCode.AUTHENTICATION_FAILED), new Effect.Unregister(BAD_TOKEN.message())),
                row(CONNECTING, new Registered(at(1)), CONNECTING),
                row(CONNECTING, new CommandReceived(at(1)), CONNECTING, refusal("Authenticate first: {\"type\":\"auth\",\"token\":…}")),
                row(CONNECTING, new Heard(at(1)), CONNECTING),
                row(CONNECTING, new TimePassed(at(9)), CONNECTING),
                row(CONNECTING, new TimePassed(at(10)), new Rejected("No credentials came in time"), refusal("No credentials came in time"),
                        new Effect.Close(CloseCode.AUTHENTICATION_FAILED), new Effect.Unregister("No credentials came in time")),
                rejected(new FellBehind(), CloseCode.SLOW_CONSUMER),
                rejected(new Flooded(), CloseCode.RATE_ABUSED),
                rejected(new HubStopping(), CloseCode.GOING_AWAY),
                row(CONNECTING, new TransportClosed("gone"), new Disconnected("gone"), new Effect.Unregister("gone")));
    }

    private static Stream<Row> whileAuthenticated() {
        return Stream.of(false, true).flatMap(greeted -> {
            ConnectionState state = new Authenticated(ADA, greeted);
            ConnectionState next = new Connected(ADA, at(1), at(26));
            return Stream.of(
                    row(state, new CredentialsAccepted(BOB, true), state),
                    row(state, new CredentialsRefused(BAD_TOKEN), state),
                    greeted
                            ? row(state, new Registered(at(1)), next, new Effect.EnterOwnChannels())
                            : row(state, new Registered(at(1)), next, new Effect.Greet(), new Effect.EnterOwnChannels()),
                    row(state, new CommandReceived(at(1)), state),
                    row(state, new Heard(at(1)), state),
                    row(state, new TimePassed(at(9999)), state),
                    disconnected(state, new FellBehind(), CloseCode.SLOW_CONSUMER),
                    disconnected(state, new Flooded(), CloseCode.RATE_ABUSED),
                    disconnected(state, new HubStopping(), CloseCode.GOING_AWAY),
                    row(state, new TransportClosed("gone"), new Disconnected("gone"), new Effect.Unregister("gone")));
        });
    }

    private static Stream<Row> whileConnected() {
        return Stream.of(
                row(CONNECTED, new CredentialsAccepted(ADA_LATER, true), new Connected(ADA_LATER, START, at(25)),
                        new Effect.ConfirmAuthentication(ADA_LATER)),
                row(CONNECTED, new CredentialsAccepted(BOB, true), new Authenticated(BOB, true), new Effect.LeaveChannels(),
                        new Effect.ConfirmAuthentication(BOB), new Effect.Register(BOB)),
                row(CONNECTED, new CredentialsRefused(BAD_TOKEN), CONNECTED, new Effect.Refuse(BAD_TOKEN)),
                row(CONNECTED, new Registered(at(1)), CONNECTED),
                row(CONNECTED, new CommandReceived(at(7)), new Connected(ADA, at(7), at(25)), new Effect.Perform()),
                row(CONNECTED, new Heard(at(7)), new Connected(ADA, at(7), at(25))),
                row(CONNECTED, new TimePassed(at(24)), CONNECTED),
                row(CONNECTED, new TimePassed(at(26)), new Connected(ADA, START, at(51)), new Effect.Ping()),
                disconnected(CONNECTED, new TimePassed(at(60)), CloseCode.HEARTBEAT_TIMEOUT),
                row(new Connected(ADA, at(3599), at(3610)), new TimePassed(at(3600)),
                        new Disconnected(CloseCode.AUTHENTICATION_FAILED.reason()),
                        refusal("The token has expired: connect again with a new one"),
                        new Effect.LeaveChannels(), new Effect.Close(CloseCode.AUTHENTICATION_FAILED),
                        new Effect.Unregister(CloseCode.AUTHENTICATION_FAILED.reason())),
                disconnected(CONNECTED, new FellBehind(), CloseCode.SLOW_CONSUMER),
                disconnected(CONNECTED, new Flooded(), CloseCode.RATE_ABUSED),
                disconnected(CONNECTED, new HubStopping(), CloseCode.GOING_AWAY),
                row(CONNECTED, new TransportClosed("gone"), new Disconnected("gone"), new Effect.LeaveChannels(),
                        new Effect.Unregister("gone")));
    }

    private static Stream<Row> afterTheEnd() {
        return Stream.of(DISCONNECTED, REJECTED).flatMap(state -> Stream.of(
                new CredentialsAccepted(ADA, true), new CredentialsRefused(BAD_TOKEN), new Registered(START), new CommandReceived(START),
                new Heard(START), new TimePassed(at(9999)), new FellBehind(), new Flooded(), new HubStopping(), new TransportClosed("gone"))
                .map(event -> row(state, event, state)));
    }

    private static Row rejected(ConnectionEvent event, CloseCode code) {
        return row(CONNECTING, event, new Rejected(code.reason()), new Effect.Close(code), new Effect.Unregister(code.reason()));
    }

    private static Row disconnected(ConnectionState state, ConnectionEvent event, CloseCode code) {
        return row(state, event, new Disconnected(code.reason()), new Effect.LeaveChannels(), new Effect.Close(code),
                new Effect.Unregister(code.reason()));
    }

    private static Effect refusal(String message) {
        return new Effect.Refuse(Refusal.of(ErrorCode.AUTH_REQUIRED, message));
    }

    @ParameterizedTest
    @MethodSource("table")
    void anEventLeadsWhereTheTableSays(Row row) {
        assertThat(row.cycle().on(row.state(), row.event())).isEqualTo(new Transition(row.next(), row.effects()));
    }

    @Test
    void theTableDecidesEveryPairOfStateAndEvent() {
        Set<String> decided = table().map(row -> row.state().getClass().getSimpleName() + " " + row.event().getClass().getSimpleName())
                .collect(Collectors.toSet());
        Set<String> all = Arrays.stream(ConnectionState.class.getPermittedSubclasses())
                .flatMap(state -> Arrays.stream(ConnectionEvent.class.getPermittedSubclasses())
                        .map(event -> state.getSimpleName() + " " + event.getSimpleName()))
                .collect(Collectors.toSet());
        assertThat(decided).isEqualTo(all);
    }

    @Nested
    class WhileNobodyKnowsWhoItIs {
        @Test
        void aConnectionThatOpensMayStayUnknownUntilTheAuthDeadline() {
            assertThat(CYCLE.opened(START)).isEqualTo(new Connecting(at(10)));
        }

        @Test
        void theFirstDeadlineIsTheAuthDeadline() {
            assertThat(CYCLE.deadline(CYCLE.opened(START))).contains(at(10));
        }

        @Test
        void whoSaysSomethingElseDoesNotMoveTheAuthDeadline() {
            assertThat(CYCLE.deadline(CYCLE.on(CONNECTING, new Heard(at(9))).next())).contains(at(10));
        }

        @Test
        void credentialsThatArriveAtTheDeadlineAreStillTakenIfTheTimerIsLate() {
            assertThat(CYCLE.on(CONNECTING, new CredentialsAccepted(ADA, false)).next()).isEqualTo(new Authenticated(ADA, false));
        }
    }

    @Nested
    class WhileItIsInUse {
        @Test
        void theNextDeadlineIsThePing() {
            assertThat(CYCLE.deadline(CONNECTED)).contains(at(25));
        }

        @Test
        void theNextDeadlineIsTheEndOfSilenceIfItComesBeforeThePing() {
            assertThat(CYCLE.deadline(new Connected(ADA, START, at(75)))).contains(at(60));
        }

        @Test
        void theNextDeadlineIsTheExpiryIfItComesFirst() {
            assertThat(CYCLE.deadline(new Connected(user("ada", at(5)), START, at(25)))).contains(at(5));
        }

        @Test
        void whoIsHeardIsNotTimedOut() {
            ConnectionState heard = CYCLE.on(CONNECTED, new Heard(at(59))).next();
            assertThat(CYCLE.on(heard, new TimePassed(at(118))).next().ended()).isFalse();
        }

        @Test
        void whoAsksForSomethingIsNotTimedOut() {
            ConnectionState heard = CYCLE.on(CONNECTED, new CommandReceived(at(59))).next();
            assertThat(CYCLE.on(heard, new TimePassed(at(118))).next().ended()).isFalse();
        }

        @Test
        void whoIsSilentForTheHeartbeatTimeoutIsGone() {
            ConnectionState heard = CYCLE.on(CONNECTED, new Heard(at(59))).next();
            assertThat(CYCLE.on(heard, new TimePassed(at(119))).effects()).contains(new Effect.Close(CloseCode.HEARTBEAT_TIMEOUT));
        }

        @Test
        void aPingIsNoSignOfLifeOfTheClient() {
            ConnectionState pinged = CYCLE.on(CONNECTED, new TimePassed(at(50))).next();
            assertThat(CYCLE.on(pinged, new TimePassed(at(60))).next().ended()).isTrue();
        }

        @Test
        void aPingThatComesLateIsFollowedByAFullInterval() {
            assertThat(CYCLE.deadline(ONE_WAY.on(CONNECTED, new TimePassed(at(40))).next())).contains(at(60));
        }

        @Test
        void whereAClientCannotAnswerItIsNeverTimedOut() {
            assertThat(ONE_WAY.on(CONNECTED, new TimePassed(at(3599))).next().ended()).isFalse();
        }

        @Test
        void whereAClientCannotAnswerItIsStillPinged() {
            assertThat(ONE_WAY.on(CONNECTED, new TimePassed(at(3599))).effects()).containsExactly(new Effect.Ping());
        }

        @Test
        void whereAClientCannotAnswerItsTokenStillExpires() {
            assertThat(ONE_WAY.on(CONNECTED, new TimePassed(at(3600))).effects())
                    .contains(new Effect.Close(CloseCode.AUTHENTICATION_FAILED));
        }

        @Test
        void expiryIsToldAsExpiryEvenIfTheClientWasSilentToo() {
            assertThat(CYCLE.on(CONNECTED, new TimePassed(at(9999))).effects()).contains(new Effect.Close(CloseCode.AUTHENTICATION_FAILED));
        }

        @Test
        void anIdentityWithoutExpiryStays() {
            Identity server = new Server(RealmId.DEFAULT, "backend", Set.of(Scope.PUBLISH));
            assertThat(ONE_WAY.on(new Connected(server, START, at(25)), new TimePassed(Instant.MAX.minus(INTERVAL))).next().ended())
                    .isFalse();
        }
    }

    @Nested
    class WithNewCredentials {
        @Test
        void aRefreshMovesTheExpiry() {
            ConnectionState refreshed = ONE_WAY.on(CONNECTED, new CredentialsAccepted(ADA_LATER, true)).next();
            assertThat(ONE_WAY.on(refreshed, new TimePassed(at(3600))).next().ended()).isFalse();
        }

        @Test
        void aRefreshedTokenExpiresInItsTurn() {
            ConnectionState refreshed = ONE_WAY.on(CONNECTED, new CredentialsAccepted(ADA_LATER, true)).next();
            assertThat(ONE_WAY.on(refreshed, new TimePassed(at(7200))).next().ended()).isTrue();
        }

        @Test
        void aRefreshMayShortenTheExpiry() {
            ConnectionState refreshed = CYCLE.on(CONNECTED, new CredentialsAccepted(user("ada", at(5)), true)).next();
            assertThat(CYCLE.deadline(refreshed)).contains(at(5));
        }

        @Test
        void aRefusedRefreshLeavesTheOldExpiry() {
            ConnectionState state = CYCLE.on(CONNECTED, new CredentialsRefused(BAD_TOKEN)).next();
            assertThat(state).isEqualTo(CONNECTED);
        }

        @Test
        void anotherUserLeavesTheChannelsOfTheFirst() {
            assertThat(CYCLE.on(CONNECTED, new CredentialsAccepted(BOB, true)).effects()).startsWith(new Effect.LeaveChannels());
        }

        @Test
        void anotherUserIsNotGreetedASecondTime() {
            ConnectionState changed = CYCLE.on(CONNECTED, new CredentialsAccepted(BOB, true)).next();
            assertThat(CYCLE.on(changed, new Registered(at(1))).effects()).containsExactly(new Effect.EnterOwnChannels());
        }

        @Test
        void anAnonymousWhoSaysWhoHeIsCountsAsAnotherUser() {
            ConnectionState anonymous = new Connected(new Anonymous(RealmId.DEFAULT), START, at(25));
            assertThat(CYCLE.on(anonymous, new CredentialsAccepted(ADA, true)).next()).isEqualTo(new Authenticated(ADA, true));
        }

        @Test
        void theSameSubjectOfAnotherRealmIsAnotherUser() {
            Identity other = new User(new UserId(new RealmId("other"), "ada"), Profile.UNKNOWN, Set.of(), at(3600));
            assertThat(CYCLE.on(CONNECTED, new CredentialsAccepted(other, true)).next()).isEqualTo(new Authenticated(other, true));
        }
    }

    @Nested
    class AfterTheEnd {
        @Test
        void nothingIsDueAnyMore() {
            assertThat(Stream.of(DISCONNECTED, REJECTED).map(CYCLE::deadline)).containsOnly(Optional.empty());
        }

        @Test
        void theOtherStatesHaveNotEnded() {
            assertThat(Stream.of(CONNECTING, CONNECTED, new Authenticated(ADA, false)).filter(ConnectionState::ended)).isEmpty();
        }
    }
}
