package io.parley.application.delivery;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

import io.parley.application.ManualClock;
import io.parley.application.Unavailable;
import io.parley.application.rule.Filter;
import io.parley.application.rule.PlainRules;
import io.parley.application.time.ManualTimers;
import io.parley.domain.channel.ChannelId;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.channel.History;
import io.parley.domain.channel.Rule;
import io.parley.domain.delivery.Audience;
import io.parley.domain.delivery.Delivery;
import io.parley.domain.delivery.Message;
import io.parley.domain.delivery.Position;
import io.parley.domain.delivery.Priority;
import io.parley.domain.identity.RealmId;
import io.parley.domain.payload.Payload;
import io.parley.domain.refusal.ErrorCode;
import io.parley.domain.refusal.Outcome;
import io.parley.domain.refusal.Refusal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.fail;

class BroadcasterTest {
    private static final ChannelId CHANNEL = new ChannelId(RealmId.DEFAULT, new ChannelName("chat:1"));
    private static final ChannelId OTHER = new ChannelId(RealmId.DEFAULT, new ChannelName("chat:2"));

    private final InMemoryBackplane backplane = new InMemoryBackplane(new InMemoryBackplane.Store());
    private final ManualClock clock = new ManualClock();
    private final ManualTimers timers = new ManualTimers(clock);
    private final PlainRules rules = new PlainRules();
    private final Broadcaster broadcaster = new Broadcaster(backplane, new Histories(backplane, new InMemoryMessageArchive()), rules,
            _ -> {},
            timers, Runnable::run, Stations.NOBODY, Stations.NOTHING_IS_LOST, Duration.ZERO, clock);
    private final RecordingSubscriber ada = RecordingSubscriber.user("ada");
    private final RecordingSubscriber bob = RecordingSubscriber.user("bob");

    private static Message message(ChannelId channel) {
        return new Message(channel, "greeting", Payload.NULL, ManualClock.START, Optional.empty());
    }

    private void says(ChannelId channel) {
        backplane.publish(message(channel), History.NONE);
    }

    private Subscription live(ChannelId channel, RecordingSubscriber subscriber) {
        Subscription subscription = subscribes(channel, subscriber, OptionalInt.empty());
        broadcaster.goLive(subscription, Optional.empty());
        return subscription;
    }

    private Subscription subscribes(ChannelId channel, RecordingSubscriber subscriber, OptionalInt capacity) {
        return subscription(broadcaster.subscribe(channel, subscriber, Hearing.all(channel.name()), capacity));
    }

    private static Subscription subscription(Outcome<Subscription> outcome) {
        return outcome instanceof Outcome.Done<Subscription>(Subscription subscription) ? subscription : fail("Refused: " + outcome);
    }

    private static Refusal refusal(Outcome<?> outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        return ((Outcome.Refused<?>) outcome).refusal();
    }

    private Hearing filtered(String text) {
        return new Hearing(CHANNEL.name(), Optional.of(new Filter(new Rule(text), _ -> false)));
    }

    private void arrives(String epoch, long offset) {
        broadcaster.received(new Delivery(message(CHANNEL), Optional.of(new Position(epoch, offset))));
    }

    @Test
    void theFirstSubscriberAttachesTheChannel() {
        live(CHANNEL, ada);
        assertThat(backplane.attached()).containsExactly(CHANNEL);
    }

    @Test
    void theLastSubscriberDetachesIt() {
        Subscription first = live(CHANNEL, ada);
        Subscription second = live(CHANNEL, bob);
        broadcaster.unsubscribe(first);
        broadcaster.unsubscribe(second);
        assertThat(backplane.attached()).isEmpty();
    }

    @Test
    void aSubscriberWhoIsNotTheLastLeavesItAttached() {
        Subscription first = live(CHANNEL, ada);
        live(CHANNEL, bob);
        broadcaster.unsubscribe(first);
        assertThat(backplane.attached()).containsExactly(CHANNEL);
    }

    @Test
    void everySubscriberHearsAMessage() {
        live(CHANNEL, ada);
        live(CHANNEL, bob);
        says(CHANNEL);
        assertThat(List.of(ada.said(), bob.said())).containsOnly(List.of(message(CHANNEL)));
    }

    @Test
    void allSubscribersShareOneEncodedMessage() {
        live(CHANNEL, ada);
        live(CHANNEL, bob);
        says(CHANNEL);
        assertThat(ada.offered().getFirst()).isSameAs(bob.offered().getFirst());
    }

    @Test
    void whoHearsOneChannelDoesNotHearAnother() {
        live(CHANNEL, ada);
        live(OTHER, bob);
        says(OTHER);
        assertThat(ada.said()).isEmpty();
    }

    @Test
    void whoUnsubscribedHearsNothing() {
        broadcaster.unsubscribe(live(CHANNEL, ada));
        live(CHANNEL, bob);
        says(CHANNEL);
        assertThat(ada.said()).isEmpty();
    }

    @Test
    void unsubscribingTwiceDoesNotDetachTheOthers() {
        Subscription first = live(CHANNEL, ada);
        live(CHANNEL, bob);
        broadcaster.unsubscribe(first);
        broadcaster.unsubscribe(first);
        says(CHANNEL);
        assertThat(bob.said()).hasSize(1);
    }

    @Test
    void unsubscribingTwiceWhenNobodyIsLeftDoesNothing() {
        Subscription only = live(CHANNEL, ada);
        broadcaster.unsubscribe(only);
        assertThatCode(() -> broadcaster.unsubscribe(only)).doesNotThrowAnyException();
    }

    @Test
    void whoComesBackHearsAgain() {
        broadcaster.unsubscribe(live(CHANNEL, ada));
        live(CHANNEL, ada);
        says(CHANNEL);
        assertThat(ada.said()).hasSize(1);
    }

    @Test
    void aFailedAttachIsToldToTheSubscriber() {
        backplane.faults().storeIsAwayAt("attach");
        assertThatExceptionOfType(Unavailable.class).isThrownBy(() -> subscribes(CHANNEL, ada, OptionalInt.empty()));
    }

    @Test
    void aFailedAttachLeavesNothingBehind() {
        backplane.faults().storeIsAwayAt("attach");
        catchThrowable(() -> live(CHANNEL, ada));
        arrives("e", 1);
        assertThat(ada.offered()).isEmpty();
    }

    @Test
    void afterAFailedAttachALaterTrySucceeds() {
        backplane.faults().storeIsAwayAt("attach");
        catchThrowable(() -> live(CHANNEL, ada));
        backplane.faults().heal();
        live(CHANNEL, bob);
        says(CHANNEL);
        assertThat(bob.said()).hasSize(1);
    }

    @Test
    void whoFailedToSubscribeHearsNothingOfALaterSubscribersMessages() {
        backplane.faults().storeIsAwayAt("attach");
        catchThrowable(() -> live(CHANNEL, ada));
        backplane.faults().heal();
        live(CHANNEL, bob);
        says(CHANNEL);
        assertThat(ada.offered()).isEmpty();
    }

    @Test
    void aDuplicateIsDropped() {
        live(CHANNEL, ada);
        arrives("e", 1);
        arrives("e", 2);
        arrives("e", 1);
        arrives("e", 2);
        assertThat(ada.offsets()).containsExactly(1L, 2L);
    }

    @Test
    void aChannelThatNobodyHearsHereIsIgnored() {
        assertThatCode(() -> arrives("e", 1)).doesNotThrowAnyException();
    }

    @Test
    void theSameSubscriberMayHearManyChannels() {
        live(CHANNEL, ada);
        live(OTHER, ada);
        says(OTHER);
        says(CHANNEL);
        assertThat(ada.said()).containsExactly(message(OTHER), message(CHANNEL));
    }

    // Whom it does not take

    @Test
    void whereThereIsNoSeatNobodyIsTaken() {
        subscribes(CHANNEL, ada, OptionalInt.of(1));
        Refusal refusal = refusal(broadcaster.subscribe(CHANNEL, bob, Hearing.all(CHANNEL.name()), OptionalInt.of(1)));
        assertThat(refusal.code()).isEqualTo(ErrorCode.CHANNEL_CAPACITY_EXCEEDED);
        assertThat(refusal.details()).containsEntry("limit", 1);
    }

    @Test
    void oneFilterTooManyIsNotTaken() {
        IntStream.range(0, 64).forEach(i -> subscription(
                broadcaster.subscribe(CHANNEL, RecordingSubscriber.anonymous("c" + i), filtered("f" + i), OptionalInt.empty())));
        Refusal refusal = refusal(broadcaster.subscribe(CHANNEL, ada, filtered("more"), OptionalInt.empty()));
        assertThat(refusal.code()).isEqualTo(ErrorCode.CHANNEL_CAPACITY_EXCEEDED);
        assertThat(refusal.details()).containsEntry("limit", 64);
        assertThat(refusal(broadcaster.change(live(CHANNEL, bob), filtered("more"))).code()).isEqualTo(ErrorCode.CHANNEL_CAPACITY_EXCEEDED);
    }

    @Test
    void whoWasNotTakenHearsNothing() {
        live(CHANNEL, ada);
        refusal(broadcaster.subscribe(CHANNEL, bob, Hearing.all(CHANNEL.name()), OptionalInt.of(1)));
        says(CHANNEL);
        assertThat(bob.offered()).isEmpty();
    }

    // Changing how it is heard

    @Test
    void whoChangesHisFilterHearsThroughTheNewOne() {
        Subscription subscription = live(CHANNEL, ada);
        assertThat(subscription(broadcaster.change(subscription, filtered("none"))).hearing()).isEqualTo(filtered("none"));
        says(CHANNEL);
        assertThat(ada.offered()).isEmpty();
    }

    @Test
    void whoChangesNothingHearsAsBefore() {
        Subscription subscription = live(CHANNEL, ada);
        broadcaster.change(subscription, Hearing.all(CHANNEL.name()));
        says(CHANNEL);
        assertThat(ada.said()).hasSize(1);
    }

    // Reading later what was said before

    @Test
    void whatIsReadLaterIsForThoseForWhomItWasSaid() {
        Audience toBob = new Audience(Optional.of(Set.of("bob")), Set.of(), Set.of(), Optional.of(new Rule("message.event == 'greeting'")));
        Message message = new Message(CHANNEL, "greeting", Payload.NULL, ManualClock.START, Optional.empty(), toBob, Priority.NORMAL);
        assertThat(broadcaster.isFor(bob, Hearing.all(CHANNEL.name()), message)).isTrue();
        assertThat(broadcaster.isFor(ada, Hearing.all(CHANNEL.name()), message)).isFalse();
        assertThat(broadcaster.isFor(ada, Hearing.all(CHANNEL.name()), message(CHANNEL))).isTrue();
    }

    @RepeatedTest(20)
    void whenComingAndGoingRaceNobodyHearsAndNothingIsAttachedAtTheEnd() throws InterruptedException {
        inTwoThreads(_ -> {
            for (int round = 0; round < 200; round++) {
                broadcaster.unsubscribe(subscribes(CHANNEL, ada, OptionalInt.empty()));
            }
        });
        assertThat(backplane.attached()).isEmpty();
    }

    @RepeatedTest(20)
    void whenComingAndGoingRaceWhoStaysIsHeardAtTheEnd() throws InterruptedException {
        inTwoThreads(thread -> {
            for (int round = 0; round < 200; round++) {
                broadcaster.unsubscribe(subscribes(CHANNEL, ada, OptionalInt.empty()));
            }
            if (thread == 0) {
                live(CHANNEL, bob);
            }
        });
        says(CHANNEL);
        assertThat(bob.said()).hasSize(1);
    }

    private static void inTwoThreads(IntConsumer deed) throws InterruptedException {
        CountDownLatch go = new CountDownLatch(1);
        List<Thread> threads = IntStream.range(0, 2).mapToObj(i -> Thread.ofPlatform().start(() -> {
            try {
                go.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            deed.accept(i);
        })).toList();
        go.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
    }
}
