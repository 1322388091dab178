package io.parley.application.delivery;

import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

import io.parley.application.ManualClock;
import io.parley.application.protocol.EncodedMessage;
import io.parley.application.protocol.ServerMessage;
import io.parley.domain.channel.ChannelId;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.delivery.Message;
import io.parley.domain.delivery.Position;
import io.parley.domain.identity.Profile;
import io.parley.domain.identity.RealmId;
import io.parley.domain.identity.UserId;
import io.parley.domain.payload.Payload;
import io.parley.domain.presence.Member;
import io.parley.domain.presence.RosterVersion;

import static org.assertj.core.api.Assertions.assertThat;

class SubscriptionTest {
    private static final ChannelName NAME = new ChannelName("room:1");
    private static final ChannelId CHANNEL = new ChannelId(RealmId.DEFAULT, NAME);
    private static final Optional<Position> WITHOUT_POSITION = Optional.empty();

    private final RecordingSubscriber ada = RecordingSubscriber.user("ada");
    private final Subscription subscription = subscription(ada);

    private static Subscription subscription(RecordingSubscriber subscriber) {
        return new Subscription(CHANNEL, subscriber, Hearing.all(NAME));
    }

    private static Optional<Position> at(long offset) {
        return Optional.of(new Position("e", offset));
    }

    private static void arrives(Subscription at, Optional<Position> position) {
        Message message = new Message(CHANNEL, "greeting", Payload.NULL, ManualClock.START, Optional.empty());
        at.deliver(new EncodedMessage(new ServerMessage.Event(message, position, NAME)), position);
    }

    private void arrives(Optional<Position> position) {
        arrives(subscription, position);
    }

    private void arrives(long offset) {
        arrives(at(offset));
    }

    private boolean isLeftOut(long offset) {
        return subscription.skip(new Position("e", offset));
    }

    // Going live

    @Test
    void whatArrivesBeforeItIsLiveIsHeldBack() {
        arrives(1);
        assertThat(ada.offered()).isEmpty();
        assertThat(subscription.isLive()).isFalse();
    }

    @Test
    void whatWasHeldBackFollowsWhenItGoesLive() {
        arrives(1);
        arrives(2);
        subscription.goLive(at(0), null);
        assertThat(ada.offsets()).containsExactly(1L, 2L);
    }

    @Test
    void whatArrivesOnceItIsLiveGoesStraightOn() {
        subscription.goLive(at(0), null);
        arrives(1);
        assertThat(ada.offsets()).containsExactly(1L);
    }

    @Test
    void whatWasHeldBackAndIsNotAfterTheNewestIsDropped() {
        LongStream.rangeClosed(1, 5).forEach(this::arrives);
        subscription.goLive(at(3), null);
        assertThat(ada.offsets()).containsExactly(4L, 5L);
    }

    /** ServerMessage.Subscribed: "the channel's newest position; what follows comes after it". */
    @Test
    void whatArrivesLateAndIsNotAfterTheNewestIsDroppedToo() {
        subscription.goLive(at(3), null);
        LongStream.rangeClosed(3, 4).forEach(this::arrives);
        assertThat(ada.offsets()).containsExactly(4L);
    }

    @Test
    void whatWasHeldBackOfALaterEpochIsReadBeforeItGoesLive() {
        Position later = new Position("f", 1);
        arrives(Optional.of(later));
        assertThat(subscription.goLive(at(3), later)).isFalse();
        assertThat(ada.offered()).isEmpty();
    }

    /** The store failed over while it was read what somebody missed. */
    @Test
    void whatWasHeldBackOfAnEarlierEpochIsDropped() {
        LongStream.rangeClosed(1, 5).forEach(this::arrives);
        Position told = new Position("f", 5);
        assertThat(subscription.goLive(Optional.of(told), told)).isTrue();
        assertThat(ada.offered()).isEmpty();
    }

    @Test
    void whatWasHeldBackWithoutAPositionIsNotDropped() {
        arrives(WITHOUT_POSITION);
        subscription.goLive(at(3), null);
        assertThat(ada.heard()).containsExactly("Message");
    }

    @Test
    void inAChannelWithoutPositionsNothingIsDropped() {
        arrives(WITHOUT_POSITION);
        subscription.goLive(WITHOUT_POSITION, null);
        assertThat(ada.heard()).containsExactly("Message");
    }

    @Test
    void goingLiveTwiceSaysNothingTwice() {
        arrives(1);
        subscription.goLive(at(0), null);
        subscription.goLive(at(0), null);
        assertThat(ada.offsets()).containsExactly(1L);
    }

    @Test
    void goingLiveAgainAtALaterPositionDropsNothing() {
        subscription.goLive(at(0), null);
        subscription.goLive(at(5), null);
        arrives(3);
        assertThat(ada.offsets()).containsExactly(3L);
    }

    @Test
    void moreThanCanBeHeldIsDropped() {
        LongStream.rangeClosed(1, Subscription.MAX_HELD + 1L).forEach(this::arrives);
        subscription.goLive(at(0), null);
        assertThat(ada.offsets()).hasSize(Subscription.MAX_HELD).endsWith((long) Subscription.MAX_HELD);
    }

    @RepeatedTest(50)
    void goingLiveWhileMessagesArriveKeepsTheirOrderAndLosesNone() throws InterruptedException {
        Thread backplane = Thread.ofPlatform().start(() -> LongStream.rangeClosed(1, 200).forEach(this::arrives));
        subscription.goLive(at(0), null);
        backplane.join();
        assertThat(ada.offsets()).isEqualTo(LongStream.rangeClosed(1, 200).boxed().toList());
    }

    /** It stands in what the client reads at that very moment: an offset is never seen twice. */
    @Test
    void whatArrivesWhileItGoesLiveAndIsNotAfterTheNewestIsDroppedWhateverComesFirst() throws Exception {
        int rounds = 20_000;
        RecordingSubscriber reader = RecordingSubscriber.user("reader");
        Subscription[] many = IntStream.range(0, rounds).mapToObj(_ -> subscription(reader)).toArray(Subscription[]::new);
        CyclicBarrier together = new CyclicBarrier(2);
        Thread backplane = Thread.ofPlatform().start(() -> {
            for (Subscription one : many) {
                meet(together);
                arrives(one, at(3));
            }
        });
        for (Subscription one : many) {
            meet(together);
            one.goLive(at(3), null);
        }
        backplane.join();
        assertThat(reader.offered()).isEmpty();
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    // Being left out

    @Test
    void whoWasLeftOutIsToldHowFarTheChannelIs() {
        subscription.goLive(at(0), null);
        isLeftOut(1);
        isLeftOut(2);
        subscription.tellSkipped();
        assertThat(ada.heard()).containsExactly("to 2");
    }

    @Test
    void whoWasNotLeftOutIsToldNothing() {
        subscription.goLive(at(0), null);
        arrives(1);
        subscription.tellSkipped();
        assertThat(ada.heard()).containsExactly("1");
    }

    @Test
    void howFarTheChannelIsIsToldOnce() {
        subscription.goLive(at(0), null);
        isLeftOut(1);
        subscription.tellSkipped();
        subscription.tellSkipped();
        assertThat(ada.heard()).containsExactly("to 1");
    }

    @Test
    void aMessageSaysHowFarTheChannelIsToo() {
        subscription.goLive(at(0), null);
        isLeftOut(1);
        arrives(2);
        subscription.tellSkipped();
        assertThat(ada.heard()).containsExactly("2");
    }

    @Test
    void aMessageWithoutAPositionDoesNotSay() {
        subscription.goLive(at(0), null);
        isLeftOut(1);
        arrives(WITHOUT_POSITION);
        subscription.tellSkipped();
        assertThat(ada.heard()).containsExactly("Message", "to 1");
    }

    @Test
    void whoIsLeftOutFiftyTimesIsToldAtOnce() {
        subscription.goLive(at(0), null);
        boolean everAsked = LongStream.rangeClosed(1, 49).allMatch(this::isLeftOut);
        assertThat(ada.heard()).isEmpty();
        assertThat(everAsked).isTrue();
        assertThat(isLeftOut(50)).isFalse();
        assertThat(ada.heard()).containsExactly("to 50");
    }

    @Test
    void afterBeingToldFiftyMoreMayBeLeftOut() {
        subscription.goLive(at(0), null);
        LongStream.rangeClosed(1, 149).forEach(this::isLeftOut);
        assertThat(ada.heard()).containsExactly("to 50", "to 100");
    }

    @Test
    void aMessageInBetweenBeginsTheCountAnew() {
        subscription.goLive(at(0), null);
        LongStream.rangeClosed(1, 49).forEach(this::isLeftOut);
        arrives(50);
        LongStream.rangeClosed(51, 99).forEach(this::isLeftOut);
        assertThat(ada.heard()).containsExactly("50");
    }

    @Test
    void whatIsNotAfterTheNewestThatTheClientKnowsIsNotCounted() {
        subscription.goLive(at(3), null);
        assertThat(isLeftOut(3)).isFalse();
        subscription.tellSkipped();
        assertThat(ada.heard()).isEmpty();
    }

    @Test
    void theNameIsTheOneThatTheSubscriberGaveTheChannel() {
        ChannelName spelling = new ChannelName("user.ada");
        Subscription own = new Subscription(new ChannelId(RealmId.DEFAULT, spelling.canonical()), ada, Hearing.all(spelling));
        own.goLive(at(0), null);
        own.skip(new Position("e", 1));
        own.tellSkipped();
        assertThat(ada.offered().getFirst().message()).isEqualTo(new ServerMessage.Reached(spelling, new Position("e", 1)));
    }

    /** A timer tells how far the channel is while the channel goes on: positions never go back. */
    @RepeatedTest(20)
    void tellingWhileMessagesArriveKeepsTheOrder() throws InterruptedException {
        subscription.goLive(at(0), null);
        Thread timer = Thread.ofPlatform().start(() -> IntStream.range(0, 500).forEach(_ -> subscription.tellSkipped()));
        LongStream.rangeClosed(1, 500).forEach(offset -> {
            if (offset % 3 == 0) {
                arrives(offset);
            } else {
                isLeftOut(offset);
            }
        });
        timer.join();
        assertThat(ada.heard().stream().map(word -> Long.valueOf(word.replace("to ", "")))).isSorted().doesNotHaveDuplicates();
    }

    // Attending

    @Test
    void untilHeAttendsNobodyIsInTheRoster() {
        assertThat(subscription.attending()).isEmpty();
    }

    @Test
    void itRemembersAsWhomItAttends() {
        Member member = new Member(new UserId(RealmId.DEFAULT, "ada"), Profile.UNKNOWN);
        RosterVersion version = new RosterVersion("era", 7);
        subscription.attendAs(member, version);
        assertThat(subscription.attending()).contains(member);
        assertThat(subscription.attendedAt()).contains(version);
    }
}
