package io.parley.application.connection;

import java.util.Optional;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.parley.application.protocol.ServerMessage;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.delivery.Message;
import io.parley.domain.refusal.ErrorCode;

import static org.assertj.core.api.Assertions.assertThat;

/** A token that comes with a subscribe holds for that channel alone. */
class SessionTokenInSubscribeTest {
    private static final ChannelName OPS = new ChannelName("admin:ops");

    private final TestNode node = new TestNode();
    private final TestClient ada = node.connectsOneWay(People.ADA);

    @BeforeEach
    void tokens() {
        node.parts.tokens.with("ada's as admin", People.adaAsAdmin(60)).with("backend's", People.BACKEND);
    }

    @Test
    void theChannelIsEnteredByTheTokensRights() {
        ada.subscribesWith("1", "admin:ops", "ada's as admin");
        node.broadcasts("admin:ops", "alarm");
        assertThat(ada.reply("1")).isInstanceOf(ServerMessage.Subscribed.class);
        assertThat(ada.heard(Message.class)).hasSize(1);
    }

    @Test
    void whatTheConnectionMightByItselfDoesNotCount() {
        TestClient admin = node.connects(People.adaAsAdmin(3600));
        admin.subscribesWith("1", "admin:ops", "ada's");
        assertThat(admin.refusal("1")).isEqualTo(ErrorCode.PERMISSION_DENIED);
        assertThat(admin.hears()).doesNotContain(OPS);
    }

    @Test
    void anotherChannelIsStillJudgedByTheConnection() {
        ada.subscribesWith("1", "admin:ops", "ada's as admin");
        ada.subscribes("2", "admin:staff");
        assertThat(ada.refusal("2")).isEqualTo(ErrorCode.PERMISSION_DENIED);
    }

    @Test
    void whatIsSaidThereIsStillJudgedByTheConnection() {
        ada.subscribesWith("1", "admin:ops", "ada's as admin");
        ada.publishes("2", "admin:ops", "1");
        assertThat(ada.refusal("2")).isEqualTo(ErrorCode.PERMISSION_DENIED);
    }

    @Test
    void whoIsThereIsSeenByTheTokensRights() {
        ada.subscribesWith("1", "admin:ops", "ada's as admin");
        ada.seesPresence("2", "admin:ops");
        assertThat(ada.reply("2")).isInstanceOf(ServerMessage.Presence.class);
    }

    @Test
    void theConnectionIsWhoItWas() {
        ada.subscribesWith("1", "admin:ops", "ada's as admin");
        assertThat(ada.session().identity()).isEqualTo(People.ADA);
        assertThat(ada.kinds()).doesNotContain("Authenticated");
    }

    @Test
    void aRefreshOfTheConnectionLeavesTheChannelItsToken() {
        ada.subscribesWith("1", "admin:ops", "ada's as admin");
        ada.authenticates("2", "ada's next");
        assertThat(ada.hears()).contains(OPS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"forged", "bob's", "backend's"})
    void aTokenThatIsNotTheUsersIsRefusedAndNothingChanges(String token) {
        ada.subscribesWith("1", "room:1", token);
        assertThat(ada.refusal("1")).isEqualTo(ErrorCode.AUTH_REQUIRED);
        assertThat(ada.hears()).doesNotContain(People.ROOM.name());
        assertThat(ada.session().identity()).isEqualTo(People.ADA);
        assertThat(ada.downlink().closed()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"forged", "bob's", "ada's"})
    void whatWasHeardByAnotherTokenIsHeardStillWhenTheNextOneIsNoGood(String token) {
        ada.subscribesWith("1", "admin:ops", "ada's as admin");
        ada.subscribesWith("2", "admin:ops", token);
        node.broadcasts("admin:ops", "alarm");
        assertThat(ada.reply("2")).isInstanceOf(ServerMessage.Refused.class);
        assertThat(ada.heard(Message.class)).hasSize(1);
    }

    @Test
    void whoIsNobodyCannotShowATokenForOneChannel() {
        TestClient nobody = node.connectsAsNobody();
        nobody.subscribesWith("1", "public:lobby", "ada's");
        assertThat(nobody.refusal("1")).isEqualTo(ErrorCode.AUTH_REQUIRED);
        assertThat(nobody.hears()).containsExactly(ChannelName.ALL);
    }

    @Test
    void whoIsUnknownCannotShowATokenForOneChannel() {
        TestClient unknown = node.connectsUnknown();
        unknown.subscribesWith("1", "room:1", "ada's");
        assertThat(unknown.refusal("1")).isEqualTo(ErrorCode.AUTH_REQUIRED);
        assertThat(unknown.hears()).isEmpty();
    }

    @Test
    void aTokenThatCannotBeJudgedNowIsAnsweredAndNothingChanges() {
        node.parts.tokens.faults().storeIsAwayAt("authenticate");
        ada.subscribesWith("1", "room:1", "ada's");
        assertThat(ada.refusal("1")).isEqualTo(ErrorCode.UNAVAILABLE);
        assertThat(ada.hears()).doesNotContain(People.ROOM.name());
    }

    @Test
    void theChannelIsLeftAtTheFirstPingAfterTheTokensEnd() {
        ada.subscribesWith("1", "admin:ops", "ada's as admin");
        node.timePasses(74);
        assertThat(ada.messages(ServerMessage.Removed.class)).isEmpty();
        node.timePasses(1);
        assertThat(ada.messages(ServerMessage.Removed.class))
                .containsExactly(new ServerMessage.Removed(OPS, "permission-lost", Optional.of(ErrorCode.AUTH_REQUIRED)));
        assertThat(ada.hears()).doesNotContain(OPS);
        assertThat(node.parts.attendance.roster(People.channel("admin:ops")).members()).isEmpty();
    }

    @Test
    void theConnectionAndItsOtherChannelsOutliveTheToken() {
        ada.subscribes("1", "room:1");
        ada.subscribesWith("2", "admin:ops", "ada's as admin");
        node.timePasses(75);
        assertThat(ada.downlink().closed()).isEmpty();
        assertThat(ada.hears()).contains(People.ROOM.name());
    }

    @Test
    void aLaterTokenKeepsTheChannel() {
        node.parts.tokens.with("ada's next as admin", People.adaAsAdmin(1200));
        ada.subscribesWith("1", "admin:ops", "ada's as admin");
        ada.subscribesWith("2", "admin:ops", "ada's next as admin");
        node.timePasses(600);
        assertThat(ada.hears()).contains(OPS);
    }

    @Test
    void aSubscribeWithoutATokenIsJudgedByTheConnectionFromThenOn() {
        ada.subscribesWith("1", "room:1", "ada's as admin");
        ada.subscribes("2", "room:1");
        node.timePasses(75);
        assertThat(ada.hears()).contains(People.ROOM.name());
    }

    @Test
    void theChannelIsCalledAsTheSubscriberCallsItWhenItIsLost() {
        ada.subscribesWith("1", "user.ada", "ada's as admin");
        node.timePasses(75);
        assertThat(ada.messages(ServerMessage.Removed.class)).extracting(ServerMessage.Removed::channel)
                .containsExactly(new ChannelName("user.ada"));
    }
}
