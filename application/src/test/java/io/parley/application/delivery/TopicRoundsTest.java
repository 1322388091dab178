package io.parley.application.delivery;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

import io.parley.application.ManualClock;
import io.parley.application.rule.PlainRules;
import io.parley.application.time.ManualTimers;
import io.parley.domain.channel.ChannelId;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.delivery.Delivery;
import io.parley.domain.delivery.Message;
import io.parley.domain.delivery.Position;
import io.parley.domain.identity.RealmId;
import io.parley.domain.payload.Payload;

import static org.assertj.core.api.Assertions.assertThat;

/** What is on its way with the couriers while somebody comes, pauses, or leaves. */
class TopicRoundsTest {
    private static final ChannelId CHANNEL = new ChannelId(RealmId.DEFAULT, new ChannelName("chat:room"));

    private final ExecutorService courier = Executors.newSingleThreadExecutor();
    private final ExecutorService other = Executors.newSingleThreadExecutor();
    private final CountDownLatch gate = new CountDownLatch(1);
    private final Topic topic = new Topic(CHANNEL,
            Stations.of(new InMemoryBackplane(new InMemoryBackplane.Store()), new PlainRules(), _ -> {},
                    new ManualTimers(new ManualClock())),
            new RecordingListener(), _ -> {});
    private final RecordingSubscriber ada = RecordingSubscriber.user("ada").by(courier);
    private long newest;

    @AfterEach
    void stop() {
        gate.countDown();
        courier.close();
        other.close();
    }

    private static Position at(long offset) {
        return new Position("e", offset);
    }

    private void arrives() {
        topic.deliver(new Delivery(new Message(CHANNEL, "said", Payload.NULL, ManualClock.START, Optional.empty()),
                Optional.of(at(++newest))));
    }

    private Subscription enters(RecordingSubscriber who) {
        Subscription subscription = new Subscription(CHANNEL, who, Hearing.all(CHANNEL.name()));
        assertThat(topic.add(subscription, OptionalInt.empty())).isEqualTo(Topic.Added.YES);
        return subscription;
    }

    /** The courier is busy elsewhere until the gate opens. */
    private void courierIsHeldUp() {
        courier.execute(() -> {
            try {
                gate.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });
    }

    /** Does it while a message is under way, and lets the message arrive meanwhile. */
    private void meanwhile(Runnable step) throws InterruptedException {
        courierIsHeldUp();
        arrives();
        Thread thread = Thread.startVirtualThread(step);
        Awaitility.await().until(() -> thread.getState() == Thread.State.WAITING);
        gate.countDown();
        thread.join();
    }

    @Test
    void aMessageGoesToAllOfACouriersInOneRound() {
        Deque<Runnable> rounds = new ArrayDeque<>();
        Executor carrier = rounds::add;
        List<RecordingSubscriber> his = Stream.of("a", "b", "c").map(name -> RecordingSubscriber.user(name).by(carrier)).toList();
        his.forEach(who -> topic.goLive(enters(who), Optional.empty()));
        arrives();
        assertThat(rounds).hasSize(1);
        rounds.remove().run();
        assertThat(his).allSatisfy(who -> assertThat(who.offsets()).containsExactly(1L));
    }

    @Test
    void whoGoesLiveWhileAMessageIsUnderWayHearsItOnce() throws InterruptedException {
        newest = 5;
        Subscription subscription = enters(ada);
        AtomicReference<Boolean> live = new AtomicReference<>();
        meanwhile(() -> live.set(topic.goLive(subscription, Optional.of(at(5)))));
        arrives();
        settle();
        assertThat(live).hasValue(true);
        assertThat(ada.offsets()).containsExactly(6L, 7L);
    }

    @Test
    void whoPausesHasBeenOfferedAllUpToWhereHeIs() throws InterruptedException {
        Subscription subscription = enters(ada);
        topic.goLive(subscription, Optional.empty());
        AtomicReference<List<Long>> offered = new AtomicReference<>();
        AtomicReference<Optional<Position>> position = new AtomicReference<>();
        meanwhile(() -> {
            position.set(topic.pause(subscription));
            offered.set(ada.offsets());
        });
        assertThat(position).hasValue(Optional.of(at(1)));
        assertThat(offered).hasValue(List.of(1L));
    }

    @Test
    void whoHasLeftHearsNothingMore() throws InterruptedException {
        Subscription subscription = enters(ada);
        topic.goLive(subscription, Optional.empty());
        AtomicReference<List<Long>> heard = new AtomicReference<>();
        meanwhile(() -> {
            topic.remove(subscription);
            heard.set(ada.offsets());
        });
        arrives();
        settle();
        assertThat(heard).hasValue(List.of(1L));
        assertThat(ada.offsets()).containsExactly(1L);
    }

    @RepeatedTest(10)
    void whoPausesAndGoesOnWhileMessagesArriveMissesNothingAndHearsNothingTwice() throws InterruptedException {
        List<RecordingSubscriber> all = IntStream.range(0, 8)
                .mapToObj(i -> RecordingSubscriber.user("u" + i).by(i % 2 == 0 ? courier : other)).toList();
        List<Subscription> subscriptions = all.stream().map(this::enters).toList();
        subscriptions.forEach(subscription -> topic.goLive(subscription, Optional.of(at(0))));
        Thread backplane = Thread.ofPlatform().start(() -> IntStream.range(0, 500).forEach(_ -> arrives()));
        for (int i = 0; i < 200; i++) {
            subscriptions.forEach(subscription -> assertThat(topic.goLive(subscription, topic.pause(subscription))).isTrue());
        }
        backplane.join();
        settle();
        assertThat(all).allSatisfy(who -> assertThat(who.offsets()).isEqualTo(LongStream.rangeClosed(1, 500).boxed().toList()));
    }

    /** Until all couriers are back. */
    private void settle() {
        Stream.of(courier, other).forEach(one -> CompletableFuture.runAsync(() -> {}, one).join());
    }
}
