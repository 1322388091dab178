package io.parley.application.presence;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.parley.application.InMemoryNode;
import io.parley.application.delivery.RecordingListener;
import io.parley.application.realm.TestRealms;
import io.parley.domain.channel.ChannelId;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.connection.ConnectionId;
import io.parley.domain.delivery.MemberJoined;
import io.parley.domain.delivery.MemberLeft;
import io.parley.domain.identity.Profile;
import io.parley.domain.identity.RealmId;
import io.parley.domain.identity.UserId;
import io.parley.domain.presence.Member;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/** A node that was taken for dead and was only slow. */
class SlowNodeTest {
    private static final ChannelId ROOM = new ChannelId(RealmId.DEFAULT, new ChannelName("room:1"));
    private static final ConnectionId PHONE = new ConnectionId("phone");
    private static final ConnectionId LAPTOP = new ConnectionId("laptop");
    private static final Member ADA = member("ada");
    private static final Member BOB = member("bob");
    private static final Member RENAMED = new Member(ADA.user(), new Profile(Optional.of("Ada"), Optional.empty()));

    private final InMemoryNode.Cluster cluster = new InMemoryNode.Cluster();
    private final InMemoryNode here = new InMemoryNode(cluster, "here", TestRealms.BOTH);
    private final InMemoryNode slow = new InMemoryNode(cluster, "slow", TestRealms.BOTH);
    private final RecordingListener heard = new RecordingListener();

    private static Member member(String subject) {
        return new Member(new UserId(RealmId.DEFAULT, subject), Profile.UNKNOWN);
    }

    @BeforeEach
    void somebodyListens() {
        here.backplane.attach(ROOM, heard);
    }

    private List<Member> members() {
        return here.attendance.roster(ROOM).members();
    }

    private void isTakenForDead() {
        slow.presence.wasSilent();
        here.attendance.keepUp();
    }

    @Test
    void itPutsItsUsersBack() {
        slow.attendance.enter(ROOM, PHONE, ADA);
        isTakenForDead();
        slow.attendance.keepUp();
        here.attendance.keepUp();
        assertThat(members()).containsExactly(ADA);
    }

    @Test
    void thatTheyLeftAndCameIsTold() {
        slow.attendance.enter(ROOM, PHONE, ADA);
        isTakenForDead();
        slow.attendance.keepUp();
        here.attendance.keepUp();
        assertThat(Unversioned.of(heard.events())).containsExactly(new MemberJoined(ROOM, ADA, 1), new MemberLeft(ROOM, ADA, 0),
                new MemberJoined(ROOM, ADA, 1));
    }

    @Test
    void nothingIsToldIfItIsBackBeforeAnybodyLooked() {
        slow.attendance.enter(ROOM, PHONE, ADA);
        slow.presence.wasSilent();
        slow.attendance.keepUp();
        here.attendance.keepUp();
        assertThat(Unversioned.of(heard.events())).containsExactly(new MemberJoined(ROOM, ADA, 1));
    }

    @Test
    void itMayLearnOfItByASignOfLifeThatComesBetween() {
        slow.attendance.enter(ROOM, PHONE, ADA);
        isTakenForDead();
        slow.attendance.live();
        slow.attendance.live();
        slow.attendance.keepUp();
        assertThat(members()).containsExactly(ADA);
    }

    @Test
    void itMayLearnOfItByTheNextWhoComes() {
        slow.attendance.enter(ROOM, PHONE, ADA);
        isTakenForDead();
        slow.attendance.enter(ROOM, LAPTOP, BOB);
        slow.attendance.keepUp();
        here.attendance.keepUp();
        assertThat(members()).containsExactly(ADA, BOB);
    }

    @Test
    void whoIsThereWithAnotherConnectionElsewhereNeverLeft() {
        slow.attendance.enter(ROOM, PHONE, ADA);
        here.attendance.enter(ROOM, LAPTOP, ADA);
        isTakenForDead();
        slow.attendance.keepUp();
        here.attendance.keepUp();
        assertThat(Unversioned.of(heard.events())).containsExactly(new MemberJoined(ROOM, ADA, 1));
    }

    @Test
    void whoLeftMeanwhileIsNotPutBack() {
        slow.attendance.enter(ROOM, PHONE, ADA);
        isTakenForDead();
        slow.attendance.leave(ROOM, PHONE, ADA);
        slow.attendance.keepUp();
        assertThat(members()).isEmpty();
    }

    @Test
    void whoWasCalledOtherwiseBeforeHeLeftIsNotPutBack() {
        slow.attendance.enter(ROOM, PHONE, ADA);
        slow.attendance.enter(ROOM, PHONE, RENAMED);
        slow.attendance.leave(ROOM, PHONE, RENAMED);
        isTakenForDead();
        slow.attendance.keepUp();
        assertThat(members()).isEmpty();
    }

    @Test
    void whoIsPutBackIsCalledAsHeWasLast() {
        slow.attendance.enter(ROOM, PHONE, ADA);
        slow.attendance.enter(ROOM, PHONE, RENAMED);
        isTakenForDead();
        slow.attendance.keepUp();
        assertThat(members()).containsExactly(RENAMED);
    }

    @Test
    void whoLeavesWhileHeIsPutBackIsGone() throws InterruptedException {
        slow.attendance.enter(ROOM, PHONE, ADA);
        isTakenForDead();
        Thread leaving = Thread.ofVirtual().unstarted(() -> slow.attendance.leave(ROOM, PHONE, ADA));
        slow.presence.faults().justAfter("join", leaving::start);
        slow.attendance.keepUp();
        leaving.join();
        here.attendance.keepUp();
        assertThat(members()).isEmpty();
        assertThat(Unversioned.of(heard.events())).endsWith(new MemberLeft(ROOM, ADA, 0));
    }

    @Test
    void whatItOwedBeforeIsNothing() {
        slow.attendance.enter(ROOM, PHONE, ADA);
        slow.presence.faults().storeIsAwayAt("leave");
        slow.attendance.leave(ROOM, PHONE, ADA);
        isTakenForDead();
        slow.presence.faults().heal();
        slow.attendance.keepUp();
        assertThat(members()).isEmpty();
        assertThat(Unversioned.of(heard.events())).containsExactly(new MemberJoined(ROOM, ADA, 1), new MemberLeft(ROOM, ADA, 0));
    }

    @Test
    void aStoreThatIsAwayInTheMiddleHasAllOfThemPutBackLater() {
        slow.attendance.enter(ROOM, PHONE, ADA);
        slow.attendance.enter(ROOM, LAPTOP, BOB);
        isTakenForDead();
        slow.presence.faults().justAfter("join", () -> slow.presence.faults().storeIsAwayAt("join"));
        catchThrowable(slow.attendance::keepUp);
        slow.presence.faults().heal();
        slow.attendance.keepUp();
        assertThat(members()).containsExactly(ADA, BOB);
    }

    // Rosters that cannot be trusted

    @Test
    void aNodeThatDistrustsTheRostersKeepsItsUsersInThem() {
        slow.attendance.enter(ROOM, PHONE, ADA);
        slow.attendance.distrust();
        slow.attendance.keepUp();
        assertThat(members()).containsExactly(ADA);
        assertThat(Unversioned.of(heard.events())).containsExactly(new MemberJoined(ROOM, ADA, 1));
    }

    /** As after a fail-over in which the leave was lost. */
    @Test
    void whoIsInThemWithoutBeingThereGoesWithTheOldLease() {
        slow.presence.join(ROOM, PHONE, ADA);
        slow.attendance.enter(ROOM, LAPTOP, BOB);
        slow.attendance.distrust();
        slow.attendance.keepUp();
        cluster.clock.advance(cluster.presence.lease().dividedBy(2));
        slow.attendance.keepUp();
        cluster.clock.advance(cluster.presence.lease().dividedBy(2));
        slow.attendance.keepUp();
        assertThat(members()).containsExactly(BOB);
    }
}
