package io.parley.application.connection;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import io.parley.application.ManualClock;
import io.parley.application.event.HubEvent;
import io.parley.application.protocol.CommandId;
import io.parley.application.protocol.ServerMessage;
import io.parley.domain.connection.CloseCode;
import io.parley.domain.connection.NodeId;
import io.parley.domain.connection.Transport;
import io.parley.domain.identity.Anonymous;
import io.parley.domain.identity.Identity;
import io.parley.domain.identity.RealmId;
import io.parley.domain.refusal.ErrorCode;
import io.parley.domain.refusal.Refusal;

import static org.assertj.core.api.Assertions.assertThat;

/** How a connection begins: known, nobody, unknown or turned away. */
class SessionOpeningTest {
    private final TestNode node = new TestNode();

    @Test
    void whoSaysWhoItIsInTheHandshakeIsConnectedAndHearsItsOwnChannel() {
        assertThat(node.connects(People.ADA).kinds()).containsExactly("Connected", "Subscribed");
    }

    static Stream<Identity> everybody() {
        return Stream.of(People.ADA, People.BACKEND, new Anonymous(RealmId.DEFAULT));
    }

    @ParameterizedTest
    @MethodSource("everybody")
    void connectedTellsTheNodeTheIdentityAndTheHeartbeat(Identity who) {
        TestClient client = node.connects(who);
        assertThat(client.messages().getFirst()).isEqualTo(new ServerMessage.Connected(client.session().connection(), who,
                new NodeId("node-1"), TestNode.HEARTBEAT, ManualClock.START));
    }

    @ParameterizedTest
    @MethodSource("everybody")
    void theHubTellsThatAConnectionOpened(Identity who) {
        TestClient client = node.connects(who);
        assertThat(node.told(HubEvent.ConnectionOpened.class)).containsExactly(
                new HubEvent.ConnectionOpened(client.session().connection(), Transport.WEBSOCKET, who));
    }

    @Test
    void whoHasNoOwnChannelIsToldOfNone() {
        assertThat(List.of(node.connects(People.BACKEND), node.connectsAsNobody())).extracting(TestClient::kinds)
                .containsOnly(List.of("Connected"));
    }

    @Test
    void whoIsNobodyIsNotHeldToTheDeadline() {
        TestClient nobody = node.connectsAsNobody();
        node.timePasses(30);
        assertThat(nobody.downlink().closed()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"public:lobby, true", "room:1, false", "chat:1, false", "private:user-ada, false"})
    void whoIsNobodyHearsPublicChannelsAlone(String channel, boolean heard) {
        TestClient nobody = node.connectsAsNobody();
        nobody.subscribes("1", channel);
        if (heard) {
            assertThat(nobody.reply("1")).isInstanceOf(ServerMessage.Subscribed.class);
        } else {
            assertThat(nobody.refusal("1")).isEqualTo(ErrorCode.PERMISSION_DENIED);
        }
    }

    @Test
    void whoIsNobodyAndShowsATokenIsNotGreetedTwice() {
        TestClient client = node.connectsAsNobody();
        client.authenticates("1", "ada's");
        assertThat(client.kinds()).containsExactly("Connected", "Authenticated", "Subscribed");
    }

    @Test
    void whoShowsATokenFirstIsAuthenticatedThenConnected() {
        TestClient client = node.connectsUnknown();
        client.authenticates("1", "ada's");
        assertThat(client.kinds()).containsExactly("Authenticated", "Connected", "Subscribed");
    }

    @Test
    void theReplyToATokenCarriesItsId() {
        TestClient client = node.connectsUnknown();
        client.authenticates("1", "ada's");
        assertThat(client.reply("1")).isEqualTo(new ServerMessage.Authenticated(Optional.of(new CommandId("1")), People.ADA));
    }

    @Test
    void whoSaysNothingIsToldNothingAtFirst() {
        assertThat(node.connectsUnknown().messages()).isEmpty();
    }

    @Test
    void whoIsUnknownIsNotTold() {
        node.connectsUnknown();
        assertThat(node.parts.events.events()).isEmpty();
    }

    @Test
    void aBadTokenIsAnsweredAndTheLineClosed() {
        TestClient client = node.connectsUnknown();
        client.authenticates("1", "forged");
        assertThat(client.kinds()).containsExactly("Refused", "Disconnect");
        assertThat(client.refusal("1")).isEqualTo(ErrorCode.AUTH_REQUIRED);
        assertThat(client.downlink().closed()).contains(CloseCode.AUTHENTICATION_FAILED);
    }

    @Test
    void aTokenOfAnotherRealmIsABadOne() {
        node.parts.tokens.with("eve's", new Anonymous(new RealmId("school")));
        TestClient client = node.connectsUnknown();
        client.authenticates("1", "eve's");
        assertThat(client.downlink().closed()).contains(CloseCode.AUTHENTICATION_FAILED);
    }

    @Test
    void whoSaysNothingUntilTheDeadlineIsRefused() {
        TestClient client = node.connectsUnknown();
        node.timePasses(10);
        assertThat(client.kinds()).containsExactly("Refused", "Disconnect");
        assertThat(TestClient.codeOf(client.messages().getFirst())).isEqualTo(ErrorCode.AUTH_REQUIRED);
        assertThat(client.downlink().closed()).contains(CloseCode.AUTHENTICATION_FAILED);
    }

    @Test
    void whoSpeaksBeforeTheDeadlineIsHeldToItNoMore() {
        TestClient client = node.connectsUnknown();
        node.timePasses(9);
        client.authenticates("1", "ada's");
        node.timePasses(9);
        assertThat(client.downlink().closed()).isEmpty();
    }

    @Test
    void commandsBeforeTheTokenDoNotMoveTheDeadline() {
        TestClient client = node.connectsUnknown();
        node.timePasses(9);
        client.pings("1");
        node.timePasses(1);
        assertThat(client.refusal("1")).isEqualTo(ErrorCode.AUTH_REQUIRED);
        assertThat(client.downlink().closed()).contains(CloseCode.AUTHENTICATION_FAILED);
    }

    @Test
    void aTokenThatCannotBeJudgedNowIsAnsweredAndMayBeShownAgain() {
        TestClient client = node.connectsUnknown();
        node.parts.tokens.faults().storeIsAwayAt("authenticate");
        client.authenticates("1", "ada's");
        node.parts.tokens.faults().heal();
        client.authenticates("2", "ada's");
        assertThat(client.refusal("1")).isEqualTo(ErrorCode.UNAVAILABLE);
        assertThat(client.reply("2")).isInstanceOf(ServerMessage.Authenticated.class);
    }

    @ParameterizedTest
    @CsvSource({"AUTH_REQUIRED, AUTHENTICATION_FAILED", "PERMISSION_DENIED, FORBIDDEN", "UNAVAILABLE, GOING_AWAY"})
    void whoIsTurnedAwayIsToldWhyAndClosed(ErrorCode why, CloseCode how) {
        Refusal refusal = Refusal.of(why, "no");
        TestClient client = node.turnsAway(refusal);
        assertThat(client.messages()).containsExactly(new ServerMessage.Refused(Optional.empty(), refusal, ManualClock.START),
                new ServerMessage.Disconnect(how, Optional.empty()));
        assertThat(client.downlink().closed()).contains(how);
    }

    @Test
    void whoIsTurnedAwayIsForgotten() {
        node.turnsAway(Refusal.of(ErrorCode.PERMISSION_DENIED, "no"));
        assertThat(node.hub.size()).isZero();
        assertThat(node.parts.timers.pending()).isEmpty();
    }

    @Test
    void theHubTellsWhomItTurnedAwayAndWhy() {
        node.turnsAway(Refusal.of(ErrorCode.PERMISSION_DENIED, "no"));
        assertThat(node.parts.events.events()).containsExactly(new HubEvent.Refused(Transport.WEBSOCKET, ErrorCode.PERMISSION_DENIED),
                new HubEvent.ConnectionRejected(Transport.WEBSOCKET, "no"));
    }

    @Test
    void theHubTellsOfABadToken() {
        node.connectsUnknown().authenticates("1", "forged");
        assertThat(node.parts.events.events())
                .containsExactly(new HubEvent.Refused(Transport.WEBSOCKET, ErrorCode.AUTH_REQUIRED),
                        new HubEvent.ConnectionRejected(Transport.WEBSOCKET, "These credentials are worth nothing"));
    }

    @Test
    void theHubTellsOfOneWhoSaidNothingInTime() {
        node.connectsUnknown();
        node.timePasses(10);
        assertThat(node.parts.events.events())
                .containsExactly(new HubEvent.Refused(Transport.WEBSOCKET, ErrorCode.AUTH_REQUIRED),
                        new HubEvent.ConnectionRejected(Transport.WEBSOCKET, "No credentials came in time"));
    }

    @Test
    void theHubTellsOfOneWhoWentUnknown() {
        node.connectsUnknown().session().closed("gone");
        assertThat(node.parts.events.events()).containsExactly(new HubEvent.ConnectionRejected(Transport.WEBSOCKET, "gone"));
        assertThat(node.hub.size()).isZero();
    }
}
