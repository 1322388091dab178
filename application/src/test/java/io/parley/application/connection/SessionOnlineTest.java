package io.parley.application.connection;

import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

import org.junit.jupiter.api.Test;

import io.parley.application.event.HubEvent;
import io.parley.application.realm.AddressPolicy;
import io.parley.application.realm.OriginPolicy;
import io.parley.application.realm.Realm;
import io.parley.application.realm.Realms;
import io.parley.domain.channel.ChannelPattern;
import io.parley.domain.channel.ChannelPolicy;
import io.parley.domain.channel.History;
import io.parley.domain.channel.PolicyBook;
import io.parley.domain.channel.RoomUse;
import io.parley.domain.channel.Rule;
import io.parley.domain.channel.Rules;
import io.parley.domain.identity.RealmId;

import static org.assertj.core.api.Assertions.assertThat;

/** When a session makes its user online. */
class SessionOnlineTest {
    private final TestNode node = new TestNode();

    private static long online(TestNode node) {
        return node.told(HubEvent.UserOnline.class).size() - node.told(HubEvent.UserOffline.class).size();
    }

    @Test
    void whoConnectsIsOnline() {
        node.connects(People.ADA);
        node.connects(People.ADA);
        assertThat(node.told(HubEvent.UserOnline.class)).containsExactly(new HubEvent.UserOnline(People.ADA.id()));
    }

    @Test
    void whoIsNotKnownYetIsNot() {
        node.connectsUnknown();
        assertThat(online(node)).isZero();
    }

    @Test
    void whoseLineEndsIsOffline() {
        node.connects(People.ADA).session().closed("gone");
        assertThat(node.told(HubEvent.UserOffline.class)).containsExactly(new HubEvent.UserOffline(People.ADA.id()));
    }

    @Test
    void whoLogsOutIsOfflineOnce() {
        TestClient client = node.connects(People.ADA);
        client.logsOut("1");
        client.session().closed("gone");
        assertThat(node.told(HubEvent.UserOffline.class)).hasSize(1);
    }

    @Test
    void whoIsSentAwayIsOffline() {
        node.connects(People.ADA).session().dismiss();
        assertThat(online(node)).isZero();
    }

    @Test
    void nobodyIsOnlineAtANodeThatStopped() {
        node.connects(People.ADA);
        node.connects(People.BOB);
        node.hub.stop();
        node.connects(People.ADA);
        assertThat(online(node)).isZero();
    }

    @Test
    void whoConnectsWhileTheStoreIsAwayIsGreetedAllTheSame() {
        node.parts.storeIsAwayAt("join");
        TestClient client = node.connects(People.ADA);
        assertThat(client.kinds()).containsExactly("Connected", "Subscribed");
        node.parts.storeIsBack();
        node.parts.attendance.keepUp();
        assertThat(online(node)).isOne();
    }

    /** A team may give the user's own channel presence, and its client may leave it. */
    @Test
    void whoLeavesHisOwnChannelIsOnlineStill() {
        ChannelPolicy seen = new ChannelPolicy(ChannelPattern.of("private:user-{id}"), Rules.of(Rule.USERS, Rule.USERS), History.NONE, true,
                RoomUse.NONE, OptionalInt.empty(), false);
        TestNode other = new TestNode(ManualExecutor.atOnce(), new Realms(List.of(new Realm(RealmId.DEFAULT, Set.of(),
                new PolicyBook(List.of(seen)), false, new OriginPolicy(Set.of()), AddressPolicy.ANYBODY))));
        other.connects(People.ADA).unsubscribes("1", "private:user-ada");
        assertThat(online(other)).isOne();
    }
}
