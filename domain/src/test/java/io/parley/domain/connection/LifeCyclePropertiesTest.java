package io.parley.domain.connection;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

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
import io.parley.domain.connection.ConnectionState.Connected;
import io.parley.domain.identity.Anonymous;
import io.parley.domain.identity.Identity;
import io.parley.domain.identity.Profile;
import io.parley.domain.identity.RealmId;
import io.parley.domain.identity.User;
import io.parley.domain.identity.UserId;
import io.parley.domain.refusal.ErrorCode;
import io.parley.domain.refusal.Refusal;

import static org.assertj.core.api.Assertions.assertThat;

/** What holds whatever happens to a connection, and in whatever order. */
class LifeCyclePropertiesTest {
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    /** One event of a life, and what it led to. */
    record Step(ConnectionState before, ConnectionEvent event, Transition transition) {}

    /** A connection from its opening on: its steps in order. */
    record Life(List<Step> steps) {
        static Life of(LifeCycle cycle, List<ConnectionEvent> events) {
            List<Step> steps = new ArrayList<>();
            ConnectionState state = cycle.opened(START);
            for (ConnectionEvent event : events) {
                Transition transition = cycle.on(state, event);
                steps.add(new Step(state, event, transition));
                state = transition.next();
            }
            return new Life(steps);
        }

        List<Effect> effects() {
            return steps.stream().flatMap(step -> step.transition().effects().stream()).toList();
        }

        long count(Class<? extends Effect> kind) {
            return effects().stream().filter(kind::isInstance).count();
        }

        boolean ended() {
            return !steps.isEmpty() && steps.getLast().transition().next().ended();
        }
    }

    @Provide
    Arbitrary<LifeCycle> cycles() {
        return Arbitraries.of(Optional.of(Duration.ofSeconds(60)), Optional.<Duration>empty())
                .map(timeout -> new LifeCycle(Duration.ofSeconds(10), new Heartbeat(Duration.ofSeconds(25), timeout)));
    }

    @Provide
    Arbitrary<List<ConnectionEvent>> events() {
        Arbitrary<Instant> moments = Arbitraries.integers().between(0, 300).map(START::plusSeconds);
        Arbitrary<Identity> identities = Arbitraries.of(new Anonymous(RealmId.DEFAULT), user("ada", 100), user("ada", 250),
                user("bob", 100));
        // What lets a life go on is more frequent than what ends it: most lives are worth watching.
        return Arbitraries.<ConnectionEvent>frequencyOf(
                often(6, identities.map(identity -> new CredentialsAccepted(identity, true))),
                often(2, identities.map(identity -> new CredentialsAccepted(identity, false))),
                often(1, Arbitraries.of(new CredentialsRefused(Refusal.of(ErrorCode.AUTH_REQUIRED, "No")))),
                often(8, moments.map(Registered::new)),
                often(4, moments.map(CommandReceived::new)),
                often(4, moments.map(Heard::new)),
                often(4, moments.map(TimePassed::new)),
                often(3, moments.map(moment -> new LoggedOut(moment, Optional.of(new Anonymous(RealmId.DEFAULT))))),
                often(3, moments.map(moment -> new LoggedOut(moment, Optional.empty()))),
                often(4, moments.map(MistakeMade::new)),
                often(1, Arbitraries.of(new FellBehind(), new Flooded(), new HubStopping(Duration.ofSeconds(3)), new Dismissed(),
                        new TurnedAway(Refusal.of(ErrorCode.PERMISSION_DENIED, "No")), new TransportClosed("gone"))))
                .list().ofMaxSize(60);
    }

    private static Tuple.Tuple2<Integer, Arbitrary<? extends ConnectionEvent>> often(int frequency,
            Arbitrary<? extends ConnectionEvent> kind) {
        return Tuple.of(frequency, kind);
    }

    private static Identity user(String subject, long expiresAfterSeconds) {
        return new User(new UserId(RealmId.DEFAULT, subject), Profile.UNKNOWN, Set.of(), START.plusSeconds(expiresAfterSeconds));
    }

    @Property
    void onceEndedNothingHappensAnyMore(@ForAll("cycles") LifeCycle cycle, @ForAll("events") List<ConnectionEvent> events) {
        assertThat(Life.of(cycle, events).steps()).filteredOn(step -> step.before().ended())
                .allSatisfy(step -> assertThat(step.transition()).isEqualTo(Transition.to(step.before())));
    }

    @Property
    void theLineIsClosedAtMostOnce(@ForAll("cycles") LifeCycle cycle, @ForAll("events") List<ConnectionEvent> events) {
        assertThat(Life.of(cycle, events).count(Effect.Close.class)).isLessThanOrEqualTo(1);
    }

    @Property
    void whoHasEndedIsForgottenOnceAndWhoLivesIsNot(@ForAll("cycles") LifeCycle cycle, @ForAll("events") List<ConnectionEvent> events) {
        Life life = Life.of(cycle, events);
        assertThat(life.count(Effect.Unregister.class)).isEqualTo(life.ended() ? 1 : 0);
    }

    @Property
    void toForgetIsTheLastThingThatIsDone(@ForAll("cycles") LifeCycle cycle, @ForAll("events") List<ConnectionEvent> events) {
        Life life = Life.of(cycle, events);
        if (life.ended()) {
            assertThat(life.effects()).last().isInstanceOf(Effect.Unregister.class);
        }
    }

    @Property
    void whoWasConnectedLeavesItsChannelsBeforeItIsForgotten(@ForAll("cycles") LifeCycle cycle,
            @ForAll("events") List<ConnectionEvent> events) {
        boolean inChannels = false;
        for (Step step : Life.of(cycle, events).steps()) {
            inChannels = inChannels || step.before() instanceof Connected;
            for (Effect effect : step.transition().effects()) {
                inChannels = inChannels && !(effect instanceof Effect.LeaveChannels);
                assertThat(inChannels && effect instanceof Effect.Unregister).as("forgotten while in channels, at " + step).isFalse();
            }
        }
    }

    /** Own channels are entered by an effect, others when a command is performed; both are channels of whom it was then. */
    @Property
    void noChannelStaysEnteredAfterTheEndOrForAnotherUser(@ForAll("cycles") LifeCycle cycle,
            @ForAll("events") List<ConnectionEvent> events) {
        boolean entered = false;
        for (Effect effect : Life.of(cycle, events).effects()) {
            entered = switch (effect) {
                case Effect.EnterOwnChannels _,Effect.Perform _ -> true;
                case Effect.LeaveChannels _ -> false;
                case Effect.LogOut _,Effect.Register _,Effect.Unregister _ -> {
                    assertThat(entered).as("in channels at %s", effect).isFalse();
                    yield false;
                }
                default -> entered;
            };
        }
    }

    @Property
    void whoStopsBeingAUserLeavesItsChannelsFirst(@ForAll("cycles") LifeCycle cycle, @ForAll("events") List<ConnectionEvent> events) {
        assertThat(Life.of(cycle, events).steps())
                .filteredOn(step -> step.before() instanceof Connected && !(step.transition().next() instanceof Connected)
                        && !step.transition().next().ended())
                .allSatisfy(step -> assertThat(step.transition().effects()).startsWith(new Effect.LeaveChannels()));
    }

    @Property
    void whoLogsOutWasRegisteredAndWhoIsRegisteredAgainHasLoggedOut(@ForAll("cycles") LifeCycle cycle,
            @ForAll("events") List<ConnectionEvent> events) {
        List<Class<?>> comingAndGoing = Life.of(cycle, events).effects().stream()
                .filter(effect -> effect instanceof Effect.Register || effect instanceof Effect.LogOut).<Class<?>>map(Effect::getClass)
                .toList();
        for (int i = 0; i < comingAndGoing.size(); i++) {
            assertThat(comingAndGoing.get(i)).isEqualTo(i % 2 == 0 ? Effect.Register.class : Effect.LogOut.class);
        }
    }

    @Property
    void onlyWhoIsRegisteredIsServed(@ForAll("cycles") LifeCycle cycle, @ForAll("events") List<ConnectionEvent> events) {
        boolean registered = false;
        for (Effect effect : Life.of(cycle, events).effects()) {
            registered = effect instanceof Effect.Register || (registered && !(effect instanceof Effect.LogOut));
            assertThat(registered || !(effect instanceof Effect.Perform || effect instanceof Effect.EnterOwnChannels)).isTrue();
        }
    }

    @Property
    void whoItIsAlwaysFollowsWhatWasLastConfirmedOrAssumed(@ForAll("cycles") LifeCycle cycle,
            @ForAll("events") List<ConnectionEvent> events) {
        Identity known = new Anonymous(RealmId.DEFAULT);
        for (Step step : Life.of(cycle, events).steps()) {
            for (Effect effect : step.transition().effects()) {
                known = switch (effect) {
                    case Effect.ConfirmAuthentication(Identity who) -> who;
                    case Effect.Assume(Identity who) -> who;
                    default -> known;
                };
            }
            if (step.transition().next() instanceof Connected connected) {
                assertThat(connected.identity()).isEqualTo(known);
            }
        }
    }

    @Property
    void whatAClientAsksForIsPerformedOrRefusedOnceAsLongAsItLives(@ForAll("cycles") LifeCycle cycle,
            @ForAll("events") List<ConnectionEvent> events) {
        assertThat(Life.of(cycle, events).steps())
                .filteredOn(step -> step.event() instanceof CommandReceived && !step.before().ended())
                .allSatisfy(step -> assertThat(step.transition().effects()).singleElement()
                        .isInstanceOfAny(Effect.Perform.class, Effect.Refuse.class));
    }

    @Property
    void aClientIsGreetedAtMostOnce(@ForAll("cycles") LifeCycle cycle, @ForAll("events") List<ConnectionEvent> events) {
        assertThat(Life.of(cycle, events).count(Effect.Greet.class)).isLessThanOrEqualTo(1);
    }

    @Property
    void nobodyIsServedBeforeItIsGreeted(@ForAll("cycles") LifeCycle cycle, @ForAll("events") List<ConnectionEvent> events) {
        List<Effect> effects = Life.of(cycle, events).effects();
        int greeted = effects.indexOf(new Effect.Greet());
        int performed = effects.indexOf(new Effect.Perform());
        assertThat(performed < 0 || (greeted >= 0 && greeted < performed)).isTrue();
    }

    @Property
    void whatIsDueAtADeadlineIsDoneWhenItComes(@ForAll("cycles") LifeCycle cycle, @ForAll("events") List<ConnectionEvent> events) {
        for (Step step : Life.of(cycle, events).steps()) {
            ConnectionState state = step.transition().next();
            cycle.deadline(state).ifPresent(due -> assertThat(cycle.on(state, new TimePassed(due))).isNotEqualTo(Transition.to(state)));
        }
    }

    @Property
    void nothingIsDueBeforeTheDeadline(@ForAll("cycles") LifeCycle cycle, @ForAll("events") List<ConnectionEvent> events) {
        for (Step step : Life.of(cycle, events).steps()) {
            ConnectionState state = step.transition().next();
            cycle.deadline(state).map(due -> due.minusNanos(1))
                    .ifPresent(early -> assertThat(cycle.on(state, new TimePassed(early))).isEqualTo(Transition.to(state)));
        }
    }

    @Property
    void ringingAtEveryDeadlineMovesTimeOnUntilTheTokenEnds(@ForAll("cycles") LifeCycle cycle) {
        ConnectionState state = new Connected(user("ada", 100), START, START.plusSeconds(25), Violations.NONE);
        Instant before = START;
        while (!state.ended()) {
            Instant due = cycle.deadline(state).orElseThrow();
            assertThat(due).isAfter(before);
            state = cycle.on(state, new TimePassed(due)).next();
            before = due;
        }
    }
}
