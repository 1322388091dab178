package io.parley.application.presence;

import java.time.Duration;
import java.util.Optional;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.parley.application.ManualClock;
import io.parley.application.Unavailable;
import io.parley.application.delivery.InMemoryBackplane;
import io.parley.application.delivery.RecordingListener;
import io.parley.application.event.HubEvent;
import io.parley.application.event.RecordingEventBus;
import io.parley.application.time.ManualTimers;
import io.parley.domain.channel.ChannelId;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.connection.ConnectionId;
import io.parley.domain.connection.NodeId;
import io.parley.domain.delivery.Delivery;
import io.parley.domain.delivery.MemberJoined;
import io.parley.domain.delivery.MemberLeft;
import io.parley.domain.identity.Profile;
import io.parley.domain.identity.RealmId;
import io.parley.domain.identity.UserId;
import io.parley.domain.presence.Member;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class AttendanceTest {
    private static final Duration LEASE = Duration.ofSeconds(15);
    private static final ChannelId ROOM = new ChannelId(RealmId.DEFAULT, new ChannelName("room:1"));
    private static final Member ADA = member("ada");
    private static final Member BOB = member("bob");
    private static final ConnectionId PHONE = new ConnectionId("phone");
    private static final ConnectionId LAPTOP = new ConnectionId("laptop");

    private final ManualClock clock = new ManualClock();
    private final InMemoryBackplane.Store wire = new InMemoryBackplane.Store(clock);
    private final InMemoryPresenceDirectory.Cluster cluster = new InMemoryPresenceDirectory.Cluster(clock, LEASE, wire);
    private final InMemoryPresenceDirectory directory = new InMemoryPresenceDirectory(cluster, new NodeId("here"));
    private final InMemoryBackplane backplane = new InMemoryBackplane(wire);
    private final RecordingEventBus events = new RecordingEventBus();
    private final Departures atOnce = new Departures(new ManualTimers(clock), Runnable::run, clock, Duration.ZERO);
    private final Attendance attendance = new Attendance(directory, events, atOnce);
    private final Attendance elsewhere = new Attendance(new InMemoryPresenceDirectory(cluster, new NodeId("elsewhere")), events,
            atOnce);
    private final RecordingListener heard = new RecordingListener();

    private static Member member(String subject) {
        return new Member(new UserId(RealmId.DEFAULT, subject), Profile.UNKNOWN);
    }

    @BeforeEach
    void somebodyListens() {
        backplane.attach(ROOM, heard);
    }

    @Test
    void whoComesIsAnnounced() {
        attendance.enter(ROOM, PHONE, ADA);
        assertThat(Unversioned.of(heard.events())).containsExactly(new MemberJoined(ROOM, ADA, 1));
    }

    @Test
    void anAnnouncementHasNoPosition() {
        attendance.enter(ROOM, PHONE, ADA);
        assertThat(heard.deliveries()).extracting(Delivery::position).containsExactly(Optional.empty());
    }

    @Test
    void theSecondDeviceOfAUserIsNotAnnounced() {
        attendance.enter(ROOM, PHONE, ADA);
        elsewhere.enter(ROOM, LAPTOP, ADA);
        assertThat(Unversioned.of(heard.events())).hasSize(1);
    }

    @Test
    void whoGoesIsAnnounced() {
        attendance.enter(ROOM, PHONE, ADA);
        attendance.leave(ROOM, PHONE, ADA);
        assertThat(Unversioned.of(heard.events())).endsWith(new MemberLeft(ROOM, ADA, 0));
    }

    @Test
    void whoGoesWithOneOfTwoDevicesIsNotAnnounced() {
        attendance.enter(ROOM, PHONE, ADA);
        elsewhere.enter(ROOM, LAPTOP, ADA);
        attendance.leave(ROOM, PHONE, ADA);
        assertThat(Unversioned.of(heard.events())).hasSize(1);
    }

    @Test
    void theRosterShowsWhoIsThere() {
        attendance.enter(ROOM, PHONE, ADA);
        elsewhere.enter(ROOM, LAPTOP, BOB);
        assertThat(attendance.roster(ROOM).members()).containsExactly(ADA, BOB);
    }

    @Test
    void aStoreThatIsAwayIsToldToWhoComes() {
        directory.faults().storeIsAwayAt("join");
        assertThatExceptionOfType(Unavailable.class).isThrownBy(() -> attendance.enter(ROOM, PHONE, ADA));
    }

    @Test
    void aStoreThatIsAwayIsNoFailureToWhoGoes() {
        attendance.enter(ROOM, PHONE, ADA);
        directory.faults().storeIsAwayAt("leave");
        assertThatCode(() -> attendance.leave(ROOM, PHONE, ADA)).doesNotThrowAnyException();
    }

    @Test
    void aLeaveThatTheStoreCouldNotBeToldIsMadeGood() {
        attendance.enter(ROOM, PHONE, ADA);
        directory.faults().storeIsAwayAt("leave");
        attendance.leave(ROOM, PHONE, ADA);
        directory.faults().heal();
        attendance.keepUp();
        assertThat(attendance.roster(ROOM).members()).isEmpty();
    }

    @Test
    void aLeaveThatIsMadeGoodIsAnnounced() {
        attendance.enter(ROOM, PHONE, ADA);
        directory.faults().storeIsAwayAt("leave");
        attendance.leave(ROOM, PHONE, ADA);
        directory.faults().heal();
        attendance.keepUp();
        assertThat(Unversioned.of(heard.events())).endsWith(new MemberLeft(ROOM, ADA, 0));
    }

    @Test
    void aLeaveThatStillCannotBeToldStaysOwed() {
        attendance.enter(ROOM, PHONE, ADA);
        directory.faults().storeIsAwayAt("leave");
        attendance.leave(ROOM, PHONE, ADA);
        attendance.keepUp();
        attendance.keepUp();
        directory.faults().heal();
        attendance.keepUp();
        assertThat(attendance.roster(ROOM).members()).isEmpty();
    }

    @Test
    void aLeaveIsMadeGoodOnce() {
        attendance.enter(ROOM, PHONE, ADA);
        directory.faults().storeIsAwayAt("leave");
        attendance.leave(ROOM, PHONE, ADA);
        directory.faults().heal();
        attendance.keepUp();
        attendance.enter(ROOM, PHONE, ADA);
        attendance.keepUp();
        assertThat(attendance.roster(ROOM).members()).containsExactly(ADA);
    }

    /** A client that is told RT_010 tries again; what it left before must not be paid with what it entered after. */
    @Test
    void aLeaveThatIsOwedIsForgottenWhenTheConnectionComesBackFirst() {
        attendance.enter(ROOM, PHONE, ADA);
        directory.faults().storeIsAwayAt("leave");
        attendance.leave(ROOM, PHONE, ADA);
        directory.faults().heal();
        attendance.enter(ROOM, PHONE, ADA);
        attendance.keepUp();
        assertThat(attendance.roster(ROOM).members()).containsExactly(ADA);
    }

    @Test
    void aLeaveWhoseAnswerWasLostLeavesNobodyInTheRoster() {
        attendance.enter(ROOM, PHONE, ADA);
        directory.faults().answerIsLostAt("leave");
        attendance.leave(ROOM, PHONE, ADA);
        directory.faults().heal();
        attendance.keepUp();
        assertThat(attendance.roster(ROOM).members()).isEmpty();
    }

    @Test
    void theUsersOfADeadNodeAreSeenOff() {
        elsewhere.enter(ROOM, PHONE, ADA);
        clock.advance(LEASE);
        attendance.keepUp();
        assertThat(Unversioned.of(heard.events())).endsWith(new MemberLeft(ROOM, ADA, 0));
    }

    @Test
    void theUsersOfADeadNodeAreSeenOffOnce() {
        elsewhere.enter(ROOM, PHONE, ADA);
        clock.advance(LEASE);
        attendance.keepUp();
        attendance.keepUp();
        assertThat(Unversioned.of(heard.events())).containsExactly(new MemberJoined(ROOM, ADA, 1), new MemberLeft(ROOM, ADA, 0));
    }

    @Test
    void whoKeepsUpLives() {
        attendance.enter(ROOM, PHONE, ADA);
        for (int i = 0; i < 10; i++) {
            clock.advance(LEASE.dividedBy(3));
            attendance.keepUp();
            elsewhere.keepUp();
        }
        assertThat(attendance.roster(ROOM).members()).containsExactly(ADA);
    }

    @Test
    void keepingUpWhileTheStoreIsAwayFails() {
        directory.faults().storeIsAwayAt("renewLease");
        assertThatExceptionOfType(Unavailable.class).isThrownBy(attendance::keepUp);
    }

    // What the hub tells those who listen inside

    @Test
    void whoComesFirstOpensTheRoom() {
        attendance.enter(ROOM, PHONE, ADA);
        assertThat(events.events()).containsExactly(new HubEvent.UserJoined(ROOM, ADA, 1));
    }

    @Test
    void whoComesIsToldOnceHoweverManyDevicesHeHas() {
        attendance.enter(ROOM, PHONE, ADA);
        elsewhere.enter(ROOM, LAPTOP, ADA);
        attendance.enter(ROOM, PHONE, ADA);
        assertThat(events.events()).hasSize(1);
    }

    @Test
    void whoGoesLastLeavesNobody() {
        attendance.enter(ROOM, PHONE, ADA);
        attendance.leave(ROOM, PHONE, ADA);
        assertThat(events.events()).endsWith(new HubEvent.UserLeft(ROOM, ADA, 0));
    }

    @Test
    void theUsersOfADeadNodeAreToldToHaveLeft() {
        elsewhere.enter(ROOM, PHONE, ADA);
        clock.advance(LEASE);
        attendance.keepUp();
        assertThat(events.events(HubEvent.UserLeft.class)).containsExactly(new HubEvent.UserLeft(ROOM, ADA, 0));
    }

    @Test
    void whoIsInTheRosterAlreadyIsNoChange() {
        attendance.enter(ROOM, PHONE, ADA);
        assertThat(attendance.enter(ROOM, LAPTOP, ADA).joined()).isEmpty();
    }

    @Test
    void whoComesIsTheChange() {
        elsewhere.enter(ROOM, LAPTOP, BOB);
        assertThat(attendance.enter(ROOM, PHONE, ADA).joined().map(Unversioned::of)).contains(new MemberJoined(ROOM, ADA, 2));
    }
}
