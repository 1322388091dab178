package io.parley.application.channel;

import java.time.Duration;
import java.util.Set;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.parley.application.InMemoryNode;
import io.parley.application.ManualClock;
import io.parley.application.delivery.RecordingListener;
import io.parley.application.event.HubEvent;
import io.parley.application.realm.TestRealms;
import io.parley.domain.channel.ChannelRecord;
import io.parley.domain.delivery.MemberKicked;
import io.parley.domain.delivery.RoomChanged;
import io.parley.domain.refusal.Outcome;

import static org.assertj.core.api.Assertions.assertThat;

/** The order in which a change takes effect, and what is left of it where a store is away. */
class RoomsFaultsTest extends OneNode {
    private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);

    private final InMemoryNode elsewhere = new InMemoryNode(cluster, "elsewhere", TestRealms.BOTH);
    private final RecordingListener told = new RecordingListener();

    @BeforeEach
    void aRoomThatSomebodyHearsAndEverybodyKnows() {
        makes(CLUB, SomeRoom.ofMembers("ada", "bob"));
        elsewhere.records.of(CLUB_ID);
        elsewhere.backplane.attach(CLUB_ID, told);
    }

    private ChannelRecord kept() {
        return node.directory.find(CLUB_ID, cluster.clock.instant());
    }

    /** What another node finds at the moment when this one begins to tell of a change. */
    private ChannelRecord whenItIsTold(Runnable deed) {
        ChannelRecord[] found = new ChannelRecord[1];
        node.backplane.faults().justBefore("publish", () -> found[0] = elsewhere.records.of(CLUB_ID));
        deed.run();
        return found[0];
    }

    // Kept first, then told: whoever is judged anew because he was told finds what is new

    @Test
    void aChangeIsKeptAndFoundBeforeItIsTold() {
        ChannelRecord found = whenItIsTold(() -> makes(CLUB, SomeRoom.ofMembers("bob")));
        assertThat(found.room()).contains(SomeRoom.ofMembers("bob"));
    }

    @Test
    void aClosedRoomIsGoneBeforeItIsTold() {
        assertThat(whenItIsTold(() -> node.rooms.close(BACKEND, CLUB)).room()).isEmpty();
    }

    @Test
    void whoIsKickedIsNoMemberAndBannedBeforeItIsTold() {
        ChannelRecord found = whenItIsTold(() -> node.rooms.kick(BACKEND, CLUB, ADA, "", FIVE_MINUTES));
        assertThat(found.room().orElseThrow().members()).contains(Set.of("bob"));
        assertThat(found.bans().hold(ADA, ManualClock.START)).isTrue();
    }

    @Test
    void thoseInsideHearOfARoomAfterThoseWhoListen() {
        elsewhere.backplane.attach(ROOM_ID, told);
        int before = node.events.events().size();
        node.backplane.faults().justAfter("publish", () -> assertThat(node.events.events()).hasSize(before));
        makes(ROOM, SomeRoom.ofMembers("ada"));
        assertThat(node.events.events()).hasSize(before + 1);
    }

    // Stores that are away

    @ParameterizedTest
    @ValueSource(strings = {"put", "forget", "publish"})
    void aChangeThatFailsTellsNobodyAndMayBeAskedForAgain(String step) {
        node.storeIsAwayAt(step);
        unavailable(() -> node.rooms.put(BACKEND, CLUB, SomeRoom.ofMembers("bob")));
        assertThat(told.events()).isEmpty();
        node.storeIsBack();
        assertThat(node.rooms.put(BACKEND, CLUB, SomeRoom.ofMembers("bob"))).isEqualTo(Outcome.done(false));
        assertThat(elsewhere.records.of(CLUB_ID).room()).contains(SomeRoom.ofMembers("bob"));
        assertThat(told.events()).singleElement().isInstanceOf(RoomChanged.class);
    }

    @Test
    void whatCouldNotBeKeptIsAsItWas() {
        node.storeIsAwayAt("put", "remove", "removeMember", "ban");
        unavailable(() -> node.rooms.put(BACKEND, CLUB, SomeRoom.ofMembers("bob")));
        unavailable(() -> node.rooms.close(BACKEND, CLUB));
        unavailable(() -> node.rooms.kick(BACKEND, CLUB, ADA, "", FIVE_MINUTES));
        assertThat(kept().room()).contains(SomeRoom.ofMembers("ada", "bob"));
        assertThat(told.events()).isEmpty();
        assertThat(node.events.events(HubEvent.RoomClosed.class)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"find", "ban", "removeMember", "forget", "publish"})
    void aKickThatFailsMayBeAskedForAgain(String step) {
        node.storeIsAwayAt(step);
        unavailable(() -> node.rooms.kick(BACKEND, CLUB, ADA, "", FIVE_MINUTES));
        assertThat(told.events()).isEmpty();
        node.storeIsBack();
        assertThat(node.rooms.kick(BACKEND, CLUB, ADA, "", FIVE_MINUTES)).isInstanceOf(Outcome.Done.class);
        assertThat(elsewhere.records.of(CLUB_ID).bans().hold(ADA, ManualClock.START)).isTrue();
        assertThat(told.events()).containsExactly(new MemberKicked(CLUB_ID, ADA, ""));
    }

    @Test
    void whoIsBannedIsBannedEvenIfHeCouldNotBeTakenOffTheMembers() {
        node.storeIsAwayAt("removeMember");
        unavailable(() -> node.rooms.kick(BACKEND, CLUB, ADA, "", FIVE_MINUTES));
        assertThat(kept().bans().hold(ADA, ManualClock.START)).isTrue();
    }

    @Test
    void whatCannotBeLookedUpIsAFailure() {
        node.storeIsAwayAt("find", "roster");
        unavailable(() -> node.rooms.get(BACKEND, CLUB));
        unavailable(() -> node.rooms.roster(BACKEND, CLUB));
    }

    @Test
    void whoCannotBeToldIsNotDismissed() {
        node.storeIsAwayAt("publish");
        unavailable(() -> node.rooms.dismiss(BACKEND, ADA));
    }
}
