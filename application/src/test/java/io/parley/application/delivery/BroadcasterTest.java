package io.parley.application.delivery;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

import io.parley.application.ManualClock;
import io.parley.application.Unavailable;
import io.parley.domain.channel.ChannelId;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.channel.History;
import io.parley.domain.delivery.Delivery;
import io.parley.domain.delivery.Message;
import io.parley.domain.delivery.Payload;
import io.parley.domain.delivery.Position;
import io.parley.domain.identity.RealmId;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

class BroadcasterTest {
    private static final ChannelId CHANNEL = new ChannelId(RealmId.DEFAULT, new ChannelName("chat:1"));
    private static final ChannelId OTHER = new ChannelId(RealmId.DEFAULT, new ChannelName("chat:2"));

    private final InMemoryBackplane backplane = new InMemoryBackplane(new InMemoryBackplane.Store());
    private final Broadcaster broadcaster = new Broadcaster(backplane);
    private final RecordingSubscriber ada = new RecordingSubscriber(Optional.empty());
    private final RecordingSubscriber bob = new RecordingSubscriber(Optional.empty());

    private static Message message(ChannelId channel) {
        return new Message(channel, "greeting", Payload.NULL, ManualClock.START, Optional.empty());
    }

    private void says(ChannelId channel) {
        backplane.publish(message(channel), History.NONE);
    }

    private Subscription live(ChannelId channel, RecordingSubscriber subscriber) {
        Subscription subscription = broadcaster.subscribe(channel, subscriber);
        subscription.goLive(Optional.empty());
        return subscription;
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
        assertThat(List.of(ada.events(), bob.events())).containsOnly(List.of(message(CHANNEL)));
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
        assertThat(ada.events()).isEmpty();
    }

    @Test
    void whoUnsubscribedHearsNothing() {
        broadcaster.unsubscribe(live(CHANNEL, ada));
        live(CHANNEL, bob);
        says(CHANNEL);
        assertThat(ada.events()).isEmpty();
    }

    @Test
    void unsubscribingTwiceDoesNotDetachTheOthers() {
        Subscription first = live(CHANNEL, ada);
        live(CHANNEL, bob);
        broadcaster.unsubscribe(first);
        broadcaster.unsubscribe(first);
        says(CHANNEL);
        assertThat(bob.events()).hasSize(1);
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
        assertThat(ada.events()).hasSize(1);
    }

    @Test
    void aFailedAttachIsToldToTheSubscriber() {
        backplane.faults().storeIsAwayAt("attach");
        assertThatExceptionOfType(Unavailable.class).isThrownBy(() -> broadcaster.subscribe(CHANNEL, ada));
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
        assertThat(bob.events()).hasSize(1);
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
    void afterAGapDeliveryGoesOn() {
        live(CHANNEL, ada);
        arrives("e", 1);
        arrives("e", 5);
        assertThat(ada.offsets()).containsExactly(1L, 5L);
    }

    @Test
    void aNewEpochIsNoDuplicate() {
        live(CHANNEL, ada);
        arrives("e", 5);
        arrives("f", 1);
        assertThat(ada.offsets()).containsExactly(5L, 1L);
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
        assertThat(ada.events()).containsExactly(message(OTHER), message(CHANNEL));
    }

    @RepeatedTest(20)
    void whenComingAndGoingRaceNobodyHearsAndNothingIsAttachedAtTheEnd() throws InterruptedException {
        inTwoThreads(_ -> {
            for (int round = 0; round < 200; round++) {
                broadcaster.unsubscribe(broadcaster.subscribe(CHANNEL, ada));
            }
        });
        assertThat(backplane.attached()).isEmpty();
    }

    @RepeatedTest(20)
    void whenComingAndGoingRaceWhoStaysIsHeardAtTheEnd() throws InterruptedException {
        inTwoThreads(thread -> {
            for (int round = 0; round < 200; round++) {
                broadcaster.unsubscribe(broadcaster.subscribe(CHANNEL, ada));
            }
            if (thread == 0) {
                live(CHANNEL, bob);
            }
        });
        says(CHANNEL);
        assertThat(bob.events()).hasSize(1);
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
