package io.parley.application.presence;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.parley.domain.channel.ChannelId;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.connection.ConnectionId;
import io.parley.domain.delivery.MemberJoined;
import io.parley.domain.delivery.MemberLeft;
import io.parley.domain.identity.Profile;
import io.parley.domain.identity.RealmId;
import io.parley.domain.identity.UserId;
import io.parley.domain.presence.Member;
import io.parley.domain.presence.Roster;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What {@link PresenceDirectory} promises, as a program. An adapter's test extends it, gives it nodes and ends them itself. Realms, channels
 * and nodes are new in every test, so that a store may be shared by all.
 */
public abstract class PresenceDirectoryContract {
    private final RealmId realm = new RealmId("r-" + UUID.randomUUID());
    private final ChannelId channel = channel("room:" + UUID.randomUUID());
    private final Member ada = member("ada");
    private final Member bob = member("bob");
    private final ConnectionId first = connection();
    private final ConnectionId second = connection();
    private PresenceDirectory here;
    private PresenceDirectory there;

    /** For adapters' tests. */
    protected PresenceDirectoryContract() {}

    /** A new node of the one cluster that all nodes of this test share. It need not have a lease yet: the contract renews it at once. */
    protected abstract PresenceDirectory node(String nodeId);

    /**
     * When this returns, the node has been silent for the length of its lease. If it is used again, then as a node that was only slow. The
     * others renew theirs right after this, before anybody evicts.
     */
    protected abstract void letLeaseRunOut(PresenceDirectory deadNode);

    @BeforeEach
    void twoNodesOfOneCluster() {
        here = living();
        there = living();
    }

    private PresenceDirectory living() {
        PresenceDirectory node = node("node-" + UUID.randomUUID());
        node.renewLease();
        return node;
    }

    private ChannelId channel(String name) {
        return new ChannelId(realm, new ChannelName(name));
    }

    private Member member(String subject) {
        return new Member(new UserId(realm, subject), new Profile(Optional.of("Name of " + subject), Optional.of("https://x.test/ä.png")));
    }

    private static ConnectionId connection() {
        return new ConnectionId(UUID.randomUUID().toString());
    }

    private List<Member> members() {
        return here.roster(channel).members();
    }

    private void dies(PresenceDirectory node, PresenceDirectory... survivors) {
        letLeaseRunOut(node);
        List.of(survivors).forEach(PresenceDirectory::renewLease);
    }

    /** What the node tells of the dead. */
    protected static List<MemberLeft> evictedBy(PresenceDirectory node) {
        List<MemberLeft> left = new ArrayList<>();
        node.evictDeadNodes(left::add);
        return left;
    }

    private static <T> List<T> atOnce(List<Callable<T>> tasks) throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<T>> futures = tasks.stream().map(task -> threads.submit(() -> {
                go.await();
                return task.call();
            })).toList();
            go.countDown();
            List<T> results = new ArrayList<>();
            for (Future<T> future : futures) {
                results.add(future.get());
            }
            return results;
        }
    }

    // Coming

    @Test
    void theFirstConnectionOfAUserJoins() {
        assertThat(here.join(channel, first, ada)).contains(new MemberJoined(channel, ada, 1));
    }

    @Test
    void usersAreCountedAndNotTheirConnections() {
        ConnectionId third = connection();
        assertThat(here.count(channel)).isZero();
        here.join(channel, first, ada);
        there.join(channel, second, ada);
        there.join(channel, third, bob);
        assertThat(here.count(channel)).isEqualTo(2);
        here.leave(channel, first, ada);
        assertThat(there.count(channel)).isEqualTo(2);
        there.leave(channel, third, bob);
        assertThat(here.count(channel)).isEqualTo(1);
    }

    @Test
    void theSecondConnectionOfAUserIsNoJoin() {
        here.join(channel, first, ada);
        assertThat(here.join(channel, second, ada)).isEmpty();
    }

    @Test
    void theSecondConnectionOfAUserIsNoJoinOnAnotherNodeEither() {
        here.join(channel, first, ada);
        assertThat(there.join(channel, second, ada)).isEmpty();
    }

    @Test
    void joiningTwiceIsJoiningOnce() {
        here.join(channel, first, ada);
        assertThat(here.join(channel, first, ada)).isEmpty();
    }

    @Test
    void whoJoinedTwiceWithOneConnectionLeavesWithIt() {
        here.join(channel, first, ada);
        here.join(channel, first, ada);
        assertThat(here.leave(channel, first, ada)).contains(new MemberLeft(channel, ada, 0));
    }

    @Test
    void aJoinCountsTheUsersAndNotTheConnections() {
        here.join(channel, first, ada);
        here.join(channel, second, ada);
        assertThat(there.join(channel, connection(), bob)).contains(new MemberJoined(channel, bob, 2));
    }

    @Test
    void oneConnectionMayBeInManyChannels() {
        here.join(channel, first, ada);
        assertThat(here.join(channel("room:" + UUID.randomUUID()), first, ada)).isPresent();
    }

    @Test
    void ofManyJoinsOfOneUserAtOnceExactlyOneIsTold() throws Exception {
        List<Optional<MemberJoined>> told = atOnce(IntStream.range(0, 32)
                .<Callable<Optional<MemberJoined>>>mapToObj(i -> () -> (i % 2 == 0 ? here : there).join(channel, connection(), ada))
                .toList());
        assertThat(told.stream().flatMap(Optional::stream)).containsExactly(new MemberJoined(channel, ada, 1));
    }

    @Test
    void ofManyUsersWhoJoinAtOnceEachIsToldAnotherCount() throws Exception {
        List<Optional<MemberJoined>> told = atOnce(IntStream.range(0, 32).<Callable<Optional<MemberJoined>>>mapToObj(
                i -> () -> (i % 2 == 0 ? here : there).join(channel, connection(), member("user-" + i))).toList());
        assertThat(told.stream().map(join -> join.orElseThrow().count())).containsExactlyInAnyOrderElementsOf(
                IntStream.rangeClosed(1, 32).boxed().toList());
    }

    // Going

    @Test
    void theLastConnectionOfAUserLeaves() {
        here.join(channel, first, ada);
        assertThat(here.leave(channel, first, ada)).contains(new MemberLeft(channel, ada, 0));
    }

    @Test
    void aConnectionThatIsNotTheLastIsNoLeave() {
        here.join(channel, first, ada);
        there.join(channel, second, ada);
        assertThat(here.leave(channel, first, ada)).isEmpty();
    }

    @Test
    void theLastConnectionLeavesOnWhicheverNodeItIs() {
        here.join(channel, first, ada);
        there.join(channel, second, ada);
        here.leave(channel, first, ada);
        assertThat(there.leave(channel, second, ada)).contains(new MemberLeft(channel, ada, 0));
    }

    @Test
    void leavingTwiceIsLeavingOnce() {
        here.join(channel, first, ada);
        here.leave(channel, first, ada);
        assertThat(here.leave(channel, first, ada)).isEmpty();
    }

    @Test
    void theLeaveOfAConnectionThatIsNotThereIsNothing() {
        assertThat(here.leave(channel, first, ada)).isEmpty();
    }

    @Test
    void theLeaveOfAnUnknownConnectionDoesNotTakeTheUserOut() {
        here.join(channel, first, ada);
        here.leave(channel, second, ada);
        assertThat(members()).containsExactly(ada);
    }

    @Test
    void aLeaveCountsTheUsersWhoAreStillThere() {
        here.join(channel, first, ada);
        here.join(channel, second, bob);
        assertThat(here.leave(channel, first, ada)).contains(new MemberLeft(channel, ada, 1));
    }

    @Test
    void whoLeavesOneChannelStaysInTheOthers() {
        ChannelId other = channel("room:" + UUID.randomUUID());
        here.join(channel, first, ada);
        here.join(other, first, ada);
        here.leave(other, first, ada);
        assertThat(members()).containsExactly(ada);
    }

    @Test
    void whoComesBackJoinsAgain() {
        here.join(channel, first, ada);
        here.leave(channel, first, ada);
        assertThat(here.join(channel, first, ada)).contains(new MemberJoined(channel, ada, 1));
    }

    @Test
    void ofManyLeavesOfOneUserAtOnceExactlyOneIsTold() throws Exception {
        List<ConnectionId> connections = IntStream.range(0, 32).mapToObj(_ -> connection()).toList();
        connections.forEach(connection -> here.join(channel, connection, ada));
        List<Optional<MemberLeft>> told = atOnce(connections.stream()
                .<Callable<Optional<MemberLeft>>>map(connection -> () -> here.leave(channel, connection, ada)).toList());
        assertThat(told.stream().flatMap(Optional::stream)).containsExactly(new MemberLeft(channel, ada, 0));
    }

    @Test
    void underJoinsAndLeavesAtOnceAsManyJoinsAsLeavesAreTold() throws Exception {
        List<Integer> differences = atOnce(IntStream.range(0, 16).<Callable<Integer>>mapToObj(i -> () -> {
            PresenceDirectory node = i % 2 == 0 ? here : there;
            ConnectionId connection = connection();
            int difference = 0;
            for (int round = 0; round < 20; round++) {
                difference += node.join(channel, connection, ada).isPresent() ? 1 : 0;
                difference -= node.leave(channel, connection, ada).isPresent() ? 1 : 0;
            }
            return difference;
        }).toList());
        assertThat(differences.stream().mapToInt(Integer::intValue).sum()).isZero();
    }

    // Rosters

    @Test
    void inAChannelThatNobodyEnteredNobodyIs() {
        assertThat(here.roster(channel)).isEqualTo(Roster.EMPTY);
    }

    @Test
    void aRosterIsOrderedByUserId() {
        List.of("mia", "ada", "zoe", "bob").forEach(subject -> here.join(channel, connection(), member(subject)));
        assertThat(members()).containsExactly(member("ada"), member("bob"), member("mia"), member("zoe"));
    }

    @Test
    void aRosterShowsEachUserOnceHoweverManyConnectionsHeHas() {
        here.join(channel, first, ada);
        there.join(channel, second, ada);
        assertThat(members()).containsExactly(ada);
    }

    @Test
    void aRosterIsTheSameOnEveryNode() {
        here.join(channel, first, ada);
        there.join(channel, second, bob);
        assertThat(there.roster(channel)).isEqualTo(here.roster(channel)).isEqualTo(new Roster(List.of(ada, bob)));
    }

    @Test
    void whoLeftIsInNoRoster() {
        here.join(channel, first, ada);
        here.leave(channel, first, ada);
        assertThat(there.roster(channel)).isEqualTo(Roster.EMPTY);
    }

    @Test
    void aMemberWithoutAProfileIsShownWithoutOne() {
        Member unknown = new Member(ada.user(), Profile.UNKNOWN);
        here.join(channel, first, unknown);
        assertThat(members()).containsExactly(unknown);
    }

    @ParameterizedTest
    @ValueSource(strings = {"auth0|Jörg", "a b", "a:b", "\"{}\"", "🦊", "0", "%s*?[a]"})
    void aUserMayHaveAnyId(String subject) {
        here.join(channel, first, member(subject));
        assertThat(there.roster(channel).members()).containsExactly(member(subject));
    }

    @Test
    void theSameChannelNameInAnotherRealmHasItsOwnRoster() {
        ChannelId elsewhere = new ChannelId(new RealmId("r-" + UUID.randomUUID()), channel.name());
        here.join(channel, first, ada);
        assertThat(here.roster(elsewhere)).isEqualTo(Roster.EMPTY);
    }

    @Test
    void theSameSubjectInAnotherRealmIsAnotherUser() {
        ChannelId elsewhere = new ChannelId(new RealmId("r-" + UUID.randomUUID()), channel.name());
        Member namesake = new Member(new UserId(elsewhere.realm(), "ada"), Profile.UNKNOWN);
        here.join(channel, first, ada);
        assertThat(here.join(elsewhere, second, namesake)).contains(new MemberJoined(elsewhere, namesake, 1));
    }

    @Test
    void aChannelOfASimilarNameHasItsOwnRoster() {
        here.join(channel("presence:x"), first, ada);
        assertThat(here.roster(channel("presence.x"))).isEqualTo(Roster.EMPTY);
    }

    // Leases

    @Test
    void whatADeadNodeHadEnteredIsEvicted() {
        there.join(channel, first, ada);
        dies(there, here);
        assertThat(evictedBy(here)).containsExactly(new MemberLeft(channel, ada, 0));
    }

    @Test
    void whoWasEvictedIsInNoRoster() {
        there.join(channel, first, ada);
        dies(there, here);
        evictedBy(here);
        assertThat(members()).isEmpty();
    }

    @Test
    void aUserWhoseOtherConnectionIsOnALivingNodeDoesNotLeave() {
        there.join(channel, first, ada);
        here.join(channel, second, ada);
        dies(there, here);
        assertThat(evictedBy(here)).isEmpty();
    }

    @Test
    void aUserWhoseOtherConnectionIsOnALivingNodeStaysInTheRoster() {
        there.join(channel, first, ada);
        here.join(channel, second, ada);
        dies(there, here);
        evictedBy(here);
        assertThat(members()).containsExactly(ada);
    }

    @Test
    void aUserWhoseConnectionsWereAllOnDeadNodesLeavesOnce() {
        there.join(channel, first, ada);
        there.join(channel, second, ada);
        dies(there, here);
        assertThat(evictedBy(here)).containsExactly(new MemberLeft(channel, ada, 0));
    }

    @Test
    void everyChannelOfADeadNodeIsTidied() {
        ChannelId other = channel("room:" + UUID.randomUUID());
        there.join(channel, first, ada);
        there.join(other, first, ada);
        dies(there, here);
        assertThat(evictedBy(here)).containsExactlyInAnyOrder(new MemberLeft(channel, ada, 0), new MemberLeft(other, ada, 0));
    }

    @Test
    void whatALivingNodeHadEnteredStays() {
        here.join(channel, first, ada);
        there.join(channel, second, bob);
        dies(there, here);
        evictedBy(here);
        assertThat(members()).containsExactly(ada);
    }

    @Test
    void asLongAsAllNodesLiveNobodyIsEvicted() {
        there.join(channel, first, ada);
        here.renewLease();
        there.renewLease();
        assertThat(evictedBy(here)).isEmpty();
    }

    @Test
    void anEvictionIsToldOnce() {
        there.join(channel, first, ada);
        dies(there, here);
        evictedBy(here);
        assertThat(evictedBy(here)).isEmpty();
    }

    @Test
    void ofTwoSurvivorsOneAloneIsToldOfEachLeave() throws Exception {
        PresenceDirectory third = living();
        List<Member> users = IntStream.range(0, 20).mapToObj(i -> member("user-" + i)).toList();
        users.forEach(user -> there.join(channel, connection(), user));
        dies(there, here, third);
        List<List<MemberLeft>> told = atOnce(List.of(() -> evictedBy(here), () -> evictedBy(third)));
        assertThat(told.stream().flatMap(List::stream).map(MemberLeft::member)).containsExactlyInAnyOrderElementsOf(users);
    }

    @Test
    void aLeaveOfAnEvictedConnectionIsNothing() {
        there.join(channel, first, ada);
        dies(there, here);
        evictedBy(here);
        assertThat(here.leave(channel, first, ada)).isEmpty();
    }

    @Test
    void whoWasEvictedMayComeBackOnAnotherNode() {
        there.join(channel, first, ada);
        dies(there, here);
        evictedBy(here);
        assertThat(here.join(channel, second, ada)).contains(new MemberJoined(channel, ada, 1));
    }

    // Back from the dead

    @Test
    void aLeaseThatIsRenewedInTimeHeldAllAlong() {
        here.renewLease();
        assertThat(here.renewLease()).isTrue();
    }

    @Test
    void aNodeThatWasSilentIsToldOnceThatItsLeaseHadEnded() {
        letLeaseRunOut(there);
        assertThat(List.of(there.renewLease(), there.renewLease())).containsExactly(false, true);
    }

    @Test
    void whatASlowNodeEntersAgainIsAJoinIfItWasEvicted() {
        there.join(channel, first, ada);
        dies(there, here);
        evictedBy(here);
        there.renewLease();
        assertThat(there.join(channel, first, ada)).contains(new MemberJoined(channel, ada, 1));
    }

    @Test
    void whatASlowNodeEntersAgainInTimeIsNoJoin() {
        there.join(channel, first, ada);
        dies(there, here);
        there.renewLease();
        assertThat(there.join(channel, first, ada)).isEmpty();
    }

    @Test
    void whatASlowNodeEnteredAgainIsNotEvictedWithWhatItHadBefore() {
        there.join(channel, first, ada);
        there.join(channel, second, bob);
        dies(there, here);
        there.renewLease();
        there.join(channel, first, ada);
        assertThat(evictedBy(here)).containsExactly(new MemberLeft(channel, bob, 1));
        assertThat(members()).containsExactly(ada);
    }

    @Test
    void whatASlowNodeDoesNotEnterAgainItEvictsItself() {
        there.join(channel, first, ada);
        dies(there, here);
        there.renewLease();
        assertThat(evictedBy(there)).containsExactly(new MemberLeft(channel, ada, 0));
    }

    @Test
    void whoWasEnteredAgainLeavesOnce() {
        there.join(channel, first, ada);
        dies(there, here);
        there.renewLease();
        there.join(channel, first, ada);
        assertThat(there.leave(channel, first, ada)).contains(new MemberLeft(channel, ada, 0));
        assertThat(evictedBy(here)).isEmpty();
    }

    @Test
    void whoLeavesASlowNodeBeforeHeIsEnteredAgainLeavesOnce() {
        there.join(channel, first, ada);
        dies(there, here);
        there.renewLease();
        assertThat(there.leave(channel, first, ada)).contains(new MemberLeft(channel, ada, 0));
        assertThat(evictedBy(here)).isEmpty();
    }

    /** It may learn of its death by the next thing it does, and not by its sign of life. */
    @Test
    void whoComesToANodeThatDoesNotKnowThatItIsDeadStays() {
        there.join(channel, first, bob);
        dies(there, here);
        evictedBy(here);
        assertThat(there.join(channel, second, ada)).contains(new MemberJoined(channel, ada, 1));
        assertThat(evictedBy(here)).isEmpty();
        assertThat(members()).containsExactly(ada);
    }

    @Test
    void aNodeThatLearnsOfItsDeathByAJoinIsToldOfItByItsSignOfLife() {
        dies(there, here);
        there.join(channel, first, ada);
        assertThat(there.renewLease()).isFalse();
    }

    @Test
    void aNodeMayDieMoreThanOnce() {
        for (int death = 0; death < 3; death++) {
            there.join(channel, first, ada);
            dies(there, here);
            assertThat(evictedBy(here)).containsExactly(new MemberLeft(channel, ada, 0));
            there.renewLease();
        }
        assertThat(members()).isEmpty();
    }

    @Test
    void oneConnectionMayBeTwoUsersOneAfterTheOther() {
        here.join(channel, first, ada);
        here.join(channel, first, bob);
        assertThat(here.leave(channel, first, ada)).contains(new MemberLeft(channel, ada, 1));
        assertThat(members()).containsExactly(bob);
    }
}
