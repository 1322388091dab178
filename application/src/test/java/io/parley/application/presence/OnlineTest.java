package io.parley.application.presence;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import io.parley.application.InMemoryNode;
import io.parley.application.delivery.RecordingListener;
import io.parley.application.event.HubEvent;
import io.parley.application.realm.TestRealms;
import io.parley.domain.channel.ChannelId;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.connection.ConnectionId;
import io.parley.domain.identity.Anonymous;
import io.parley.domain.identity.Profile;
import io.parley.domain.identity.RealmId;
import io.parley.domain.identity.Server;
import io.parley.domain.identity.User;
import io.parley.domain.identity.UserId;

import static org.assertj.core.api.Assertions.assertThat;

/** When a user is online, in the whole cluster. */
class OnlineTest {
    private static final User ADA = new User(new UserId(RealmId.DEFAULT, "ada"), Profile.UNKNOWN, Set.of(), Instant.MAX);
    private static final ConnectionId PHONE = new ConnectionId("phone");
    private static final ConnectionId LAPTOP = new ConnectionId("laptop");
    private static final HubEvent CAME = new HubEvent.UserOnline(ADA.id());
    private static final HubEvent WENT = new HubEvent.UserOffline(ADA.id());

    private final InMemoryNode.Cluster cluster = new InMemoryNode.Cluster();
    private final InMemoryNode here = new InMemoryNode(cluster, "here", TestRealms.BOTH);
    private final InMemoryNode there = new InMemoryNode(cluster, "there", TestRealms.BOTH);

    private List<HubEvent> told() {
        return Stream.of(here, there).flatMap(node -> node.events.events().stream()).toList();
    }

    @Test
    void whoConnectsIsOnline() {
        here.online.connected(PHONE, ADA);
        assertThat(told()).containsExactly(CAME);
    }

    @Test
    void whoConnectsAgainElsewhereIsOnlineAlready() {
        here.online.connected(PHONE, ADA);
        there.online.connected(LAPTOP, ADA);
        assertThat(told()).containsExactly(CAME);
    }

    @Test
    void whoseLastConnectionEndsIsOffline() {
        here.online.connected(PHONE, ADA);
        there.online.connected(LAPTOP, ADA);
        here.online.disconnected(PHONE, ADA);
        assertThat(told()).containsExactly(CAME);
        there.online.disconnected(LAPTOP, ADA);
        assertThat(told()).containsExactly(CAME, WENT);
    }

    @Test
    void whoseNodeDiesIsOfflineOnce() {
        there.online.connected(PHONE, ADA);
        there.presence.wasSilent();
        here.attendance.keepUp();
        here.attendance.keepUp();
        assertThat(told()).containsExactlyInAnyOrder(CAME, WENT);
    }

    @Test
    void whoseNodeWasOnlySlowIsOnlineAgain() {
        there.online.connected(PHONE, ADA);
        there.presence.wasSilent();
        here.attendance.keepUp();
        there.attendance.keepUp();
        assertThat(there.events.events()).containsExactly(CAME, CAME);
        assertThat(here.events.events()).containsExactly(WENT);
    }

    @Test
    void whoConnectsWhileTheStoreIsAwayIsOnlineOnceItIsBack() {
        here.presence.faults().storeIsAwayAt("join");
        here.online.connected(PHONE, ADA);
        here.attendance.keepUp();
        assertThat(told()).isEmpty();
        here.presence.faults().heal();
        here.attendance.keepUp();
        here.attendance.keepUp();
        assertThat(told()).containsExactly(CAME);
    }

    @Test
    void whoCameAndWentWhileTheStoreWasAwayWasNever() {
        here.presence.faults().storeIsAwayAt("join", "leave");
        here.online.connected(PHONE, ADA);
        here.online.disconnected(PHONE, ADA);
        here.presence.faults().heal();
        here.attendance.keepUp();
        assertThat(told()).isEmpty();
    }

    @Test
    void whoWentWhileTheStoreWasAwayIsOfflineOnceItIsBack() {
        here.online.connected(PHONE, ADA);
        here.presence.faults().storeIsAwayAt("leave");
        here.online.disconnected(PHONE, ADA);
        here.presence.faults().heal();
        here.attendance.keepUp();
        assertThat(told()).containsExactly(CAME, WENT);
    }

    @Test
    void whoHasNoUserIdIsNobody() {
        here.online.connected(PHONE, new Anonymous(RealmId.DEFAULT));
        here.online.connected(LAPTOP, new Server(RealmId.DEFAULT, "backend", Set.of()));
        assertThat(told()).isEmpty();
    }

    @Test
    void hisOwnChannelHearsNothingOfIt() {
        RecordingListener heard = new RecordingListener();
        here.backplane.attach(new ChannelId(RealmId.DEFAULT, ChannelName.ownOf(ADA.id())), heard);
        here.online.connected(PHONE, ADA);
        here.online.disconnected(PHONE, ADA);
        assertThat(heard.events()).isEmpty();
    }

    @Test
    void hisNamesakeInAnotherRealmIsAnother() {
        User namesake = new User(new UserId(new RealmId("other"), "ada"), Profile.UNKNOWN, Set.of(), Instant.MAX);
        here.online.connected(PHONE, ADA);
        here.online.connected(LAPTOP, namesake);
        assertThat(told()).containsExactly(CAME, new HubEvent.UserOnline(namesake.id()));
    }
}
