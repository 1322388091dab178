package io.parley.application.connection;

import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;

import io.parley.application.event.HubEvent;
import io.parley.application.protocol.ClientCommand;
import io.parley.application.protocol.CommandId;
import io.parley.application.protocol.ServerMessage;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.delivery.MemberJoined;
import io.parley.domain.delivery.MemberLeft;
import io.parley.domain.identity.Identity;
import io.parley.domain.preference.Preferences;
import io.parley.domain.preference.PreferencesChange;
import io.parley.domain.preference.Visibility;
import io.parley.domain.presence.Roster;
import io.parley.domain.refusal.ErrorCode;
import io.parley.domain.refusal.Outcome;

import static org.assertj.core.api.Assertions.assertThat;

/** What a user's connections are told of his preferences, and whether others see him, on two nodes. */
class SessionPreferencesTest {
    private static final Preferences UNSEEN = new Preferences(Set.of(), Set.of(), Visibility.INVISIBLE);
    private static final PreferencesChange HIDE = presence(Visibility.INVISIBLE);
    private static final PreferencesChange SHOW = presence(Visibility.VISIBLE);

    private final TestNode node = new TestNode();
    private final TestNode other = node.another("node-2");
    private final TestClient phone = node.connects(People.ADA);
    private final TestClient laptop = other.connects(People.ADA);
    private final TestClient bob = other.connects(People.BOB);

    private static PreferencesChange presence(Visibility visibility) {
        return new PreferencesChange(Optional.empty(), Optional.empty(), Optional.of(visibility));
    }

    private static ServerMessage.Preferred preferred(String id, Preferences preferences) {
        return new ServerMessage.Preferred(Optional.of(new CommandId(id)), preferences);
    }

    private Roster roster() {
        return node.parts.attendance.roster(People.ROOM);
    }

    @Test
    void whoNeverChangedAnythingIsToldWhatHoldsForEverybody() {
        phone.seesPreferences("1");
        assertThat(phone.reply("1")).isEqualTo(preferred("1", Preferences.NONE));
    }

    @Test
    void aChangeIsAnsweredWithAllThatHolds() {
        phone.changes("1", HIDE);
        assertThat(phone.reply("1")).isEqualTo(preferred("1", UNSEEN));
        laptop.seesPreferences("2");
        assertThat(laptop.reply("2")).isEqualTo(preferred("2", UNSEEN));
    }

    @Test
    void hisOtherConnectionsAreToldUnaskedAndNobodyElse() {
        TestClient tablet = node.connects(People.ADA);
        phone.changes("1", HIDE);
        ServerMessage.Preferred news = new ServerMessage.Preferred(Optional.empty(), UNSEEN);
        assertThat(laptop.messages(ServerMessage.Preferred.class)).containsExactly(news);
        assertThat(tablet.messages(ServerMessage.Preferred.class)).containsExactly(news);
        assertThat(phone.messages(ServerMessage.Preferred.class)).hasSize(1);
        assertThat(bob.messages(ServerMessage.Preferred.class)).isEmpty();
    }

    @Test
    void whoIsNobodyHasNone() {
        TestClient nobody = TestNode.open().connectsAsNobody();
        nobody.seesPreferences("1");
        nobody.changes("2", HIDE);
        assertThat(nobody.refusal("1")).isEqualTo(ErrorCode.PERMISSION_DENIED);
        assertThat(nobody.refusal("2")).isEqualTo(ErrorCode.PERMISSION_DENIED);
    }

    @Test
    void aStoreThatIsAwayCanBeAskedAgain() {
        node.parts.preferences.faults().storeIsAwayAt("find", "change");
        phone.seesPreferences("1");
        phone.changes("2", HIDE);
        assertThat(phone.refusal("1")).isEqualTo(ErrorCode.UNAVAILABLE);
        assertThat(phone.refusal("2")).isEqualTo(ErrorCode.UNAVAILABLE);
    }

    @Test
    void whoBecomesInvisibleLeavesTheRosterAndSeesOthersStill() {
        phone.subscribes("0", "room:1");
        bob.subscribes("0", "room:1");
        phone.changes("1", HIDE);
        assertThat(bob.heard(MemberLeft.class)).extracting(MemberLeft::member).containsExactly(People.ADA_MEMBER);
        assertThat(roster().members()).containsExactly(People.BOB_MEMBER);
        bob.unsubscribes("1", "room:1");
        assertThat(phone.heard(MemberLeft.class)).extracting(MemberLeft::member).containsExactly(People.BOB_MEMBER);
    }

    @Test
    void itHoldsForAllHisConnections() {
        phone.subscribes("0", "room:1");
        laptop.subscribes("0", "room:1");
        bob.subscribes("0", "room:1");
        phone.changes("1", HIDE);
        assertThat(bob.heard(MemberLeft.class)).hasSize(1);
        assertThat(roster().members()).containsExactly(People.BOB_MEMBER);
    }

    @Test
    void whoComesInvisibleIsNotSeenComing() {
        bob.subscribes("0", "room:1");
        phone.changes("1", HIDE);
        phone.subscribes("2", "room:1");
        laptop.subscribes("2", "room:1");
        assertThat(bob.heard(MemberJoined.class)).isEmpty();
        assertThat(((ServerMessage.Subscribed) phone.reply("2")).presence().orElseThrow().members()).containsExactly(People.BOB_MEMBER);
    }

    @Test
    void whoBecomesVisibleAgainJoinsOnce() {
        phone.changes("1", HIDE);
        phone.subscribes("2", "room:1");
        laptop.subscribes("2", "room:1");
        bob.subscribes("0", "room:1");
        laptop.changes("3", SHOW);
        assertThat(bob.heard(MemberJoined.class)).extracting(MemberJoined::member).containsExactly(People.ADA_MEMBER);
        assertThat(roster().members()).containsExactlyInAnyOrder(People.ADA_MEMBER, People.BOB_MEMBER);
    }

    @Test
    void nobodyIsToldOfHisOwnLeave() {
        phone.subscribes("0", "room:1");
        laptop.subscribes("0", "room:1");
        phone.changes("1", HIDE);
        assertThat(phone.heard(MemberLeft.class)).isEmpty();
        assertThat(laptop.heard(MemberLeft.class)).isEmpty();
    }

    @Test
    void whoDoesNotWantToSeeOthersDoesNotJoinByBecomingVisible() {
        phone.changes("1", HIDE);
        phone.asks(new ClientCommand.Subscribe(Optional.empty(), new ChannelName("room:1"), false,
                Optional.empty(), 0, Optional.empty(), Optional.empty()));
        phone.changes("2", SHOW);
        assertThat(roster().members()).isEmpty();
    }

    @Test
    void aRosterThatCouldNotBeToldIsMadeGoodAtTheNextHeartbeat() {
        phone.changes("1", HIDE);
        phone.subscribes("2", "room:1");
        node.parts.presence.faults().storeIsAwayAt("join");
        phone.changes("3", SHOW);
        assertThat(phone.reply("3")).isInstanceOf(ServerMessage.Preferred.class);
        assertThat(node.told(HubEvent.Failed.class)).isNotEmpty();
        node.parts.storeIsBack();
        node.timePasses(25);
        assertThat(roster().members()).containsExactly(People.ADA_MEMBER);
    }

    @Test
    void aServerChangesThemAsHeCould() {
        phone.subscribes("0", "room:1");
        Identity backend = People.BACKEND;
        Outcome<Preferences> changed = other.parts.preferring.change(backend, People.ADA.id(), HIDE);
        assertThat(changed).isEqualTo(Outcome.done(UNSEEN));
        assertThat(phone.messages(ServerMessage.Preferred.class)).containsExactly(new ServerMessage.Preferred(Optional.empty(), UNSEEN));
        assertThat(roster().members()).isEmpty();
    }
}
