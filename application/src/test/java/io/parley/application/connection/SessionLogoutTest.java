package io.parley.application.connection;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.parley.application.event.HubEvent;
import io.parley.application.protocol.CommandId;
import io.parley.application.protocol.ServerMessage;
import io.parley.domain.connection.CloseCode;
import io.parley.domain.connection.Transport;
import io.parley.domain.identity.Anonymous;
import io.parley.domain.identity.RealmId;
import io.parley.domain.refusal.ErrorCode;

import static org.assertj.core.api.Assertions.assertThat;

/** A user does not want to be that user any more. */
class SessionLogoutTest {
    private static final Anonymous NOBODY = new Anonymous(RealmId.DEFAULT);

    static Stream<Named<TestNode>> eitherWay() {
        return Stream.of(Named.of("somebody is wanted", new TestNode()), Named.of("nobody is let in", TestNode.open()));
    }

    private static TestClient loggedOut(TestNode node) {
        TestClient ada = node.connects(People.ADA);
        ada.subscribes("1", "room:1");
        ada.logsOut("2");
        return ada;
    }

    @ParameterizedTest
    @MethodSource("eitherWay")
    void aLogoutIsConfirmedAndNothingElseIsSaid(TestNode node) {
        TestClient ada = node.connects(People.ADA);
        ada.logsOut("1");
        assertThat(ada.kinds()).containsExactly("Connected", "Subscribed", "Authenticated");
        assertThat(ada.reply("1")).isEqualTo(new ServerMessage.Authenticated(Optional.of(new CommandId("1")), NOBODY));
    }

    @ParameterizedTest
    @MethodSource("eitherWay")
    void everyChannelIsLeft(TestNode node) {
        TestClient ada = loggedOut(node);
        assertThat(ada.hears()).doesNotContain(People.ROOM.name(), People.unasked(People.ADA).getFirst().name());
        assertThat(node.parts.attendance.roster(People.ROOM).members()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("eitherWay")
    void theUserIsNobodyNow(TestNode node) {
        assertThat(loggedOut(node).session().identity()).isEqualTo(NOBODY);
    }

    @ParameterizedTest
    @MethodSource("eitherWay")
    void whoLogsInAgainIsNotGreetedAgain(TestNode node) {
        TestClient client = loggedOut(node);
        int said = client.messages().size();
        client.authenticates("3", "bob's");
        assertThat(client.kinds().subList(said, client.kinds().size())).isEqualTo(List.of("Authenticated", "Subscribed"));
    }

    @ParameterizedTest
    @MethodSource("eitherWay")
    void theTokenBeforeEndsNothingAnyMore(TestNode node) {
        TestClient client = node.connectsOneWay(People.ADA);
        client.logsOut("1");
        client.authenticates("2", "ada's next");
        node.timePasses(3600);
        assertThat(client.downlink().closed()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("eitherWay")
    void aLogoutIsConfirmedEvenIfTheStoreCannotBeTold(TestNode node) {
        TestClient ada = node.connects(People.ADA);
        ada.subscribes("1", "room:1");
        node.parts.storeIsAwayAt("leave");
        ada.logsOut("2");
        assertThat(ada.reply("2")).isInstanceOf(ServerMessage.Authenticated.class);
    }

    @Test
    void whoIsUnknownCannotLogOut() {
        TestClient client = new TestNode().connectsUnknown();
        client.logsOut("1");
        assertThat(client.refusal("1")).isEqualTo(ErrorCode.AUTH_REQUIRED);
        assertThat(client.downlink().closed()).isEmpty();
    }

    @Nested
    class WhereNobodyIsLetIn {
        private final TestNode node = TestNode.open();
        private final TestClient client = loggedOut(node);

        @Test
        void theConnectionGoesOn() {
            client.subscribes("3", "public:lobby");
            assertThat(client.reply("3")).isInstanceOf(ServerMessage.Subscribed.class);
        }

        @Test
        void thereIsNoDeadline() {
            node.timePasses(30);
            assertThat(client.downlink().closed()).isEmpty();
        }

        @Test
        void nobodyMayNotWhatTheUserMight() {
            client.subscribes("3", "room:1");
            assertThat(client.refusal("3")).isEqualTo(ErrorCode.PERMISSION_DENIED);
        }

        @Test
        void theHubTellsThatTheUserWentAndNobodyCame() {
            assertThat(node.told(HubEvent.ConnectionClosed.class)).containsExactly(
                    new HubEvent.ConnectionClosed(client.session().connection(), Transport.WEBSOCKET, People.ADA, "logged out"));
            assertThat(node.told(HubEvent.ConnectionOpened.class)).extracting(HubEvent.ConnectionOpened::identity)
                    .containsExactly(People.ADA, NOBODY);
        }
    }

    @Nested
    class WhereSomebodyIsWanted {
        private final TestNode node = new TestNode();
        private final TestClient client = loggedOut(node);

        @Test
        void anythingButATokenIsRefused() {
            client.subscribes("3", "public:lobby");
            assertThat(client.refusal("3")).isEqualTo(ErrorCode.AUTH_REQUIRED);
        }

        @Test
        void notEvenWhatIsForAllIsHeard() {
            assertThat(client.hears()).isEmpty();
            assertThat(node.parts.backplane.attached()).isEmpty();
        }

        @Test
        void anotherTokenHasToComeInTime() {
            node.timePasses(9);
            assertThat(client.downlink().closed()).isEmpty();
            node.timePasses(1);
            assertThat(client.downlink().closed()).contains(CloseCode.AUTHENTICATION_FAILED);
        }

        @Test
        void whoShowsATokenInTimeGoesOn() {
            node.timePasses(9);
            client.authenticates("3", "ada's");
            node.timePasses(9);
            assertThat(client.downlink().closed()).isEmpty();
            assertThat(client.session().identity()).isEqualTo(People.ADA);
        }

        @Test
        void aBadTokenEndsIt() {
            client.authenticates("3", "forged");
            assertThat(client.refusal("3")).isEqualTo(ErrorCode.AUTH_REQUIRED);
            assertThat(client.downlink().closed()).contains(CloseCode.AUTHENTICATION_FAILED);
        }

        @Test
        void theHubTellsOnceThatTheUserWent() {
            client.session().closed("gone");
            assertThat(node.told(HubEvent.ConnectionClosed.class)).containsExactly(
                    new HubEvent.ConnectionClosed(client.session().connection(), Transport.WEBSOCKET, People.ADA, "logged out"));
        }
    }
}
