package io.parley.application.connection;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import io.parley.application.ManualClock;
import io.parley.application.realm.TestRealms;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.connection.CloseCode;
import io.parley.domain.connection.ConnectionId;
import io.parley.domain.connection.NodeId;
import io.parley.domain.connection.Transport;
import io.parley.domain.identity.RealmId;

import static org.assertj.core.api.Assertions.assertThat;

/** A node's connections as servers see and end them. */
class HubConnectionsTest {
    private static final ConnectionQuery ALL = all(RealmId.DEFAULT);

    private final TestNode node = new TestNode();

    private static ConnectionQuery all(RealmId realm) {
        return new ConnectionQuery(realm, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), 100);
    }

    private List<ConnectionId> found() {
        return node.hub.find(ALL).stream().map(ConnectionView::id).toList();
    }

    @Test
    void anOpenConnectionIsShownWithWhatItHears() {
        TestClient ada = node.connects(People.ADA);
        node.timePasses(10);
        ada.subscribes("1", "room:1");
        assertThat(node.hub.find(ALL)).containsExactly(new ConnectionView(ada.session().connection(), RealmId.DEFAULT,
                Optional.of(People.ADA.id()), new NodeId("node-1"), Transport.WEBSOCKET, ManualClock.START,
                List.of(new ChannelName("private:user-ada"), new ChannelName("room:1"))));
    }

    @Test
    void nobodysAndServersConnectionsHaveNoUser() {
        node.connectsAsNobody();
        node.connects(People.BACKEND);
        assertThat(node.hub.find(ALL)).hasSize(2).extracting(ConnectionView::user).containsOnly(Optional.empty());
    }

    @Test
    void whoIsNotKnownIsNotShown() {
        node.connectsUnknown();
        TestClient ada = node.connects(People.ADA);
        ada.logsOut("1");
        assertThat(found()).isEmpty();
        assertThat(node.hub.end(RealmId.DEFAULT, ada.session().connection())).isFalse();
    }

    @Test
    void whoIsAnotherUserNowIsShownAsThat() {
        node.connects(People.ADA).authenticates("1", "bob's");
        assertThat(node.hub.find(ALL)).extracting(ConnectionView::user).containsExactly(Optional.of(People.BOB.id()));
    }

    @Test
    void whoIsGoneIsNotShown() {
        node.connects(People.ADA).session().closed("gone");
        assertThat(found()).isEmpty();
    }

    @Test
    void nothingCrossesRealms() {
        TestClient ada = node.connects(People.ADA);
        assertThat(node.hub.find(all(TestRealms.SCHOOL))).isEmpty();
        assertThat(node.hub.end(TestRealms.SCHOOL, ada.session().connection())).isFalse();
        assertThat(ada.downlink().closed()).isEmpty();
    }

    @Test
    void whoIsEndedIsToldWhoDidIt() {
        TestClient ada = node.connects(People.ADA);
        TestClient stays = node.connects(People.ADA);
        assertThat(node.hub.end(RealmId.DEFAULT, ada.session().connection())).isTrue();
        assertThat(ada.downlink().closed()).contains(CloseCode.DISMISSED);
        assertThat(found()).containsExactly(stays.session().connection());
    }
}
