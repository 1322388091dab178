package io.parley.application.channel;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.parley.application.ManualClock;
import io.parley.application.Unavailable;
import io.parley.application.delivery.Broadcaster;
import io.parley.application.delivery.InMemoryBackplane;
import io.parley.application.presence.Attendance;
import io.parley.application.presence.InMemoryPresenceDirectory;
import io.parley.domain.channel.ChannelId;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.channel.History;
import io.parley.domain.channel.ShippedPolicies;
import io.parley.domain.connection.NodeId;
import io.parley.domain.delivery.MemberJoined;
import io.parley.domain.delivery.MemberLeft;
import io.parley.domain.delivery.Message;
import io.parley.domain.delivery.Payload;
import io.parley.domain.delivery.Position;
import io.parley.domain.identity.Anonymous;
import io.parley.domain.identity.Profile;
import io.parley.domain.identity.RealmId;
import io.parley.domain.identity.Scope;
import io.parley.domain.identity.Server;
import io.parley.domain.identity.User;
import io.parley.domain.identity.UserId;
import io.parley.domain.presence.Member;
import io.parley.domain.presence.Roster;
import io.parley.domain.refusal.ErrorCode;
import io.parley.domain.refusal.Outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

class SubscribingTest {
    private static final ChannelName ROOM = new ChannelName("room:1");
    private static final ChannelName LOBBY = new ChannelName("public:lobby");
    private static final ChannelId ROOM_ID = new ChannelId(RealmId.DEFAULT, ROOM);
    private static final Member ADA = member("ada");
    private static final Member BOB = member("bob");

    private final InMemoryBackplane backplane = new InMemoryBackplane(new InMemoryBackplane.Store());
    private final InMemoryPresenceDirectory directory = new InMemoryPresenceDirectory(
            new InMemoryPresenceDirectory.Cluster(new ManualClock(), Duration.ofSeconds(15)), new NodeId("here"));
    private final Attendance attendance = new Attendance(directory, backplane);
    private final Subscribing subscribing = new Subscribing(ShippedPolicies.BOOK, new Broadcaster(backplane), backplane, attendance);

    private final RecordingParticipant ada = user("ada-1", "ada");
    private final RecordingParticipant adaToo = user("ada-2", "ada");
    private final RecordingParticipant bob = user("bob-1", "bob");
    private final RecordingParticipant nobody = new RecordingParticipant("nobody-1", new Anonymous(RealmId.DEFAULT));

    private static Member member(String subject) {
        return new Member(new UserId(RealmId.DEFAULT, subject), new Profile(Optional.of(subject), Optional.empty()));
    }

    private static RecordingParticipant user(String connection, String subject) {
        return new RecordingParticipant(connection,
                new User(member(subject).user(), member(subject).profile(), Set.of(), Instant.MAX));
    }

    private Subscribing.Entry enters(RecordingParticipant who, ChannelName name, boolean presence) {
        Outcome<Subscribing.Entry> outcome = subscribing.enter(who, name, presence);
        assertThat(outcome).isInstanceOf(Outcome.Done.class);
        Subscribing.Entry entry = ((Outcome.Done<Subscribing.Entry>) outcome).value();
        entry.goLive();
        return entry;
    }

    private Subscribing.Entry enters(RecordingParticipant who, ChannelName name) {
        return enters(who, name, true);
    }

    private static ErrorCode codeOf(Outcome<?> outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        return ((Outcome.Refused<?>) outcome).refusal().code();
    }

    private Message says(ChannelName name, History history) {
        Message message = new Message(new ChannelId(RealmId.DEFAULT, name), "greeting", Payload.NULL, ManualClock.START, Optional.empty());
        backplane.publish(message, history);
        return message;
    }

    private static History day() {
        return ShippedPolicies.BOOK.policyOf(ROOM).orElseThrow().history();
    }

    // Entering

    @Test
    void whoEnteredHearsTheChannel() {
        enters(ada, LOBBY);
        Message message = says(LOBBY, History.NONE);
        assertThat(ada.heard()).containsExactly(message);
    }

    @Test
    void whoEnteredHearsNothingUntilItGoesLive() {
        subscribing.enter(ada, LOBBY, true);
        says(LOBBY, History.NONE);
        assertThat(ada.heard()).isEmpty();
    }

    @Test
    void whoEntersIsToldTheNewestPosition() {
        says(ROOM, day());
        says(ROOM, day());
        assertThat(enters(ada, ROOM).newest()).map(Position::offset).contains(2L);
    }

    @Test
    void whoEntersAChannelInWhichNothingWasSaidIsToldOffsetZero() {
        assertThat(enters(ada, ROOM).newest()).map(Position::offset).contains(0L);
    }

    @Test
    void whoEntersAChannelWithoutHistoryIsToldNoPosition() {
        assertThat(enters(ada, LOBBY).newest()).isEmpty();
    }

    @Test
    void whoMayNotListenIsDenied() {
        assertThat(codeOf(subscribing.enter(nobody, ROOM, true))).isEqualTo(ErrorCode.PERMISSION_DENIED);
    }

    @Test
    void anUnknownChannelIsNotFound() {
        assertThat(codeOf(subscribing.enter(ada, new ChannelName("nowhere"), true))).isEqualTo(ErrorCode.CHANNEL_NOT_FOUND);
    }

    @Test
    void nobodyEntersAnothersOwnChannel() {
        assertThat(codeOf(subscribing.enter(bob, ChannelName.ownOf(ADA.user()), true))).isEqualTo(ErrorCode.PERMISSION_DENIED);
    }

    @Test
    void whatIsRefusedIsNotEntered() {
        subscribing.enter(nobody, ROOM, true);
        assertThat(nobody.entered()).isEmpty();
        assertThat(backplane.attached()).isEmpty();
    }

    @Test
    void anAnonymousHearsAPublicChannel() {
        enters(nobody, LOBBY);
        Message message = says(LOBBY, History.NONE);
        assertThat(nobody.heard()).containsExactly(message);
    }

    @Test
    void aConnectionHearsAHundredChannels() {
        IntStream.range(0, 100).forEach(i -> enters(ada, new ChannelName("public:" + i)));
        assertThat(ada.entered()).hasSize(100);
    }

    @Test
    void aConnectionDoesNotHearAHundredAndOne() {
        IntStream.range(0, 100).forEach(i -> enters(ada, new ChannelName("public:" + i)));
        assertThat(codeOf(subscribing.enter(ada, new ChannelName("public:100"), true))).isEqualTo(ErrorCode.CHANNEL_CAPACITY_EXCEEDED);
    }

    @Test
    void aConnectionThatHearsAHundredMayLookAgainAtOneOfThem() {
        IntStream.range(0, 100).forEach(i -> enters(ada, new ChannelName("public:" + i)));
        assertThat(subscribing.enter(ada, new ChannelName("public:7"), true)).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void whoLeftOneOfAHundredMayEnterAnother() {
        IntStream.range(0, 100).forEach(i -> enters(ada, new ChannelName("public:" + i)));
        subscribing.leave(ada, new ChannelName("public:7"));
        assertThat(subscribing.enter(ada, new ChannelName("public:100"), true)).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void theSameNameInAnotherRealmIsAnotherChannel() {
        RecordingParticipant foreigner = new RecordingParticipant("f-1",
                new User(new UserId(new RealmId("other"), "ada"), Profile.UNKNOWN, Set.of(), Instant.MAX));
        enters(foreigner, LOBBY);
        says(LOBBY, History.NONE);
        assertThat(foreigner.heard()).isEmpty();
    }

    // Being seen

    @Test
    void whoEntersSeesHimselfAmongThoseWhoAreThere() {
        enters(bob, ROOM);
        assertThat(enters(ada, ROOM).roster()).map(Roster::members).contains(List.of(ADA, BOB));
    }

    @Test
    void theOthersHearThatSomebodyCame() {
        enters(bob, ROOM);
        enters(ada, ROOM);
        assertThat(bob.heard()).containsExactly(new MemberJoined(ROOM_ID, ADA, 2));
    }

    @Test
    void nobodyHearsThatHeCameHimself() {
        enters(ada, ROOM);
        assertThat(ada.heard()).isEmpty();
    }

    @Test
    void theSecondDeviceOfAUserIsNotAnnounced() {
        enters(bob, ROOM);
        enters(ada, ROOM);
        enters(adaToo, ROOM);
        assertThat(bob.heard()).hasSize(1);
    }

    @Test
    void inAChannelWithoutPresenceThereIsNoRoster() {
        assertThat(enters(ada, LOBBY).roster()).isEmpty();
    }

    @Test
    void whoDoesNotWantPresenceGetsNoRoster() {
        assertThat(enters(ada, ROOM, false).roster()).isEmpty();
    }

    @Test
    void whoDoesNotWantPresenceIsNotSeen() {
        enters(ada, ROOM, false);
        assertThat(attendance.roster(ROOM_ID)).isEqualTo(Roster.EMPTY);
    }

    /** The protocol: with {@code "presence":false} on subscribe one is not in the roster, does not receive it, and hears of no changes. */
    @Test
    void whoDoesNotWantPresenceDoesNotHearWhoComesAndGoes() {
        enters(ada, ROOM, false);
        enters(bob, ROOM);
        subscribing.leave(bob, ROOM);
        assertThat(ada.heard()).isEmpty();
    }

    @Test
    void aServerThatListensIsInNoRoster() {
        RecordingParticipant server = new RecordingParticipant("s-1", new Server(RealmId.DEFAULT, "backend", Set.of(Scope.PUBLISH)));
        assertThat(enters(server, ROOM).roster()).contains(Roster.EMPTY);
    }

    // Looking again

    @Test
    void aRepeatedSubscribeIsAnsweredAnew() {
        enters(ada, ROOM);
        says(ROOM, day());
        assertThat(enters(ada, ROOM).newest()).map(Position::offset).contains(1L);
    }

    @Test
    void aRepeatedSubscribeChangesNoRoster() {
        enters(bob, ROOM);
        enters(ada, ROOM);
        assertThat(enters(ada, ROOM).roster()).map(Roster::count).contains(2);
        assertThat(bob.heard()).hasSize(1);
    }

    @Test
    void aRepeatedSubscribeHearsNothingTwice() {
        enters(ada, ROOM);
        enters(ada, ROOM);
        Message message = says(ROOM, day());
        assertThat(ada.heard()).containsExactly(message);
    }

    @Test
    void oneLeaveEndsWhatWasSubscribedTwice() {
        enters(ada, ROOM);
        enters(ada, ROOM);
        subscribing.leave(ada, ROOM);
        assertThat(attendance.roster(ROOM_ID)).isEqualTo(Roster.EMPTY);
        assertThat(backplane.attached()).isEmpty();
    }

    @Test
    void aRepeatedSubscribeThatFailsLeavesTheChannelEntered() {
        enters(ada, ROOM);
        backplane.faults().storeIsAwayAt("newest");
        catchThrowable(() -> subscribing.enter(ada, ROOM, true));
        Message message = says(ROOM, day());
        assertThat(ada.heard()).containsExactly(message);
    }

    @Test
    void whoFirstDidNotWantPresenceAndThenFailedToJoinMayTryAgain() {
        enters(ada, ROOM, false);
        directory.faults().storeIsAwayAt("join");
        catchThrowable(() -> subscribing.enter(ada, ROOM, true));
        directory.faults().heal();
        assertThat(enters(ada, ROOM, true).roster()).map(Roster::members).contains(List.of(ADA));
    }

    // When the store is away

    @ParameterizedTest
    @ValueSource(strings = {"attach", "newest", "join", "roster", "publish"})
    void aStoreThatIsAwayIsAFailureAndNoRefusal(String method) {
        storeIsAwayAt(method);
        assertThatExceptionOfType(Unavailable.class).isThrownBy(() -> subscribing.enter(ada, ROOM, true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"attach", "newest", "join", "roster", "publish"})
    void whoCouldNotEnterHasEnteredNothing(String method) {
        storeIsAwayAt(method);
        catchThrowable(() -> subscribing.enter(ada, ROOM, true));
        assertThat(ada.entered()).isEmpty();
        assertThat(backplane.attached()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"attach", "newest", "join", "roster", "publish"})
    void whoCouldNotEnterIsInNoRoster(String method) {
        storeIsAwayAt(method);
        catchThrowable(() -> subscribing.enter(ada, ROOM, true));
        allIsWellAgain();
        attendance.keepUp();
        assertThat(attendance.roster(ROOM_ID)).isEqualTo(Roster.EMPTY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"attach", "newest", "join", "roster", "publish"})
    void whoCouldNotEnterMayTryAgain(String method) {
        storeIsAwayAt(method);
        catchThrowable(() -> subscribing.enter(ada, ROOM, true));
        allIsWellAgain();
        assertThat(enters(ada, ROOM).roster()).map(Roster::members).contains(List.of(ADA));
    }

    @Test
    void whoseJoinWasDoneButNotConfirmedIsInNoRoster() {
        directory.faults().answerIsLostAt("join");
        catchThrowable(() -> subscribing.enter(ada, ROOM, true));
        assertThat(attendance.roster(ROOM_ID)).isEqualTo(Roster.EMPTY);
    }

    @Test
    void whoTriedAgainStaysInTheRosterWhenTheStoreIsToldWhatItMissed() {
        directory.faults().storeIsAwayAt("join", "leave");
        catchThrowable(() -> subscribing.enter(ada, ROOM, true));
        directory.faults().heal();
        enters(ada, ROOM);
        attendance.keepUp();
        assertThat(attendance.roster(ROOM_ID).members()).containsExactly(ADA);
    }

    @Test
    void whoMetAFaultWhileEnteringHasEnteredNothing() {
        backplane.faults().failAt("newest", new IllegalStateException("a fault in the adapter"));
        catchThrowable(() -> subscribing.enter(ada, ROOM, true));
        assertThat(ada.entered()).isEmpty();
    }

    private void storeIsAwayAt(String method) {
        backplane.faults().storeIsAwayAt(method);
        directory.faults().storeIsAwayAt(method);
    }

    private void allIsWellAgain() {
        backplane.faults().heal();
        directory.faults().heal();
    }

    // Leaving

    @Test
    void whoLeftHearsNothing() {
        enters(ada, LOBBY);
        subscribing.leave(ada, LOBBY);
        says(LOBBY, History.NONE);
        assertThat(ada.heard()).isEmpty();
    }

    @Test
    void leavingWhatWasEnteredIsConfirmed() {
        enters(ada, LOBBY);
        assertThat(subscribing.leave(ada, LOBBY)).isTrue();
    }

    @Test
    void leavingWhatWasNotEnteredIsNot() {
        assertThat(subscribing.leave(ada, LOBBY)).isFalse();
    }

    @Test
    void theOthersHearThatSomebodyLeft() {
        enters(bob, ROOM);
        enters(ada, ROOM);
        subscribing.leave(ada, ROOM);
        assertThat(bob.heard()).endsWith(new MemberLeft(ROOM_ID, ADA, 1));
    }

    @Test
    void whoLeavesDoesNotHearThatHeLeft() {
        enters(ada, ROOM);
        subscribing.leave(ada, ROOM);
        assertThat(ada.heard()).isEmpty();
    }

    @Test
    void whoLeavesWithOneOfTwoDevicesStaysInTheRoster() {
        enters(ada, ROOM);
        enters(adaToo, ROOM);
        subscribing.leave(ada, ROOM);
        assertThat(attendance.roster(ROOM_ID).members()).containsExactly(ADA);
    }

    @Test
    void leavingSucceedsEvenIfTheStoreIsAway() {
        enters(ada, ROOM);
        directory.faults().storeIsAwayAt("leave");
        assertThatCode(() -> subscribing.leave(ada, ROOM)).doesNotThrowAnyException();
        assertThat(backplane.attached()).isEmpty();
    }

    @Test
    void whoLeavesEverythingIsNowhere() {
        enters(ada, ROOM);
        enters(ada, LOBBY);
        subscribing.leaveAll(ada);
        assertThat(ada.entered()).isEmpty();
        assertThat(backplane.attached()).isEmpty();
        assertThat(attendance.roster(ROOM_ID)).isEqualTo(Roster.EMPTY);
    }

    // Asking who is there

    @Test
    void aSubscriberSeesWhoIsThere() {
        enters(bob, ROOM);
        enters(ada, ROOM, false);
        assertThat(subscribing.whoIsIn(ada, ROOM)).isEqualTo(Outcome.done(new Roster(List.of(BOB))));
    }

    @Test
    void whoIsNoSubscriberSeesNobody() {
        enters(bob, ROOM);
        assertThat(codeOf(subscribing.whoIsIn(ada, ROOM))).isEqualTo(ErrorCode.CHANNEL_NOT_FOUND);
    }

    @Test
    void aChannelWithoutPresenceShowsNobody() {
        enters(ada, LOBBY);
        assertThat(codeOf(subscribing.whoIsIn(ada, LOBBY))).isEqualTo(ErrorCode.PERMISSION_DENIED);
    }
}
