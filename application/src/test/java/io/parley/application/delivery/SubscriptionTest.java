package io.parley.application.delivery;

import java.util.Optional;
import java.util.stream.LongStream;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

import io.parley.application.ManualClock;
import io.parley.application.protocol.EncodedMessage;
import io.parley.application.protocol.ServerMessage;
import io.parley.domain.channel.ChannelId;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.delivery.ChannelEvent;
import io.parley.domain.delivery.Delivery;
import io.parley.domain.delivery.MemberJoined;
import io.parley.domain.delivery.MemberLeft;
import io.parley.domain.delivery.Message;
import io.parley.domain.delivery.Payload;
import io.parley.domain.delivery.Position;
import io.parley.domain.identity.Profile;
import io.parley.domain.identity.RealmId;
import io.parley.domain.identity.UserId;
import io.parley.domain.presence.Member;

import static org.assertj.core.api.Assertions.assertThat;

class SubscriptionTest {
    private static final ChannelId CHANNEL = new ChannelId(RealmId.DEFAULT, new ChannelName("room:1"));
    private static final Member ADA = new Member(new UserId(RealmId.DEFAULT, "ada"), Profile.UNKNOWN);
    private static final Member BOB = new Member(new UserId(RealmId.DEFAULT, "bob"), Profile.UNKNOWN);

    private final RecordingSubscriber ada = new RecordingSubscriber(Optional.of(ADA.user()));
    private final Subscription subscription = new Subscription(CHANNEL, ada);

    private static Optional<Position> at(long offset) {
        return Optional.of(new Position("e", offset));
    }

    private static Message message() {
        return new Message(CHANNEL, "greeting", Payload.NULL, ManualClock.START, Optional.empty());
    }

    private void arrives(ChannelEvent event, Optional<Position> position) {
        Delivery delivery = new Delivery(event, position);
        subscription.deliver(new EncodedMessage(new ServerMessage.Event(delivery)), delivery);
    }

    private void arrives(long offset) {
        arrives(message(), at(offset));
    }

    @Test
    void whatArrivesBeforeItIsLiveIsHeldBack() {
        arrives(1);
        assertThat(ada.offered()).isEmpty();
    }

    @Test
    void whatWasHeldBackFollowsWhenItGoesLive() {
        arrives(1);
        arrives(2);
        subscription.goLive(at(0));
        assertThat(ada.offsets()).containsExactly(1L, 2L);
    }

    @Test
    void whatArrivesOnceItIsLiveGoesStraightOn() {
        subscription.goLive(at(0));
        arrives(1);
        assertThat(ada.offsets()).containsExactly(1L);
    }

    @Test
    void whatWasHeldBackAndIsNotAfterTheNewestIsDropped() {
        LongStream.rangeClosed(1, 5).forEach(this::arrives);
        subscription.goLive(at(3));
        assertThat(ada.offsets()).containsExactly(4L, 5L);
    }

    /** ServerMessage.Subscribed: "the channel's newest position; what follows comes after it". */
    @Test
    void whatArrivesLateAndIsNotAfterTheNewestIsDroppedToo() {
        subscription.goLive(at(3));
        LongStream.rangeClosed(3, 4).forEach(this::arrives);
        assertThat(ada.offsets()).containsExactly(4L);
    }

    @Test
    void whatWasHeldBackOfAnotherEpochIsNotDropped() {
        arrives(message(), Optional.of(new Position("f", 1)));
        subscription.goLive(at(3));
        assertThat(ada.offsets()).containsExactly(1L);
    }

    @Test
    void whatWasHeldBackWithoutAPositionIsNotDropped() {
        arrives(message(), Optional.empty());
        subscription.goLive(at(3));
        assertThat(ada.events()).containsExactly(message());
    }

    @Test
    void inAChannelWithoutPositionsNothingIsDropped() {
        arrives(message(), Optional.empty());
        subscription.goLive(Optional.empty());
        assertThat(ada.events()).containsExactly(message());
    }

    @Test
    void goingLiveTwiceSaysNothingTwice() {
        arrives(1);
        subscription.goLive(at(0));
        subscription.goLive(at(0));
        assertThat(ada.offsets()).containsExactly(1L);
    }

    @Test
    void moreThanCanBeHeldIsDropped() {
        LongStream.rangeClosed(1, Subscription.MAX_HELD + 1L).forEach(this::arrives);
        subscription.goLive(at(0));
        assertThat(ada.offsets()).hasSize(Subscription.MAX_HELD).endsWith((long) Subscription.MAX_HELD);
    }

    @Test
    void nobodyIsToldThatHeCameHimself() {
        subscription.hearPresence();
        subscription.goLive(Optional.empty());
        arrives(new MemberJoined(CHANNEL, ADA, 1), Optional.empty());
        assertThat(ada.offered()).isEmpty();
    }

    @Test
    void whoHearsPresenceIsToldThatAnotherCame() {
        subscription.hearPresence();
        subscription.goLive(Optional.empty());
        arrives(new MemberJoined(CHANNEL, BOB, 2), Optional.empty());
        assertThat(ada.events()).containsExactly(new MemberJoined(CHANNEL, BOB, 2));
    }

    @Test
    void whoHearsPresenceIsToldThatAnotherLeft() {
        subscription.hearPresence();
        subscription.goLive(Optional.empty());
        arrives(new MemberLeft(CHANNEL, BOB, 1), Optional.empty());
        assertThat(ada.events()).containsExactly(new MemberLeft(CHANNEL, BOB, 1));
    }

    @Test
    void whoDidNotAskForPresenceHearsOnlyWhatIsSaid() {
        subscription.goLive(Optional.empty());
        arrives(new MemberJoined(CHANNEL, BOB, 2), Optional.empty());
        arrives(new MemberLeft(CHANNEL, BOB, 1), Optional.empty());
        assertThat(ada.events()).isEmpty();
    }

    @Test
    void anAnonymousIsToldThatSomebodyCame() {
        RecordingSubscriber anonymous = new RecordingSubscriber(Optional.empty());
        Subscription listening = new Subscription(CHANNEL, anonymous);
        listening.hearPresence();
        listening.goLive(Optional.empty());
        Delivery delivery = new Delivery(new MemberJoined(CHANNEL, ADA, 1), Optional.empty());
        listening.deliver(new EncodedMessage(new ServerMessage.Event(delivery)), delivery);
        assertThat(anonymous.events()).hasSize(1);
    }

    @Test
    void untilHeAttendsNobodyIsInTheRoster() {
        assertThat(subscription.attending()).isEmpty();
    }

    @Test
    void itRemembersAsWhomItAttends() {
        subscription.attendAs(ADA);
        assertThat(subscription.attending()).contains(ADA);
    }

    @RepeatedTest(50)
    void goingLiveWhileMessagesArriveKeepsTheirOrderAndLosesNone() throws InterruptedException {
        Thread backplane = Thread.ofPlatform().start(() -> LongStream.rangeClosed(1, 200).forEach(this::arrives));
        subscription.goLive(at(0));
        backplane.join();
        assertThat(ada.offsets()).isEqualTo(LongStream.rangeClosed(1, 200).boxed().toList());
    }
}
