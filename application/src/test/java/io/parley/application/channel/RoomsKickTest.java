package io.parley.application.channel;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.parley.application.InMemoryNode;
import io.parley.application.ManualClock;
import io.parley.application.delivery.RecordingListener;
import io.parley.application.realm.TestRealms;
import io.parley.domain.channel.Bans;
import io.parley.domain.channel.ChannelId;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.channel.Room;
import io.parley.domain.delivery.MemberKicked;
import io.parley.domain.delivery.UserDismissed;
import io.parley.domain.identity.Identity;
import io.parley.domain.identity.RealmId;
import io.parley.domain.identity.Scope;
import io.parley.domain.identity.UserId;
import io.parley.domain.refusal.ErrorCode;
import io.parley.domain.refusal.Outcome;

import static org.assertj.core.api.Assertions.assertThat;

/** Servers send users out, end their connections, and look who is there. */
class RoomsKickTest extends OneNode {
    private static final Identity BOUNCER = holding(Scope.ROOMS_WRITE);
    private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);

    private final InMemoryNode elsewhere = new InMemoryNode(cluster, "elsewhere", TestRealms.BOTH);

    private Outcome<ChannelId> kicks(ChannelName channel, UserId user, Duration ban) {
        return node.rooms.kick(BOUNCER, channel, user, "spam", ban);
    }

    private static UserId banned(int i) {
        return new UserId(RealmId.DEFAULT, "banned-" + i);
    }

    private void bansAsManyAsItMay() {
        IntStream.range(0, Bans.MAX).forEach(i -> node.directory.ban(ROOM_ID, banned(i), ManualClock.START.plus(FIVE_MINUTES)));
    }

    private Room kept() {
        return elsewhere.records.of(CLUB_ID).room().orElseThrow();
    }

    // Sending out

    @Test
    void whoIsKickedIsToldOnAllHisConnectionsAndTheOthersAreNot() {
        enters(ada, ROOM);
        enters(adaToo, ROOM);
        enters(bob, ROOM);
        assertThat(kicks(ROOM, ADA, Duration.ZERO)).isEqualTo(Outcome.done(ROOM_ID));
        MemberKicked kick = new MemberKicked(ROOM_ID, ADA, "spam");
        assertThat(ada.happened()).contains(kick);
        assertThat(adaToo.happened()).contains(kick);
        assertThat(bob.happened()).doesNotContain(kick);
    }

    @Test
    void whoIsKickedIsTakenOffTheMembers() {
        makes(CLUB, SomeRoom.ofMembers("ada", "bob"));
        elsewhere.records.of(CLUB_ID);
        kicks(CLUB, ADA, Duration.ZERO);
        assertThat(kept().members()).contains(Set.of("bob"));
    }

    @Test
    void whereNoMembersAreNamedNobodyIsTakenOff() {
        makes(CLUB, Room.PLAIN);
        kicks(CLUB, ADA, Duration.ZERO);
        assertThat(kept()).isEqualTo(Room.PLAIN);
    }

    @Test
    void whoNeedsNotBeAMemberMayComeBackAtOnce() {
        enters(ada, ROOM);
        kicks(ROOM, ADA, Duration.ZERO);
        node.subscribing.leave(ada, ROOM);
        assertThat(asks(ada, wish(ROOM))).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void whoIsNotThereIsKickedAllTheSame() {
        assertThat(kicks(ROOM, ADA, Duration.ZERO)).isEqualTo(Outcome.done(ROOM_ID));
        assertThat(kicks(CLUB, ADA, Duration.ZERO)).isEqualTo(Outcome.done(CLUB_ID));
        assertThat(kicks(LOBBY, ADA, Duration.ZERO)).isInstanceOf(Outcome.Done.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"private:user-ada", "user.ada", "user:ada", "system:all"})
    void nobodyIsKickedFromWhatIsHeardUnasked(String name) {
        RecordingListener told = new RecordingListener();
        elsewhere.backplane.attach(new ChannelId(RealmId.DEFAULT, new ChannelName(name).canonical()), told);
        assertThat(codeOf(kicks(new ChannelName(name), ADA, FIVE_MINUTES))).isEqualTo(ErrorCode.PERMISSION_DENIED);
        assertThat(told.events()).isEmpty();
        assertThat(node.directory.faults().calls("ban")).isZero();
    }

    @Test
    void fromAnUnknownChannelNobodyIsKicked() {
        assertThat(codeOf(kicks(new ChannelName("nowhere"), ADA, Duration.ZERO))).isEqualTo(ErrorCode.CHANNEL_NOT_FOUND);
    }

    @Test
    void withoutTheScopeNobodyKicks() {
        assertThat(codeOf(node.rooms.kick(holding(Scope.PUBLISH, Scope.CONNECTIONS_WRITE), ROOM, ADA, "", FIVE_MINUTES)))
                .isEqualTo(ErrorCode.PERMISSION_DENIED);
        assertThat(node.directory.faults().calls("ban")).isZero();
    }

    // Bans

    @Test
    void whoIsBannedMayNotComeBackUntilThen() {
        kicks(ROOM, ADA, FIVE_MINUTES);
        assertThat(codeOf(asks(ada, wish(ROOM)))).isEqualTo(ErrorCode.PERMISSION_DENIED);
        cluster.clock.advance(FIVE_MINUTES);
        assertThat(asks(ada, wish(ROOM))).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void whoIsKickedWithoutABanStaysBannedAsBefore() {
        kicks(ROOM, ADA, FIVE_MINUTES);
        kicks(ROOM, ADA, Duration.ZERO);
        assertThat(codeOf(asks(ada, wish(ROOM)))).isEqualTo(ErrorCode.PERMISSION_DENIED);
    }

    @Test
    void theLastBanHolds() {
        kicks(ROOM, ADA, FIVE_MINUTES);
        kicks(ROOM, ADA, Duration.ofSeconds(1));
        cluster.clock.advance(Duration.ofSeconds(1));
        assertThat(asks(ada, wish(ROOM))).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void aBanSurvivesTheRoom() {
        makes(CLUB, SomeRoom.ofMembers("ada"));
        kicks(CLUB, ADA, FIVE_MINUTES);
        node.rooms.close(BOUNCER, CLUB);
        makes(CLUB, SomeRoom.ofMembers("ada"));
        assertThat(codeOf(asks(ada, wish(CLUB)))).isEqualTo(ErrorCode.PERMISSION_DENIED);
    }

    @Test
    void whoIsBannedIsBannedOnEveryNode() {
        elsewhere.records.of(ROOM_ID);
        kicks(ROOM, ADA, FIVE_MINUTES);
        assertThat(codeOf(elsewhere.subscribing.enter(ada, wish(ROOM)))).isEqualTo(ErrorCode.PERMISSION_DENIED);
    }

    @Test
    void aThousandAreBannedAndNoMore() {
        bansAsManyAsItMay();
        enters(ada, ROOM);
        assertThat(refusalOf(kicks(ROOM, ADA, FIVE_MINUTES))).satisfies(refusal -> {
            assertThat(refusal.code()).isEqualTo(ErrorCode.CHANNEL_CAPACITY_EXCEEDED);
            assertThat(refusal.details()).containsEntry("limit", 1_000);
        });
        assertThat(ada.happened()).noneMatch(MemberKicked.class::isInstance);
        assertThat(elsewhere.records.of(ROOM_ID).bans().hold(ADA, ManualClock.START)).isFalse();
    }

    @Test
    void oneOfAThousandMayBeBannedForLonger() {
        bansAsManyAsItMay();
        assertThat(kicks(ROOM, banned(7), FIVE_MINUTES.multipliedBy(2))).isInstanceOf(Outcome.Done.class);
        Instant later = ManualClock.START.plus(FIVE_MINUTES);
        assertThat(elsewhere.records.of(ROOM_ID).bans().hold(banned(7), later)).isTrue();
    }

    @Test
    void whereAThousandAreBannedOthersAreStillKicked() {
        bansAsManyAsItMay();
        assertThat(kicks(ROOM, ADA, Duration.ZERO)).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void bansThatHaveEndedMakeRoomForOthers() {
        bansAsManyAsItMay();
        cluster.clock.advance(FIVE_MINUTES);
        assertThat(kicks(ROOM, ADA, FIVE_MINUTES)).isInstanceOf(Outcome.Done.class);
    }

    // Ending connections

    @Test
    void whoIsDismissedIsToldInHisOwnChannel() {
        enters(ada, ChannelName.ownOf(ADA));
        enters(bob, ChannelName.ownOf(BOB));
        assertThat(node.rooms.dismiss(holding(Scope.CONNECTIONS_WRITE), ADA)).isEqualTo(Outcome.done(ADA));
        assertThat(ada.happened()).containsExactly(new UserDismissed(new ChannelId(RealmId.DEFAULT, ChannelName.ownOf(ADA))));
        assertThat(bob.happened()).isEmpty();
    }

    @Test
    void withoutTheScopeNobodyIsDismissed() {
        enters(ada, ChannelName.ownOf(ADA));
        assertThat(codeOf(node.rooms.dismiss(BOUNCER, ADA))).isEqualTo(ErrorCode.PERMISSION_DENIED);
        assertThat(ada.happened()).isEmpty();
    }

    // Looking who is there

    @Test
    void aServerSeesWhoIsThere() {
        enters(ada, ROOM);
        Identity reader = holding(Scope.PRESENCE_READ);
        assertThat(valueOf(node.rooms.roster(reader, ROOM)).members()).containsExactly(member("ada"));
        assertThat(valueOf(node.rooms.roster(reader, LOBBY)).members()).isEmpty();
    }

    @Test
    void whereThereIsNoChannelNobodyIsThere() {
        Identity reader = holding(Scope.PRESENCE_READ);
        assertThat(codeOf(node.rooms.roster(reader, new ChannelName("nowhere")))).isEqualTo(ErrorCode.CHANNEL_NOT_FOUND);
        assertThat(codeOf(node.rooms.roster(reader, CLUB))).isEqualTo(ErrorCode.CHANNEL_NOT_FOUND);
    }

    @Test
    void withoutTheScopeNobodyIsSeen() {
        assertThat(codeOf(node.rooms.roster(BOUNCER, ROOM))).isEqualTo(ErrorCode.PERMISSION_DENIED);
    }
}
