package io.parley.application.connection;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;

import io.parley.application.event.HubEvent;
import io.parley.application.protocol.CommandId;
import io.parley.application.protocol.ServerMessage;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.connection.CloseCode;
import io.parley.domain.connection.Transport;
import io.parley.domain.delivery.MemberUpdated;
import io.parley.domain.delivery.Message;
import io.parley.domain.identity.Profile;
import io.parley.domain.identity.User;
import io.parley.domain.presence.Member;
import io.parley.domain.refusal.ErrorCode;

import static org.assertj.core.api.Assertions.assertThat;

/** Another token on a live connection. */
class SessionCredentialsTest {
    private static final User RENAMED = new User(People.ADA.id(), new Profile(Optional.of("Ada"), Optional.empty()), Set.of(),
            People.ADA.expiry());

    private final TestNode node = new TestNode();
    private final TestClient ada = node.connects(People.ADA);

    @Test
    void aRefreshIsConfirmedAndNothingElseIsSaid() {
        ada.authenticates("1", "ada's next");
        assertThat(ada.kinds()).containsExactly("Connected", "Subscribed", "Authenticated");
        assertThat(ada.reply("1"))
                .isEqualTo(new ServerMessage.Authenticated(Optional.of(new CommandId("1")), People.user("ada", 7200)));
    }

    @Test
    void aRefreshMovesTheExpiry() {
        TestClient client = node.connectsOneWay(People.ADA);
        client.authenticates("1", "ada's next");
        node.timePasses(7199);
        assertThat(client.downlink().closed()).isEmpty();
        node.timePasses(1);
        assertThat(client.downlink().closed()).contains(CloseCode.AUTHENTICATION_FAILED);
    }

    @Test
    void aRefreshByATokenThatEndsEarlierBringsTheExpiryNearer() {
        node.parts.tokens.with("ada's short", People.user("ada", 600));
        TestClient client = node.connectsOneWay(People.ADA);
        client.authenticates("1", "ada's short");
        node.timePasses(600);
        assertThat(client.downlink().closed()).contains(CloseCode.AUTHENTICATION_FAILED);
    }

    @Test
    void aRefreshKeepsTheChannels() {
        ada.subscribes("1", "room:1");
        ada.authenticates("2", "ada's next");
        node.broadcasts("room:1", "greeting");
        assertThat(node.parts.attendance.roster(People.ROOM).members()).containsExactly(People.ADA_MEMBER);
        assertThat(ada.heard(Message.class)).hasSize(1);
    }

    @Test
    void aRefreshWithAnotherNameIsSeenByTheOthers() {
        TestClient bob = node.connects(People.BOB);
        bob.subscribes("1", "room:1");
        ada.subscribes("1", "room:1");
        node.parts.tokens.with("ada, renamed", RENAMED);
        ada.authenticates("2", "ada, renamed");
        assertThat(bob.heard(MemberUpdated.class)).extracting(update -> update.member().profile()).containsExactly(RENAMED.profile());
        ada.session().closed("gone");
        node.timePasses(10);
        assertThat(node.parts.attendance.roster(People.ROOM).members()).containsExactly(People.BOB_MEMBER);
    }

    @Test
    void aNameThatTheStoreCannotBeToldIsToldWhenItIsBackAndCostsNoChannel() {
        ada.subscribes("1", "room:1");
        node.parts.tokens.with("ada, renamed", RENAMED);
        node.parts.presence.faults().storeIsAwayAt("join");
        ada.authenticates("2", "ada, renamed");
        assertThat(ada.messages(ServerMessage.Removed.class)).isEmpty();
        assertThat(ada.hears()).contains(People.ROOM.name());
        node.parts.storeIsBack();
        node.parts.attendance.keepUp();
        assertThat(node.parts.attendance.roster(People.ROOM).members()).extracting(Member::profile).containsExactly(RENAMED.profile());
    }

    @Test
    void aRefreshHasEveryChannelJudgedAgain() {
        TestClient admin = node.connects(People.adaAsAdmin(3600));
        admin.subscribes("1", "admin:ops");
        admin.subscribes("2", "room:1");
        admin.authenticates("3", "ada's next");
        assertThat(admin.messages(ServerMessage.Removed.class)).containsExactly(
                new ServerMessage.Removed(new ChannelName("admin:ops"), "permission-lost", Optional.of(ErrorCode.PERMISSION_DENIED)));
        assertThat(admin.hears()).contains(People.ROOM.name()).doesNotContain(new ChannelName("admin:ops"));
    }

    @Test
    void theHubTellsOfARefreshAndThatNobodyCameOrWent() {
        List<HubEvent> before = node.parts.events.events();
        ada.authenticates("1", "ada's next");
        List<HubEvent> after = node.parts.events.events();
        assertThat(after.subList(before.size(), after.size()))
                .containsExactly(new HubEvent.Authenticated(ada.session().connection(), People.user("ada", 7200)));
    }

    @Test
    void aBadTokenIsAnsweredAndChangesNothing() {
        ada.subscribes("1", "room:1");
        ada.authenticates("2", "forged");
        assertThat(ada.refusal("2")).isEqualTo(ErrorCode.AUTH_REQUIRED);
        assertThat(ada.session().identity()).isEqualTo(People.ADA);
        assertThat(ada.downlink().closed()).isEmpty();
        assertThat(node.parts.attendance.roster(People.ROOM).members()).containsExactly(People.ADA_MEMBER);
    }

    @Test
    void aTokenThatCannotBeJudgedNowChangesNothing() {
        node.parts.tokens.faults().storeIsAwayAt("authenticate");
        ada.authenticates("1", "bob's");
        assertThat(ada.refusal("1")).isEqualTo(ErrorCode.UNAVAILABLE);
        assertThat(ada.session().identity()).isEqualTo(People.ADA);
        assertThat(ada.downlink().closed()).isEmpty();
    }

    @Test
    void anotherUserIsConfirmedAndHearsItsOwnChannelButIsNotGreetedAgain() {
        ada.authenticates("1", "bob's");
        assertThat(ada.kinds()).containsExactly("Connected", "Subscribed", "Authenticated", "Subscribed");
        assertThat(ada.messages(ServerMessage.Subscribed.class).getLast().channel()).hasToString("private:user-bob");
    }

    @Test
    void theUserBeforeLeavesAllRosters() {
        ada.subscribes("1", "room:1");
        ada.subscribes("2", "chat:1");
        ada.authenticates("3", "bob's");
        assertThat(node.parts.attendance.roster(People.ROOM).members()).isEmpty();
        assertThat(node.parts.attendance.roster(People.channel("chat:1")).members()).isEmpty();
    }

    @Test
    void theUserBeforeIsHeardNoMore() {
        ada.subscribes("1", "room:1");
        ada.authenticates("2", "bob's");
        assertThat(node.parts.backplane.attached()).containsExactlyInAnyOrderElementsOf(People.unasked(People.BOB));
    }

    @Test
    void whatIsSaidAfterwardsIsSaidByTheNewUser() {
        ada.authenticates("1", "bob's");
        ada.subscribes("2", "room:1");
        ada.publishes("3", "room:1", "1");
        assertThat(ada.heard(Message.class)).extracting(Message::sender).containsExactly(Optional.of(People.BOB.id()));
    }

    @Test
    void theHubTellsThatOneUserWentAndAnotherCame() {
        ada.authenticates("1", "bob's");
        var connection = ada.session().connection();
        assertThat(node.parts.events.events()).containsExactly(
                new HubEvent.ConnectionOpened(connection, Transport.WEBSOCKET, People.ADA),
                new HubEvent.UserOnline(People.ADA.id()),
                new HubEvent.UserOffline(People.ADA.id()),
                new HubEvent.ConnectionClosed(connection, Transport.WEBSOCKET, People.ADA, "logged out"),
                new HubEvent.Authenticated(connection, People.BOB),
                new HubEvent.ConnectionOpened(connection, Transport.WEBSOCKET, People.BOB),
                new HubEvent.UserOnline(People.BOB.id()));
    }

    @Test
    void theExpiryIsThatOfTheNewUser() {
        node.parts.tokens.with("bob's long", People.user("bob", 7200));
        TestClient client = node.connectsOneWay(People.ADA);
        client.authenticates("1", "bob's long");
        node.timePasses(7199);
        assertThat(client.downlink().closed()).isEmpty();
    }

    @Test
    void anotherUserIsTakenEvenIfTheStoreCannotBeToldThatTheFirstLeft() {
        ada.subscribes("1", "room:1");
        node.parts.storeIsAwayAt("leave");
        ada.authenticates("2", "bob's");
        assertThat(ada.reply("2")).isInstanceOf(ServerMessage.Authenticated.class);
        assertThat(ada.session().identity()).isEqualTo(People.BOB);
        assertThat(ada.hears()).doesNotContain(People.ROOM.name());
    }
}
