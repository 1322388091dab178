package io.parley.application.delivery;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

import org.junit.jupiter.api.Test;

import io.parley.application.ManualClock;
import io.parley.application.rule.Filter;
import io.parley.application.rule.PlainRules;
import io.parley.application.time.ManualTimers;
import io.parley.domain.channel.ChannelId;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.channel.Rule;
import io.parley.domain.identity.RealmId;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/** Who comes into a topic and who leaves it. What is said there: {@link TopicDeliveryTest}. */
class TopicTest {
    private static final ChannelId CHANNEL = new ChannelId(RealmId.DEFAULT, new ChannelName("chat:1"));
    private static final OptionalInt ANY_NUMBER = OptionalInt.empty();

    private final ManualClock clock = new ManualClock();
    private final InMemoryBackplane backplane = new InMemoryBackplane(new InMemoryBackplane.Store());
    private final ManualTimers timers = new ManualTimers(clock);
    private final List<Topic> forgotten = new ArrayList<>();
    private final List<ChannelId> changed = new ArrayList<>();
    private final Topic topic = topic();
    private final Subscription first = subscription(RecordingSubscriber.anonymous("1"));
    private final Subscription second = subscription(RecordingSubscriber.anonymous("2"));

    private Topic topic() {
        return new Topic(CHANNEL, Stations.of(backplane, new PlainRules(), changed::add, timers), new RecordingListener(), forgotten::add);
    }

    private static Subscription subscription(RecordingSubscriber subscriber) {
        return new Subscription(CHANNEL, subscriber, Hearing.all(CHANNEL.name()));
    }

    private static Hearing filtered(String text) {
        return new Hearing(CHANNEL.name(), Optional.of(new Filter(new Rule(text), _ -> true)));
    }

    private static Subscription filtering(String connection, String text) {
        return new Subscription(CHANNEL, RecordingSubscriber.anonymous(connection), filtered(text));
    }

    /** Longer than a topic waits for somebody to come back. */
    private void graceEnds() {
        timers.advance(Stations.GRACE.plusSeconds(1));
    }

    private Topic.Added add(Subscription subscription) {
        return topic.add(subscription, ANY_NUMBER);
    }

    // Attaching

    @Test
    void aTopicThatNobodyHearsIsNotAttached() {
        assertThat(backplane.attached()).isEmpty();
    }

    @Test
    void theFirstSubscriptionIsTakenAndAttaches() {
        assertThat(add(first)).isEqualTo(Topic.Added.YES);
        assertThat(backplane.attached()).containsExactly(CHANNEL);
    }

    @Test
    void theSecondSubscriptionDoesNotAttachAgain() {
        add(first);
        backplane.faults().storeIsAwayAt("attach");
        assertThat(add(second)).isEqualTo(Topic.Added.YES);
    }

    @Test
    void aTopicThatIsStillHeardIsNotForgotten() {
        add(first);
        add(second);
        topic.remove(first);
        graceEnds();
        assertThat(forgotten).isEmpty();
    }

    @Test
    void aTopicThatNobodyHearsAnyMoreIsForgottenAfterAGrace() {
        add(first);
        topic.remove(first);
        graceEnds();
        assertThat(forgotten).containsExactly(topic);
        assertThat(backplane.attached()).isEmpty();
    }

    @Test
    void untilTheGraceEndsTheChannelIsHeardOn() {
        add(first);
        topic.remove(first);
        timers.advance(Stations.GRACE.minusSeconds(1));
        assertThat(backplane.attached()).containsExactly(CHANNEL);
        assertThat(add(second)).isEqualTo(Topic.Added.YES);
    }

    @Test
    void whoComesBackWithinTheGraceKeepsTheTopic() {
        add(first);
        topic.remove(first);
        add(second);
        graceEnds();
        assertThat(forgotten).isEmpty();
        assertThat(backplane.attached()).containsExactly(CHANNEL);
    }

    @Test
    void theGraceBeginsWithTheLastWhoLeft() {
        add(first);
        topic.remove(first);
        timers.advance(Stations.GRACE.minusSeconds(1));
        add(second);
        topic.remove(second);
        timers.advance(Duration.ofSeconds(2));
        assertThat(forgotten).isEmpty();
    }

    @Test
    void aForgottenTopicTakesNobody() {
        add(first);
        topic.remove(first);
        graceEnds();
        assertThat(add(second)).isEqualTo(Topic.Added.CLOSED);
        assertThat(backplane.attached()).isEmpty();
    }

    @Test
    void aForgottenTopicDoesNotDetachWhatItsSuccessorAttached() {
        add(first);
        topic.remove(first);
        graceEnds();
        topic().add(second, ANY_NUMBER);
        topic.remove(first);
        graceEnds();
        assertThat(backplane.attached()).containsExactly(CHANNEL);
    }

    @Test
    void aTopicThatCouldNotBeAttachedIsUseless() {
        backplane.faults().storeIsAwayAt("attach");
        catchThrowable(() -> add(first));
        assertThat(forgotten).containsExactly(topic);
    }

    @Test
    void removingAStrangerFromATopicThatIsHeardDoesNothing() {
        add(first);
        topic.remove(second);
        assertThat(backplane.attached()).containsExactly(CHANNEL);
    }

    // Seats

    @Test
    void thereAreAsManySeatsAsTheCapacitySays() {
        topic.add(first, OptionalInt.of(2));
        assertThat(topic.add(second, OptionalInt.of(2))).isEqualTo(Topic.Added.YES);
        assertThat(topic.add(subscription(RecordingSubscriber.anonymous("3")), OptionalInt.of(2))).isEqualTo(Topic.Added.NO_SEAT);
    }

    @Test
    void theSecondConnectionOfAUserTakesNoSeat() {
        topic.add(subscription(RecordingSubscriber.user("phone", "ada")), OptionalInt.of(1));
        assertThat(topic.add(subscription(RecordingSubscriber.user("laptop", "ada")), OptionalInt.of(1))).isEqualTo(Topic.Added.YES);
        assertThat(topic.add(subscription(RecordingSubscriber.user("bob")), OptionalInt.of(1))).isEqualTo(Topic.Added.NO_SEAT);
    }

    @Test
    void whoLeavesWithHisLastConnectionFreesHisSeat() {
        Subscription phone = subscription(RecordingSubscriber.user("phone", "ada"));
        Subscription laptop = subscription(RecordingSubscriber.user("laptop", "ada"));
        Subscription bob = subscription(RecordingSubscriber.user("bob"));
        topic.add(phone, OptionalInt.of(1));
        topic.add(laptop, OptionalInt.of(1));
        topic.remove(phone);
        assertThat(topic.add(bob, OptionalInt.of(1))).isEqualTo(Topic.Added.NO_SEAT);
        topic.add(first, ANY_NUMBER);
        topic.remove(laptop);
        assertThat(topic.add(bob, OptionalInt.of(2))).isEqualTo(Topic.Added.YES);
    }

    @Test
    void aRoomThatBecameSmallerTakesNobodyMore() {
        add(first);
        add(second);
        assertThat(topic.add(subscription(RecordingSubscriber.user("ada")), OptionalInt.of(1))).isEqualTo(Topic.Added.NO_SEAT);
    }

    @Test
    void whoHasNoSeatDoesNotHear() {
        topic.add(first, OptionalInt.of(1));
        topic.add(second, OptionalInt.of(1));
        topic.remove(first);
        graceEnds();
        assertThat(forgotten).containsExactly(topic);
    }

    // Filters

    @Test
    void aChannelIsHeardThroughSixtyFourFiltersAndNoMore() {
        for (int i = 0; i < 64; i++) {
            assertThat(add(filtering("c" + i, "message.event == '" + i + "'"))).isEqualTo(Topic.Added.YES);
        }
        assertThat(add(filtering("one", "message.event == 'more'"))).isEqualTo(Topic.Added.TOO_MANY_FILTERS);
    }

    @Test
    void aFilterThatIsAskedAlreadyIsNotOneMore() {
        for (int i = 0; i < 64; i++) {
            add(filtering("c" + i, "message.event == '" + i + "'"));
        }
        assertThat(add(filtering("again", "message.event == '7'"))).isEqualTo(Topic.Added.YES);
        assertThat(add(first)).isEqualTo(Topic.Added.YES);
    }

    @Test
    void aFilterThatNobodyAsksAnyMoreMakesRoomForAnother() {
        List<Subscription> all = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            all.add(filtering("c" + i, "message.event == '" + i + "'"));
            add(all.getLast());
        }
        topic.remove(all.getFirst());
        assertThat(add(filtering("one", "message.event == 'more'"))).isEqualTo(Topic.Added.YES);
    }

    @Test
    void whoWantsOneFilterTooManyHearsAsBefore() {
        for (int i = 0; i < 64; i++) {
            add(filtering("c" + i, "message.event == '" + i + "'"));
        }
        add(first);
        assertThat(topic.change(first, filtered("message.event == 'more'"))).isFalse();
        assertThat(first.hearing()).isEqualTo(Hearing.all(CHANNEL.name()));
    }

    @Test
    void whoChangesHowHeHearsIsStillOneWhoHears() {
        add(first);
        assertThat(topic.change(first, filtered("message.event == 'x'"))).isTrue();
        topic.remove(first);
        graceEnds();
        assertThat(forgotten).containsExactly(topic);
    }
}
