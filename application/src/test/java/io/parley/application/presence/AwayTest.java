package io.parley.application.presence;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.parley.application.InMemoryNode;
import io.parley.application.realm.TestRealms;
import io.parley.domain.channel.ChannelId;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.connection.ConnectionId;
import io.parley.domain.identity.Profile;
import io.parley.domain.identity.RealmId;
import io.parley.domain.identity.User;
import io.parley.domain.identity.UserId;
import io.parley.domain.presence.Member;

import static org.assertj.core.api.Assertions.assertThat;

/** Who does nothing for long is away. */
class AwayTest {
    private static final Duration AWAY_AFTER = Duration.ofSeconds(300);
    private static final Duration LOOK = AWAY_AFTER.dividedBy(10);
    private static final ChannelId ROOM = new ChannelId(RealmId.DEFAULT, new ChannelName("room:1"));
    private static final User ADA = new User(new UserId(RealmId.DEFAULT, "ada"), Profile.UNKNOWN, Set.of(), Instant.MAX);
    private static final Member MEMBER = new Member(ADA.id(), Profile.UNKNOWN);
    private static final ConnectionId PHONE = new ConnectionId("phone");
    private static final ConnectionId LAPTOP = new ConnectionId("laptop");

    private final InMemoryNode.Cluster cluster = cluster();
    private final InMemoryNode here = new InMemoryNode(cluster, "here", TestRealms.BOTH);
    private final InMemoryNode there = new InMemoryNode(cluster, "there", TestRealms.BOTH);
    private final Instant begin = cluster.clock.instant();

    private static InMemoryNode.Cluster cluster() {
        InMemoryNode.Cluster cluster = new InMemoryNode.Cluster();
        cluster.awayAfter = AWAY_AFTER;
        return cluster;
    }

    @BeforeEach
    void sheIsThere() {
        connects(here, PHONE);
    }

    private static void connects(InMemoryNode node, ConnectionId connection) {
        node.online.connected(connection, ADA);
        node.attendance.enter(ROOM, connection, MEMBER);
    }

    private void passes(Duration time) {
        Instant end = cluster.clock.instant().plus(time);
        while (cluster.clock.instant().isBefore(end)) {
            here.timers.advance(LOOK);
            there.timers.advance(Duration.ZERO);
            here.attendance.live();
            there.attendance.live();
        }
    }

    private Optional<Instant> awaySince() {
        return here.attendance.roster(ROOM).members().getFirst().state().awaySince();
    }

    private void acts(InMemoryNode node, ConnectionId connection) {
        node.online.acts(connection, cluster.clock.instant());
    }

    @Test
    void whoHasJustComeIsNotAway() {
        passes(AWAY_AFTER.minus(LOOK));
        assertThat(awaySince()).isEmpty();
    }

    @Test
    void whoDoesNothingIsAwaySinceHeDidSomethingLast() {
        passes(LOOK);
        acts(here, PHONE);
        passes(AWAY_AFTER.plus(LOOK));
        assertThat(awaySince()).contains(begin.plus(LOOK));
    }

    @Test
    void whoDoesSomethingAgainIsThereAtOnce() {
        passes(AWAY_AFTER.plus(LOOK));
        acts(here, PHONE);
        assertThat(awaySince()).isEmpty();
    }

    @Test
    void whoDoesSomethingOnAnotherDeviceIsNotAway() {
        connects(there, LAPTOP);
        passes(AWAY_AFTER.minus(LOOK));
        acts(there, LAPTOP);
        passes(LOOK.multipliedBy(2));
        assertThat(awaySince()).isEmpty();
    }

    @Test
    void whoseLastBusyDeviceGoesIsAway() {
        connects(there, LAPTOP);
        passes(AWAY_AFTER.minus(LOOK));
        acts(there, LAPTOP);
        passes(LOOK.multipliedBy(2));
        there.attendance.leave(ROOM, LAPTOP, MEMBER);
        assertThat(awaySince()).contains(begin);
    }

    @Test
    void whoComesWithAnotherDeviceIsThere() {
        passes(AWAY_AFTER.plus(LOOK));
        connects(there, LAPTOP);
        assertThat(awaySince()).isEmpty();
    }

    @Test
    void whoIsPutBackWhileHeIsAwayIsAwayStill() {
        passes(AWAY_AFTER.plus(LOOK));
        here.presence.wasSilent();
        there.attendance.keepUp();
        here.attendance.keepUp();
        assertThat(awaySince()).contains(begin);
        acts(here, PHONE);
        assertThat(awaySince()).isEmpty();
    }

    @Test
    void aStoreThatIsAwayIsToldWithTheNextLook() {
        here.presence.faults().storeIsAwayAt("idle");
        passes(AWAY_AFTER.plus(LOOK));
        here.presence.faults().heal();
        assertThat(awaySince()).isEmpty();
        passes(LOOK);
        assertThat(awaySince()).contains(begin);
    }

    @Test
    void aReturnThatTheStoreCouldNotBeToldIsToldWithTheNextLook() {
        passes(AWAY_AFTER.plus(LOOK));
        here.presence.faults().storeIsAwayAt("active");
        acts(here, PHONE);
        here.presence.faults().heal();
        passes(LOOK);
        assertThat(awaySince()).isEmpty();
    }

    @Test
    void anAnswerThatIsLostLeavesNobodyAway() {
        here.presence.faults().answerIsLostAt("idle");
        passes(AWAY_AFTER.plus(LOOK));
        here.presence.faults().heal();
        acts(here, PHONE);
        assertThat(awaySince()).isEmpty();
    }
}
