package io.parley.application.delivery;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

import io.parley.application.ManualClock;
import io.parley.application.protocol.ServerMessage;
import io.parley.application.rule.CompiledRule;
import io.parley.application.rule.Filter;
import io.parley.application.rule.PlainRules;
import io.parley.application.rule.Question;
import io.parley.application.time.ManualTimers;
import io.parley.domain.channel.ChannelId;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.channel.Rule;
import io.parley.domain.delivery.Audience;
import io.parley.domain.delivery.ChannelEvent;
import io.parley.domain.delivery.Delivery;
import io.parley.domain.delivery.MemberJoined;
import io.parley.domain.delivery.MemberKicked;
import io.parley.domain.delivery.Message;
import io.parley.domain.delivery.Position;
import io.parley.domain.delivery.Priority;
import io.parley.domain.delivery.RoomChanged;
import io.parley.domain.delivery.RoomClosed;
import io.parley.domain.delivery.UserDismissed;
import io.parley.domain.identity.Profile;
import io.parley.domain.identity.RealmId;
import io.parley.domain.identity.UserId;
import io.parley.domain.payload.Payload;
import io.parley.domain.presence.Member;
import io.parley.domain.refusal.Outcome;

import static org.assertj.core.api.Assertions.assertThat;

/** Who hears what of that which happens in a channel. */
class TopicDeliveryTest {
    private static final ChannelId CHANNEL = new ChannelId(RealmId.DEFAULT, new ChannelName("private:user-ada"));
    private static final String CALLS = "message.event == 'call'";
    private static final Member ADA = new Member(new UserId(RealmId.DEFAULT, "ada"), Profile.UNKNOWN);
    private static final Member BOB = new Member(new UserId(RealmId.DEFAULT, "bob"), Profile.UNKNOWN);

    private final ManualClock clock = new ManualClock();
    private final ManualTimers timers = new ManualTimers(clock);
    private final PlainRules rules = new PlainRules();
    private final List<ChannelId> changed = new ArrayList<>();
    private final Topic topic = new Topic(CHANNEL,
            Stations.of(new InMemoryBackplane(new InMemoryBackplane.Store()), rules, changed::add, timers), new RecordingListener(),
            _ -> {});
    private final RecordingSubscriber ada = RecordingSubscriber.user("ada");
    private final RecordingSubscriber bob = RecordingSubscriber.user("bob");
    private long newest;

    private Subscription hears(RecordingSubscriber who, Hearing hearing) {
        Subscription subscription = new Subscription(CHANNEL, who, hearing);
        assertThat(topic.add(subscription, OptionalInt.empty())).isEqualTo(Topic.Added.YES);
        topic.goLive(subscription, Optional.empty());
        return subscription;
    }

    private Subscription hears(RecordingSubscriber who) {
        return hears(who, Hearing.all(CHANNEL.name()));
    }

    private Subscription hears(RecordingSubscriber who, String filter) {
        return hears(who, filtered(filter));
    }

    private Hearing filtered(String text) {
        Rule rule = new Rule(text);
        if (rules.compile(rule, Question.FILTER) instanceof Outcome.Done<CompiledRule>(CompiledRule compiled)) {
            return new Hearing(CHANNEL.name(), Optional.of(new Filter(rule, compiled)));
        }
        throw new AssertionError("No filter: " + text);
    }

    private static Message message(String event, Audience audience) {
        return new Message(CHANNEL, event, Payload.NULL, ManualClock.START, Optional.empty(), audience, Priority.NORMAL);
    }

    private void arrives(Message message) {
        topic.deliver(new Delivery(message, Optional.of(new Position("e", ++newest))));
    }

    private void arrives(String event) {
        arrives(message(event, Audience.EVERYBODY));
    }

    private void happens(ChannelEvent event) {
        topic.deliver(new Delivery(event, Optional.empty()));
    }

    private static Audience to(String... users) {
        return new Audience(Optional.of(Set.of(users)), Set.of(), Set.of(), Optional.empty());
    }

    private static Audience whom(String rule) {
        return new Audience(Optional.empty(), Set.of(), Set.of(), Optional.of(new Rule(rule)));
    }

    // Filters

    @Test
    void whoFiltersHearsWhatPassesAlone() {
        hears(ada, CALLS);
        hears(bob);
        arrives("call");
        arrives("chatter");
        assertThat(ada.heard()).containsExactly("1");
        assertThat(bob.heard()).containsExactly("1", "2");
    }

    @Test
    void aFilterIsAskedOnceAMessageHoweverManyAskTheSame() {
        IntStream.range(0, 20).forEach(i -> hears(RecordingSubscriber.anonymous("c" + i), CALLS));
        arrives("call");
        arrives("chatter");
        assertThat(rules.evaluations(CALLS)).isEqualTo(2);
    }

    @Test
    void eachFilterIsAskedForItself() {
        hears(ada, CALLS);
        hears(bob, "message.event != 'call'");
        arrives("call");
        assertThat(List.of(rules.evaluations(CALLS), rules.evaluations("message.event != 'call'"))).containsExactly(1, 1);
        assertThat(ada.heard()).containsExactly("1");
        assertThat(bob.heard()).isEmpty();
    }

    @Test
    void aFilterThatNobodyAsksAnyMoreIsNotAsked() {
        Subscription filtering = hears(ada, CALLS);
        hears(bob);
        topic.remove(filtering);
        arrives("call");
        assertThat(rules.evaluations(CALLS)).isZero();
    }

    @Test
    void whoFiltersAndWhoDoesNotShareOneEncoding() {
        hears(ada, CALLS);
        hears(bob);
        arrives("call");
        assertThat(ada.offered().getFirst()).isSameAs(bob.offered().getFirst());
    }

    @RepeatedTest(10)
    void whoChangesHisFilterWhileMessagesArriveMissesNothingAndHearsNothingTwice() throws InterruptedException {
        Subscription changing = hears(ada);
        Thread backplane = Thread.ofPlatform().start(() -> IntStream.range(0, 500).forEach(_ -> arrives("call")));
        for (int i = 0; i < 200; i++) {
            topic.change(changing, filtered(i % 2 == 0 ? CALLS : "message.event != 'chatter'"));
        }
        backplane.join();
        assertThat(ada.offsets()).isEqualTo(LongStream.rangeClosed(1, 500).boxed().toList());
    }

    // How far the channel is

    @Test
    void whoHeardNothingForASecondIsToldHowFarTheChannelIs() {
        hears(ada, CALLS);
        arrives("chatter");
        arrives("chatter");
        timers.advance(Duration.ofMillis(999));
        assertThat(ada.heard()).isEmpty();
        timers.advance(Duration.ofMillis(1));
        assertThat(ada.heard()).containsExactly("to 2");
    }

    @Test
    void whoHearsEverythingIsNotToldHowFarTheChannelIs() {
        hears(ada, CALLS);
        hears(bob);
        arrives("chatter");
        timers.advance(Duration.ofSeconds(5));
        assertThat(bob.heard()).containsExactly("1");
    }

    @Test
    void aMessageThatPassesInTimeSaysSoItself() {
        hears(ada, CALLS);
        arrives("chatter");
        arrives("call");
        timers.advance(Duration.ofSeconds(5));
        assertThat(ada.heard()).containsExactly("2");
    }

    @Test
    void aPositionGoesBeforeTheMessageThatFollowsIt() {
        hears(ada, CALLS);
        arrives("chatter");
        timers.advance(Duration.ofSeconds(1));
        arrives("call");
        assertThat(ada.heard()).containsExactly("to 1", "2");
    }

    @Test
    void fiftyMessagesAreNotWaitedFor() {
        hears(ada, CALLS);
        IntStream.range(0, 120).forEach(_ -> arrives("chatter"));
        assertThat(ada.heard()).containsExactly("to 50", "to 100");
        timers.advance(Duration.ofSeconds(1));
        assertThat(ada.heard()).containsExactly("to 50", "to 100", "to 120");
    }

    @Test
    void oneTimerIsEnoughHoweverManyAreLeftOut() {
        IntStream.range(0, 20).forEach(i -> hears(RecordingSubscriber.anonymous("c" + i), CALLS));
        IntStream.range(0, 20).forEach(_ -> arrives("chatter"));
        assertThat(timers.pending()).containsExactly(ManualClock.START.plusSeconds(1));
    }

    @Test
    void afterTheBellItRingsAgainForWhatComesLater() {
        hears(ada, CALLS);
        arrives("chatter");
        timers.advance(Duration.ofSeconds(1));
        arrives("chatter");
        timers.advance(Duration.ofSeconds(1));
        assertThat(ada.heard()).containsExactly("to 1", "to 2");
    }

    @Test
    void whereNothingIsKeptThereIsNothingToTell() {
        hears(ada, CALLS);
        topic.deliver(new Delivery(message("chatter", Audience.EVERYBODY), Optional.empty()));
        timers.advance(Duration.ofSeconds(5));
        assertThat(ada.heard()).isEmpty();
        assertThat(timers.pending()).isEmpty();
    }

    // Audiences

    @Test
    void aMessageToSomeIsHeardByThemOnEveryDevice() {
        RecordingSubscriber adasPhone = RecordingSubscriber.user("phone", "ada");
        hears(ada);
        hears(adasPhone);
        hears(bob);
        arrives(message("call", to("ada")));
        assertThat(List.of(ada.heard(), adasPhone.heard(), bob.heard())).containsExactly(List.of("1"), List.of("1"), List.of());
    }

    @Test
    void whoIsLeftOutDoesNotHearAndIsToldHowFarTheChannelIs() {
        hears(ada);
        hears(bob);
        arrives(message("call", new Audience(Optional.empty(), Set.of("bob"), Set.of(), Optional.empty())));
        timers.advance(Duration.ofSeconds(1));
        assertThat(ada.heard()).containsExactly("1");
        assertThat(bob.heard()).containsExactly("to 1");
    }

    @Test
    void oneConnectionMayBeLeftOut() {
        RecordingSubscriber adasPhone = RecordingSubscriber.user("phone", "ada");
        hears(ada);
        hears(adasPhone);
        arrives(message("call", new Audience(Optional.empty(), Set.of(), Set.of("phone"), Optional.empty())));
        assertThat(ada.heard()).containsExactly("1");
        assertThat(adasPhone.heard()).isEmpty();
    }

    @Test
    void theRuleOfAMessageIsAskedOfEachReceiver() {
        hears(ada);
        hears(bob);
        arrives(message("call", whom("auth.uid == 'bob'")));
        assertThat(ada.heard()).isEmpty();
        assertThat(bob.heard()).containsExactly("1");
    }

    @Test
    void theRuleOfAMessageIsNotAskedOfWhomItIsNotForAnyway() {
        hears(ada);
        hears(bob);
        arrives(message("call", new Audience(Optional.of(Set.of("bob")), Set.of(), Set.of(), Optional.of(new Rule("auth.uid == 'bob'")))));
        assertThat(rules.evaluations("auth.uid == 'bob'")).isEqualTo(1);
        assertThat(bob.heard()).containsExactly("1");
    }

    /** It was compiled when it was said; another node may know less. */
    @Test
    void aMessageWhoseRuleMeansNothingIsForNobody() {
        hears(ada);
        arrives(message("call", whom("nonsense")));
        assertThat(ada.heard()).isEmpty();
    }

    @Test
    void whoFiltersHearsNothingThatIsNotForHim() {
        hears(ada, CALLS);
        arrives(message("call", to("bob")));
        assertThat(ada.heard()).isEmpty();
    }

    // Spellings

    @Test
    void everyoneHearsTheNameThatHeGaveTheChannel() {
        hears(ada, Hearing.all(new ChannelName("user.ada")));
        hears(bob, Hearing.all(new ChannelName("user:ada")));
        RecordingSubscriber carol = RecordingSubscriber.user("carol");
        hears(carol);
        arrives("call");
        assertThat(List.of(ada, bob, carol)).extracting(who -> who.events().getFirst().channel().value()).containsExactly("user.ada",
                "user:ada",
                "private:user-ada");
    }

    @Test
    void thoseWhoCallItAlikeShareOneEncoding() {
        hears(ada, Hearing.all(new ChannelName("user.ada")));
        hears(bob, Hearing.all(new ChannelName("user.ada")));
        arrives("call");
        assertThat(ada.offered().getFirst()).isSameAs(bob.offered().getFirst());
    }

    // What happens to the channel

    @Test
    void allAreToldThatTheRoomChangedAndAreToBeJudgedAgain() {
        RoomChanged event = new RoomChanged(CHANNEL, false, Payload.ofJson("{\"topic\":\"x\"}"));
        hears(ada, CALLS);
        hears(bob);
        happens(event);
        assertThat(List.of(ada, bob)).allSatisfy(who -> {
            assertThat(who.said()).containsExactly(event);
            assertThat(who.happened()).containsExactly(event);
        });
    }

    @Test
    void allAreToldThatTheRoomWasClosed() {
        hears(ada);
        happens(new RoomClosed(CHANNEL));
        assertThat(ada.said()).containsExactly(new RoomClosed(CHANNEL));
        assertThat(ada.happened()).containsExactly(new RoomClosed(CHANNEL));
    }

    @Test
    void whoIsKickedIsToldOnEveryDeviceAndNobodyElse() {
        RecordingSubscriber adasPhone = RecordingSubscriber.user("phone", "ada");
        hears(ada);
        hears(adasPhone);
        hears(bob);
        MemberKicked kicked = new MemberKicked(CHANNEL, ADA.user(), "spam");
        happens(kicked);
        assertThat(List.of(ada.happened(), adasPhone.happened(), bob.happened())).containsExactly(List.of(kicked), List.of(kicked),
                List.of());
        assertThat(ada.offered()).isEmpty();
    }

    @Test
    void whoeverHearsTheOwnChannelOfADismissedUserIsHe() {
        hears(ada);
        happens(new UserDismissed(CHANNEL));
        assertThat(ada.happened()).containsExactly(new UserDismissed(CHANNEL));
        assertThat(ada.offered()).isEmpty();
    }

    @Test
    void whatIsKeptOfTheChannelIsNotTrustedAfterItChanged() {
        hears(ada);
        List.of(new RoomChanged(CHANNEL, true, Payload.NULL), new RoomClosed(CHANNEL), new MemberKicked(CHANNEL, ADA.user(), ""))
                .forEach(this::happens);
        assertThat(changed).containsExactly(CHANNEL, CHANNEL, CHANNEL);
    }

    @Test
    void whatIsSaidChangesNothing() {
        hears(ada);
        arrives("call");
        happens(new MemberJoined(CHANNEL, BOB, 1));
        assertThat(changed).isEmpty();
    }

    @Test
    void whatHappensBeforeAClientWasToldThatItHearsIsHeldBack() {
        Subscription fresh = new Subscription(CHANNEL, ada, Hearing.all(CHANNEL.name()));
        topic.add(fresh, OptionalInt.empty());
        happens(new RoomChanged(CHANNEL, false, Payload.NULL));
        assertThat(ada.offered()).isEmpty();
        topic.goLive(fresh, Optional.empty());
        assertThat(ada.offered()).extracting(message -> ((ServerMessage.Event) message.message()).event())
                .hasOnlyElementsOfType(RoomChanged.class);
    }
}
