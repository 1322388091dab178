package io.parley.domain.connection;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.parley.domain.connection.ConnectionEvent.CommandReceived;
import io.parley.domain.connection.ConnectionEvent.CredentialsAccepted;
import io.parley.domain.connection.ConnectionEvent.CredentialsRefused;
import io.parley.domain.connection.ConnectionEvent.Heard;
import io.parley.domain.connection.ConnectionEvent.HubStopping;
import io.parley.domain.connection.ConnectionEvent.LoggedOut;
import io.parley.domain.connection.ConnectionEvent.MistakeMade;
import io.parley.domain.connection.ConnectionEvent.Registered;
import io.parley.domain.connection.ConnectionEvent.TimePassed;
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
import io.parley.domain.identity.Scope;
import io.parley.domain.identity.Server;
import io.parley.domain.identity.User;
import io.parley.domain.identity.UserId;
import io.parley.domain.refusal.ErrorCode;
import io.parley.domain.refusal.Refusal;

import static org.assertj.core.api.Assertions.assertThat;

/** What follows from the table of {@link LifeCycleTest} over several events. */
class ConnectionLifeTest {
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration INTERVAL = Duration.ofSeconds(25);
    private static final LifeCycle CYCLE = new LifeCycle(Duration.ofSeconds(10),
            new Heartbeat(INTERVAL, Optional.of(Duration.ofSeconds(60))));
    private static final LifeCycle ONE_WAY = new LifeCycle(Duration.ofSeconds(10), new Heartbeat(INTERVAL, Optional.empty()));

    private static final Identity ADA = user("ada", at(3600));
    private static final Identity ADA_LATER = user("ada", at(7200));
    private static final Identity BOB = user("bob", at(3600));
    private static final Refusal BAD_TOKEN = Refusal.of(ErrorCode.AUTH_REQUIRED, "The token is worth nothing");
    private static final Violations NONE = Violations.NONE;

    private static final ConnectionState CONNECTING = new Connecting(at(10), false, NONE);
    private static final ConnectionState CONNECTED = new Connected(ADA, START, at(25), NONE);
    private static final ConnectionState DISCONNECTED = new Disconnected("over");
    private static final ConnectionState REJECTED = new Rejected("no");

    private static Identity user(String subject, Instant expiry) {
        return new User(new UserId(RealmId.DEFAULT, subject), Profile.UNKNOWN, Set.of(), expiry);
    }

    private static Instant at(long second) {
        return START.plusSeconds(second);
    }

    @Nested
    class WhileNobodyKnowsWhoItIs {
        @Test
        void aConnectionThatOpensMayStayUnknownUntilTheAuthDeadline() {
            assertThat(CYCLE.opened(START)).isEqualTo(new Connecting(at(10), false, NONE));
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
            assertThat(CYCLE.on(CONNECTING, new CredentialsAccepted(ADA, false)).next()).isEqualTo(new Authenticated(ADA, false, NONE));
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
            assertThat(CYCLE.deadline(new Connected(ADA, START, at(75), NONE))).contains(at(60));
        }

        @Test
        void theNextDeadlineIsTheExpiryIfItComesFirst() {
            assertThat(CYCLE.deadline(new Connected(user("ada", at(5)), START, at(25), NONE))).contains(at(5));
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
            assertThat(ONE_WAY.on(new Connected(server, START, at(25), NONE), new TimePassed(Instant.MAX.minus(INTERVAL))).next().ended())
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
        void aRefreshIsJudgedAnewInEveryChannel() {
            assertThat(CYCLE.on(CONNECTED, new CredentialsAccepted(ADA_LATER, true)).effects()).endsWith(new Effect.JudgeChannels());
        }

        @Test
        void aRefreshDoesNotForgetMistakes() {
            ConnectionState careless = CYCLE.on(CONNECTED, new MistakeMade(at(1))).next();
            assertThat(CYCLE.on(careless, new CredentialsAccepted(ADA_LATER, true)).next())
                    .isEqualTo(new Connected(ADA_LATER, START, at(25), new Violations(List.of(at(1)))));
        }

        @Test
        void anAnonymousWhoSaysWhoHeIsCountsAsAnotherUser() {
            ConnectionState anonymous = new Connected(new Anonymous(RealmId.DEFAULT), START, at(25), NONE);
            assertThat(CYCLE.on(anonymous, new CredentialsAccepted(ADA, true)).next()).isEqualTo(new Authenticated(ADA, true, NONE));
        }

        @Test
        void theSameSubjectOfAnotherRealmIsAnotherUser() {
            Identity other = new User(new UserId(new RealmId("other"), "ada"), Profile.UNKNOWN, Set.of(), at(3600));
            assertThat(CYCLE.on(CONNECTED, new CredentialsAccepted(other, true)).next()).isEqualTo(new Authenticated(other, true, NONE));
        }
    }

    @Nested
    class AfterLogout {
        private final ConnectionState loggedOut = CYCLE.on(CONNECTED, new LoggedOut(at(30), Optional.empty())).next();

        @Test
        void whoLoggedOutHasToShowCredentialsInTimeAgain() {
            assertThat(CYCLE.deadline(loggedOut)).contains(at(40));
        }

        @Test
        void whoLoggedOutAndSaysNothingIsRefused() {
            assertThat(CYCLE.on(loggedOut, new TimePassed(at(40))).effects()).contains(new Effect.Close(CloseCode.AUTHENTICATION_FAILED));
        }

        @Test
        void whoLoggedOutMayAskForNothing() {
            assertThat(CYCLE.on(loggedOut, new CommandReceived(at(31))).effects()).noneMatch(Effect.Perform.class::isInstance);
        }

        @Test
        void whoComesBackIsNotGreetedASecondTime() {
            ConnectionState back = CYCLE.on(loggedOut, new CredentialsAccepted(BOB, true)).next();
            assertThat(CYCLE.on(back, new Registered(at(31))).effects()).containsExactly(new Effect.EnterOwnChannels());
        }

        @Test
        void whereAnonymousOnesAreLetInWhoLoggedOutGoesOnAsOne() {
            Anonymous nobody = new Anonymous(RealmId.DEFAULT);
            ConnectionState anonymous = CYCLE
                    .on(CYCLE.on(CONNECTED, new LoggedOut(at(30), Optional.of(nobody))).next(), new Registered(at(30)))
                    .next();
            assertThat(anonymous).isEqualTo(new Connected(nobody, at(30), at(55), NONE));
        }

        @Test
        void anAnonymousWhoLoggedOutDoesNotExpireWithTheTokenOfBefore() {
            ConnectionState anonymous = ONE_WAY.on(
                    ONE_WAY.on(CONNECTED, new LoggedOut(at(30), Optional.of(new Anonymous(RealmId.DEFAULT)))).next(),
                    new Registered(at(30)))
                    .next();
            assertThat(ONE_WAY.on(anonymous, new TimePassed(at(9999))).next().ended()).isFalse();
        }

        @Test
        void mistakesAreNotForgottenByLoggingOut() {
            ConnectionState careless = CYCLE.on(CONNECTED, new MistakeMade(at(1))).next();
            assertThat(CYCLE.on(careless, new LoggedOut(at(30), Optional.empty())).next())
                    .isEqualTo(new Connecting(at(40), true, new Violations(List.of(at(1)))));
        }
    }

    @Nested
    class WithMistakes {
        private ConnectionState after(int mistakes, long secondsApart) {
            ConnectionState state = CONNECTED;
            for (int i = 0; i < mistakes; i++) {
                state = CYCLE.on(state, new MistakeMade(at(i * secondsApart))).next();
            }
            return state;
        }

        @Test
        void nineMistakesAreForgiven() {
            assertThat(after(9, 0).ended()).isFalse();
        }

        @Test
        void tenMistakesWithinAMinuteEndTheConnection() {
            assertThat(after(10, 6)).isEqualTo(new Disconnected(CloseCode.PROTOCOL_VIOLATION.reason()));
        }

        @Test
        void mistakesThatAreFarApartAreForgiven() {
            assertThat(after(100, 7).ended()).isFalse();
        }

        @Test
        void mistakesBeforeAndAfterAuthenticationAreCountedTogether() {
            ConnectionState state = CYCLE.opened(START);
            for (int i = 0; i < 9; i++) {
                state = CYCLE.on(state, new MistakeMade(START)).next();
            }
            state = CYCLE.on(CYCLE.on(state, new CredentialsAccepted(ADA, true)).next(), new Registered(START)).next();
            assertThat(CYCLE.on(state, new MistakeMade(at(1))).next().ended()).isTrue();
        }

        @Test
        void aMistakeDoesNotMoveTheAuthDeadline() {
            assertThat(CYCLE.deadline(CYCLE.on(CONNECTING, new MistakeMade(at(9))).next())).contains(at(10));
        }
    }

    @Nested
    class WhenTheHubGoesAway {
        @Test
        void eachClientIsToldWhenToComeBack() {
            assertThat(CYCLE.on(CONNECTED, new HubStopping(Duration.ofMillis(1_234))).effects())
                    .contains(new Effect.Close(CloseCode.GOING_AWAY, Optional.of(Duration.ofMillis(1_234))));
        }
    }

    /** Protocol: what a client that cannot be told before is told by the close code. */
    @ParameterizedTest
    @CsvSource({"AUTH_REQUIRED,AUTHENTICATION_FAILED", "PERMISSION_DENIED,FORBIDDEN", "CHANNEL_NOT_FOUND,FORBIDDEN",
            "UNAVAILABLE,GOING_AWAY",
            "CHANNEL_CAPACITY_EXCEEDED,RATE_ABUSED"})
    void whoIsTurnedAwayIsToldByTheCloseCodeWhetherToComeBack(ErrorCode why, CloseCode code) {
        assertThat(CYCLE.on(CONNECTING, new TurnedAway(Refusal.of(why, "No"))).effects()).contains(new Effect.Close(code));
    }

    @Nested
    class AfterTheEnd {
        @Test
        void nothingIsDueAnyMore() {
            assertThat(Stream.of(DISCONNECTED, REJECTED).map(CYCLE::deadline)).containsOnly(Optional.empty());
        }

        @Test
        void theOtherStatesHaveNotEnded() {
            assertThat(Stream.of(CONNECTING, CONNECTED, new Authenticated(ADA, false, NONE)).filter(ConnectionState::ended)).isEmpty();
        }
    }
}
