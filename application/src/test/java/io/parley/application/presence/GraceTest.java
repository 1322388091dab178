package io.parley.application.presence;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.parley.application.InMemoryNode;
import io.parley.application.delivery.RecordingListener;
import io.parley.application.event.HubEvent;
import io.parley.application.realm.TestRealms;
import io.parley.domain.channel.ChannelId;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.connection.ConnectionId;
import io.parley.domain.delivery.ChannelEvent;
import io.parley.domain.delivery.MemberJoined;
import io.parley.domain.delivery.MemberLeft;
import io.parley.domain.identity.Profile;
import io.parley.domain.identity.RealmId;
import io.parley.domain.identity.User;
import io.parley.domain.identity.UserId;
import io.parley.domain.presence.Member;

import static org.assertj.core.api.Assertions.assertThat;

/** Who reloads a page makes no noise. */
class GraceTest {
    private static final Duration GRACE = Duration.ofSeconds(5);
    private static final Duration NEARLY = GRACE.minusMillis(1);
    private static final ChannelId ROOM = new ChannelId(RealmId.DEFAULT, new ChannelName("room:1"));
    private static final User ADA = new User(new UserId(RealmId.DEFAULT, "ada"), Profile.UNKNOWN, Set.of(), Instant.MAX);
    private static final Member MEMBER = new Member(ADA.id(), Profile.UNKNOWN);
    private static final ConnectionId BEFORE = new ConnectionId("before");
    private static final ConnectionId AFTER = new ConnectionId("after");
    private static final MemberJoined CAME = new MemberJoined(ROOM, MEMBER, 1);
    private static final MemberLeft WENT = new MemberLeft(ROOM, MEMBER, 0);

    private final InMemoryNode.Cluster cluster = cluster();
    private final InMemoryNode here = new InMemoryNode(cluster, "here", TestRealms.BOTH);
    private final InMemoryNode there = new InMemoryNode(cluster, "there", TestRealms.BOTH);
    private final RecordingListener heard = new RecordingListener();

    private static InMemoryNode.Cluster cluster() {
        InMemoryNode.Cluster cluster = new InMemoryNode.Cluster();
        cluster.grace = GRACE;
        return cluster;
    }

    @BeforeEach
    void sheIsThere() {
        here.backplane.attach(ROOM, heard);
        here.attendance.enter(ROOM, BEFORE, MEMBER);
    }

    private List<ChannelEvent> told() {
        return Unversioned.of(heard.events());
    }

    @Test
    void whoseConnectionEndsIsThereForAGrace() {
        here.attendance.depart(ROOM, BEFORE, MEMBER);
        here.timers.advance(NEARLY);
        assertThat(here.attendance.roster(ROOM).members()).containsExactly(MEMBER);
        assertThat(told()).containsExactly(CAME);
    }

    @Test
    void whoIsNotBackByThenHasLeft() {
        here.attendance.depart(ROOM, BEFORE, MEMBER);
        here.timers.advance(GRACE);
        assertThat(here.attendance.roster(ROOM).members()).isEmpty();
        assertThat(told()).containsExactly(CAME, WENT);
        assertThat(here.events.events(HubEvent.UserLeft.class)).hasSize(1);
    }

    @Test
    void whoIsBackOnAnotherNodeByThenHasNeitherLeftNorCome() {
        here.attendance.depart(ROOM, BEFORE, MEMBER);
        here.timers.advance(NEARLY);
        there.attendance.enter(ROOM, AFTER, MEMBER);
        here.timers.advance(GRACE);
        assertThat(told()).containsExactly(CAME);
        there.attendance.leave(ROOM, AFTER, MEMBER);
        assertThat(told()).containsExactly(CAME, WENT);
    }

    @Test
    void aConnectionThatEntersAgainHasNotDeparted() {
        here.attendance.depart(ROOM, BEFORE, MEMBER);
        here.attendance.enter(ROOM, BEFORE, MEMBER);
        here.timers.advance(GRACE);
        assertThat(told()).containsExactly(CAME);
    }

    @Test
    void whoLeavesMeanwhileIsGoneAtOnceAndOnce() {
        here.attendance.depart(ROOM, BEFORE, MEMBER);
        here.attendance.leave(ROOM, BEFORE, MEMBER);
        assertThat(told()).containsExactly(CAME, WENT);
        here.timers.advance(GRACE);
        assertThat(told()).containsExactly(CAME, WENT);
    }

    @Test
    void whoseNodeDiesMeanwhileIsSeenOffByAnother() {
        here.attendance.depart(ROOM, BEFORE, MEMBER);
        here.presence.wasSilent();
        there.attendance.keepUp();
        assertThat(told()).containsExactly(CAME, WENT);
        here.timers.advance(GRACE);
        assertThat(told()).containsExactly(CAME, WENT);
    }

    @Test
    void whoseNodeWasOnlySlowMeanwhileLeavesAllTheSame() {
        here.attendance.depart(ROOM, BEFORE, MEMBER);
        here.presence.wasSilent();
        here.attendance.keepUp();
        here.timers.advance(GRACE);
        there.attendance.keepUp();
        assertThat(told()).containsExactly(CAME, WENT);
    }

    @Test
    void aStoreThatIsAwayAtTheEndOfTheGraceIsToldLater() {
        here.attendance.depart(ROOM, BEFORE, MEMBER);
        here.presence.faults().storeIsAwayAt("leave");
        here.timers.advance(GRACE);
        here.presence.faults().heal();
        here.attendance.keepUp();
        assertThat(told()).containsExactly(CAME, WENT);
    }

    @Test
    void whoDepartsFromANodeThatRetiresStaysUntilItsLeaseEnds() {
        here.attendance.retire();
        here.attendance.depart(ROOM, BEFORE, MEMBER);
        here.timers.advance(GRACE);
        there.attendance.keepUp();
        assertThat(told()).containsExactly(CAME);
        cluster.clock.advance(cluster.presence.lease());
        there.attendance.live();
        there.attendance.keepUp();
        assertThat(told()).containsExactly(CAME, WENT);
    }

    @Test
    void whoWasDepartingWhenTheNodeRetiredStaysToo() {
        here.attendance.depart(ROOM, BEFORE, MEMBER);
        here.attendance.retire();
        here.timers.advance(GRACE);
        assertThat(told()).containsExactly(CAME);
    }

    @Test
    void whoComesToAnotherNodeBeforeTheLeaseOfHisEndsHasNeitherLeftNorCome() {
        here.attendance.retire();
        here.attendance.depart(ROOM, BEFORE, MEMBER);
        there.attendance.enter(ROOM, AFTER, MEMBER);
        here.presence.wasSilent();
        there.attendance.keepUp();
        assertThat(told()).containsExactly(CAME);
        assertThat(there.attendance.roster(ROOM).members()).containsExactly(MEMBER);
    }

    @Test
    void whoReloadsAPageStaysOnline() {
        here.online.connected(BEFORE, ADA);
        here.online.disconnected(BEFORE, ADA);
        here.timers.advance(NEARLY);
        there.online.connected(AFTER, ADA);
        here.timers.advance(GRACE);
        assertThat(here.events.events(HubEvent.UserOnline.class)).hasSize(1);
        assertThat(here.events.events(HubEvent.UserOffline.class)).isEmpty();
        assertThat(there.events.events(HubEvent.UserOnline.class)).isEmpty();
    }

    @Test
    void whoDoesNotComeBackIsOfflineOnce() {
        here.online.connected(BEFORE, ADA);
        here.online.disconnected(BEFORE, ADA);
        here.timers.advance(GRACE);
        assertThat(here.events.events(HubEvent.UserOffline.class)).containsExactly(new HubEvent.UserOffline(ADA.id()));
    }

    @Test
    void whoLogsOutIsOfflineAtOnce() {
        here.online.connected(BEFORE, ADA);
        here.online.loggedOut(BEFORE, ADA);
        assertThat(here.events.events(HubEvent.UserOffline.class)).hasSize(1);
    }

    @Test
    void itIsRememberedWhenWhoIsOfflineWasOnlineLast() {
        here.online.connected(BEFORE, ADA);
        assertThat(here.online.lastSeen(ADA.id())).isEmpty();
        here.online.disconnected(BEFORE, ADA);
        assertThat(there.online.isOnline(ADA.id())).isTrue();
        here.timers.advance(GRACE);
        Instant then = cluster.clock.instant();
        cluster.clock.advance(Duration.ofDays(1));
        assertThat(there.online.isOnline(ADA.id())).isFalse();
        assertThat(there.online.lastSeen(ADA.id())).contains(then);
    }
}
