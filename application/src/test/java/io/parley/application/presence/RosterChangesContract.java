package io.parley.application.presence;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.parley.application.delivery.RecordingListener;
import io.parley.domain.channel.ChannelId;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.connection.ConnectionId;
import io.parley.domain.delivery.ChannelEvent;
import io.parley.domain.delivery.MemberJoined;
import io.parley.domain.delivery.MemberLeft;
import io.parley.domain.delivery.MemberUpdated;
import io.parley.domain.identity.Profile;
import io.parley.domain.identity.RealmId;
import io.parley.domain.identity.UserId;
import io.parley.domain.payload.Payload;
import io.parley.domain.presence.Member;
import io.parley.domain.presence.MemberState;
import io.parley.domain.presence.MemberUpdate;
import io.parley.domain.presence.Roster;
import io.parley.domain.presence.RosterVersion;
import io.parley.domain.refusal.ErrorCode;
import io.parley.domain.refusal.Outcome;

import static org.assertj.core.api.Assertions.assertThat;

/** What {@link PresenceDirectory} promises of changes, their versions and what is heard of them, as a program. */
public abstract class RosterChangesContract {
    private static final Instant THEN = Instant.parse("2026-03-01T12:00:00.123Z");

    private final RealmId realm = new RealmId("r-" + UUID.randomUUID());
    private final ChannelId channel = new ChannelId(realm, new ChannelName("room:1"));
    private final Member ada = member("ada", "Ada");
    private final Member bob = member("bob", "Bob");
    private final ConnectionId phone = new ConnectionId("phone-" + UUID.randomUUID());
    private final ConnectionId laptop = new ConnectionId("laptop-" + UUID.randomUUID());
    private final RecordingListener heard = new RecordingListener();
    private PresenceCluster cluster;
    private PresenceDirectory here;
    private PresenceDirectory there;

    /** For adapters' tests. */
    protected RosterChangesContract() {}

    /** A cluster of no nodes. */
    protected abstract PresenceCluster cluster();

    @BeforeEach
    void somebodyListens() {
        cluster = cluster();
        here = cluster.node();
        there = cluster.node();
        cluster.backplane().attach(channel, heard);
    }

    @AfterEach
    void end() {
        cluster.close();
    }

    private Member member(String subject, String name) {
        return new Member(new UserId(realm, subject), new Profile(Optional.of(name), Optional.empty()));
    }

    /** The last of so many changes, all of which were heard, in the order of their versions. */
    private ChannelEvent lastOf(int changes) {
        Awaitility.await().atMost(Duration.ofSeconds(5)).untilAsserted(() -> assertThat(heard.events()).hasSize(changes));
        RosterVersion version = here.roster(channel).version();
        assertThat(new RosterReplay(new Roster(List.of(), new RosterVersion(version.era(), 0))).after(heard.events()).now())
                .isEqualTo(here.roster(channel));
        return Unversioned.of(heard.events().getLast());
    }

    private static MemberUpdate says(String name, String json) {
        return new MemberUpdate(Map.of(name, Payload.ofJson(json)));
    }

    private Outcome<Optional<MemberUpdated>> updates(Member member, String name, String json) {
        return here.update(channel, member.user(), says(name, json));
    }

    private static ErrorCode codeOf(Outcome<?> outcome) {
        return ((Outcome.Refused<?>) outcome).refusal().code();
    }

    private MemberState stateOf(Member member) {
        return there.roster(channel).members().stream().filter(one -> one.user().equals(member.user())).findAny().orElseThrow().state();
    }

    // Versions

    @Test
    void everyChangeIsTheNextVersion() {
        RosterVersion first = here.join(channel, phone, ada).version();
        RosterVersion second = there.join(channel, laptop, bob).version();
        RosterVersion third = here.leave(channel, phone, ada).orElseThrow().version();
        assertThat(second.isNextAfter(first)).isTrue();
        assertThat(third.isNextAfter(second)).isTrue();
        assertThat(there.roster(channel).version()).isEqualTo(third);
    }

    @Test
    void whatChangesNothingIsNoVersion() {
        RosterVersion version = here.join(channel, phone, ada).version();
        assertThat(there.join(channel, laptop, ada).version()).isEqualTo(version);
        here.leave(channel, phone, ada);
        assertThat(here.roster(channel).version()).isEqualTo(version);
    }

    @Test
    void anEmptyRosterHasAVersionThatTheFirstJoinFollows() {
        RosterVersion empty = here.roster(channel).version();
        assertThat(there.join(channel, phone, ada).version().isNextAfter(empty)).isTrue();
    }

    @Test
    void rostersThatNobodyHearsHaveNoVersion() {
        ChannelId own = new ChannelId(realm, ChannelName.ownOf(ada.user()));
        ChannelId seats = new ChannelId(RealmId.HUB, new ChannelName("seats:" + UUID.randomUUID()));
        assertThat(here.join(own, phone, ada).version()).isEqualTo(RosterVersion.UNKNOWN);
        assertThat(here.join(seats, phone, new Member(new UserId(RealmId.HUB, "c-1"), Profile.UNKNOWN)).joined())
                .map(MemberJoined::version).contains(RosterVersion.UNKNOWN);
        assertThat(here.roster(own)).isEqualTo(new Roster(List.of(ada)));
        here.leave(seats, phone, new Member(new UserId(RealmId.HUB, "c-1"), Profile.UNKNOWN));
    }

    // What is heard

    @Test
    void whoComesAndGoesIsHeardOfAsTheCallerIsTold() {
        MemberJoined joined = here.join(channel, phone, ada).joined().orElseThrow();
        MemberLeft left = there.leave(channel, phone, ada).orElseThrow();
        lastOf(2);
        assertThat(heard.events()).containsExactly(joined, left);
    }

    @Test
    void whoseNodeDiesIsHeardOfInTheOrderOfTheVersions() {
        here.join(channel, phone, ada);
        here.join(channel, laptop, bob);
        cluster.letLeaseRunOut(here);
        PresenceDirectoryContract.evictedBy(there);
        assertThat(lastOf(4)).isInstanceOf(MemberLeft.class);
    }

    @Test
    void anotherProfileIsHeardOfAndTheNewestIsSeen() {
        Member renamed = member("ada", "Ada L.");
        here.join(channel, phone, ada);
        there.join(channel, laptop, renamed);
        assertThat(lastOf(2)).isEqualTo(new MemberUpdated(channel, renamed, Set.of(), 1, RosterVersion.UNKNOWN));
        there.leave(channel, laptop, renamed);
        assertThat(here.roster(channel).members()).containsExactly(renamed);
    }

    @Test
    void whoEntersAgainAsHeWasTakesNoNewerProfileBack() {
        Member renamed = member("ada", "Ada L.");
        here.join(channel, phone, ada);
        there.join(channel, laptop, renamed);
        here.join(channel, phone, ada);
        assertThat(here.roster(channel).members()).containsExactly(renamed);
        lastOf(2);
    }

    // What members say of themselves

    @Test
    void whatAMemberSaysIsSeenAndHeard() {
        here.join(channel, phone, ada);
        MemberState state = new MemberState(Map.of("status", Payload.ofJson("\"busy\"")), Optional.empty());
        assertThat(updates(ada, "status", "\"busy\"")).isInstanceOf(Outcome.Done.class);
        assertThat(stateOf(ada)).isEqualTo(state);
        assertThat(lastOf(2)).isEqualTo(new MemberUpdated(channel, ada.as(state), Set.of("status"), 1, RosterVersion.UNKNOWN));
    }

    @Test
    void anUpdateChangesWhatItNamesAlone() {
        here.join(channel, phone, ada);
        updates(ada, "status", "\"busy\"");
        updates(ada, "cursor", "{\"x\":1}");
        updates(ada, "status", "null");
        assertThat(stateOf(ada).data()).containsExactly(Map.entry("cursor", Payload.ofJson("{\"x\":1}")));
        assertThat(lastOf(4)).isInstanceOf(MemberUpdated.class);
    }

    @Test
    void anUpdateThatChangesNothingIsNone() {
        here.join(channel, phone, ada);
        updates(ada, "status", "\"busy\"");
        assertThat(updates(ada, "status", "\"busy\"")).isEqualTo(Outcome.done(Optional.empty()));
        lastOf(2);
    }

    @Test
    void whoIsNotThereSaysNothing() {
        assertThat(codeOf(updates(ada, "status", "\"busy\""))).isEqualTo(ErrorCode.PRESENCE_UPDATE_FAILED);
        here.join(channel, phone, ada);
        here.leave(channel, phone, ada);
        assertThat(codeOf(updates(ada, "status", "\"busy\""))).isEqualTo(ErrorCode.PRESENCE_UPDATE_FAILED);
    }

    @Test
    void whatIsTooMuchIsRefusedAndChangesNothing() {
        here.join(channel, phone, ada);
        updates(ada, "a", "\"" + "x".repeat(4_000) + "\"");
        Outcome<Optional<MemberUpdated>> refused = updates(ada, "b", "\"" + "x".repeat(100) + "\"");
        assertThat(codeOf(refused)).isEqualTo(ErrorCode.MESSAGE_TOO_LARGE);
        assertThat(((Outcome.Refused<?>) refused).refusal().details()).containsEntry("limit", MemberState.MAX_BYTES);
        assertThat(stateOf(ada).data()).containsOnlyKeys("a");
    }

    @Test
    void whoComesBackHasNothingSaidYet() {
        here.join(channel, phone, ada);
        updates(ada, "status", "\"busy\"");
        here.leave(channel, phone, ada);
        there.join(channel, laptop, ada);
        assertThat(stateOf(ada)).isEqualTo(MemberState.NONE);
    }

    // Away

    @Test
    void whoseOnlyConnectionIsIdleIsAway() {
        here.join(channel, phone, ada);
        assertThat(here.idle(channel, phone, ada.user(), THEN)).isPresent();
        assertThat(stateOf(ada).awaySince()).contains(THEN);
        assertThat(here.idle(channel, phone, ada.user(), THEN)).isEmpty();
        lastOf(2);
    }

    @Test
    void whoHasABusyConnectionIsNot() {
        here.join(channel, phone, ada);
        there.join(channel, laptop, ada);
        assertThat(here.idle(channel, phone, ada.user(), THEN)).isEmpty();
        assertThat(there.idle(channel, laptop, ada.user(), THEN.minusSeconds(9))).isPresent();
        assertThat(stateOf(ada).awaySince()).contains(THEN);
        assertThat(there.active(channel, laptop, ada.user())).isPresent();
        assertThat(stateOf(ada).awaySince()).isEmpty();
        assertThat(here.active(channel, phone, ada.user())).isEmpty();
        lastOf(3);
    }

    @Test
    void whoComesWithAnotherConnectionIsThereAndWhoGoesWithItIsAwayAgain() {
        here.join(channel, phone, ada);
        here.idle(channel, phone, ada.user(), THEN);
        there.join(channel, laptop, ada);
        assertThat(stateOf(ada).awaySince()).isEmpty();
        there.leave(channel, laptop, ada);
        assertThat(stateOf(ada).awaySince()).contains(THEN);
        lastOf(4);
    }

    @Test
    void whoIsAwayKeepsWhatHeSays() {
        here.join(channel, phone, ada);
        updates(ada, "status", "\"busy\"");
        here.idle(channel, phone, ada.user(), THEN);
        updates(ada, "cursor", "1");
        assertThat(stateOf(ada)).isEqualTo(new MemberState(
                Map.of("status", Payload.ofJson("\"busy\""), "cursor", Payload.ofJson("1")), Optional.of(THEN)));
        lastOf(4);
    }

    @Test
    void anIdleConnectionThatLeavesOrIsEvictedIsNotCounted() {
        here.join(channel, phone, ada);
        there.join(channel, laptop, ada);
        here.idle(channel, phone, ada.user(), THEN);
        cluster.letLeaseRunOut(here);
        PresenceDirectoryContract.evictedBy(there);
        assertThat(stateOf(ada).awaySince()).isEmpty();
        assertThat(there.idle(channel, laptop, ada.user(), THEN.plusSeconds(1))).isPresent();
        assertThat(stateOf(ada).awaySince()).contains(THEN.plusSeconds(1));
    }

    @Test
    void whoIsNotThereIsNotAway() {
        assertThat(here.idle(channel, phone, ada.user(), THEN)).isEmpty();
        assertThat(here.active(channel, phone, ada.user())).isEmpty();
        assertThat(heard.events()).isEmpty();
    }

    // Last seen

    @Test
    void whenAUserWasThereLastIsRememberedOfHisOwnChannel() {
        ChannelId own = new ChannelId(realm, ChannelName.ownOf(ada.user()));
        here.join(own, phone, ada);
        assertThat(there.lastSeen(own)).isEmpty();
        here.leave(own, phone, ada);
        assertThat(there.lastSeen(own)).isPresent();
        there.join(own, laptop, ada);
        assertThat(here.lastSeen(own)).isEmpty();
    }
}
