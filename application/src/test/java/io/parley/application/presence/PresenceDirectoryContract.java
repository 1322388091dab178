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
        node.evictDeadNodes(change -> left.add(Unversioned.of(change)));
        return left;
    }

    private static Optional<MemberJoined> join(PresenceDirectory node, ChannelId channel, ConnectionId connection, Member member) {
        return node.join(channel, connection, member).joined().map(Unversioned::of);
    }

    private static Optional<MemberLeft> leave(PresenceDirectory node, ChannelId channel, ConnectionId connection, Member member) {
        return node.leave(channel, connection, member).map(Unversioned::of);
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
        assertThat(join(here, channel, first, ada)).contains(new MemberJoined(channel, ada, 1));
    }

    @Test
    void usersAreCountedAndNotTheirConnections() {
        ConnectionId third = connection();
        assertThat(here.count(channel)).isZero();
        join(here, channel, first, ada);
        join(there, channel, second, ada);
        join(there, channel, third, bob);
        assertThat(here.count(channel)).isEqualTo(2);
        leave(here, channel, first, ada);
        assertThat(there.count(channel)).isEqualTo(2);
        leave(there, channel, third, bob);
        assertThat(here.count(channel)).isEqualTo(1);
    }

    @Test
    void theSecondConnectionOfAUserIsNoJoin() {
        join(here, channel, first, ada);
        assertThat(join(here, channel, second, ada)).isEmpty();
    }

    @Test
    void theSecondConnectionOfAUserIsNoJoinOnAnotherNodeEither() {
        join(here, channel, first, ada);
        assertThat(join(there, channel, second, ada)).isEmpty();
    }

    @Test
    void joiningTwiceIsJoiningOnce() {
        join(here, channel, first, ada);
        assertThat(join(here, channel, first, ada)).isEmpty();
    }

    @Test
    void whoJoinedTwiceWithOneConnectionLeavesWithIt() {
        join(here, channel, first, ada);
        join(here, channel, first, ada);
        assertThat(leave(here, channel, first, ada)).contains(new MemberLeft(channel, ada, 0));
    }

    @Test
    void aJoinCountsTheUsersAndNotTheConnections() {
        join(here, channel, first, ada);
        join(here, channel, second, ada);
        assertThat(join(there, channel, connection(), bob)).contains(new MemberJoined(channel, bob, 2));
    }

    @Test
    void oneConnectionMayBeInManyChannels() {
        join(here, channel, first, ada);
        assertThat(join(here, channel("room:" + UUID.randomUUID()), first, ada)).isPresent();
    }

    @Test
    void ofManyJoinsOfOneUserAtOnceExactlyOneIsTold() throws Exception {
        List<Optional<MemberJoined>> told = atOnce(IntStream.range(0, 32)
                .<Callable<Optional<MemberJoined>>>mapToObj(i -> () -> join(i % 2 == 0 ? here : there, channel, connection(), ada))
                .toList());
        assertThat(told.stream().flatMap(Optional::stream)).containsExactly(new MemberJoined(channel, ada, 1));
    }

    @Test
    void ofManyUsersWhoJoinAtOnceEachIsToldAnotherCount() throws Exception {
        List<Optional<MemberJoined>> told = atOnce(IntStream.range(0, 32).<Callable<Optional<MemberJoined>>>mapToObj(
                i -> () -> join(i % 2 == 0 ? here : there, channel, connection(), member("user-" + i))).toList());
        assertThat(told.stream().map(join -> join.orElseThrow().count())).containsExactlyInAnyOrderElementsOf(
                IntStream.rangeClosed(1, 32).boxed().toList());
    }

    // Going

    @Test
    void theLastConnectionOfAUserLeaves() {
        join(here, channel, first, ada);
        assertThat(leave(here, channel, first, ada)).contains(new MemberLeft(channel, ada, 0));
    }

    @Test
    void aConnectionThatIsNotTheLastIsNoLeave() {
        join(here, channel, first, ada);
        join(there, channel, second, ada);
        assertThat(leave(here, channel, first, ada)).isEmpty();
    }

    @Test
    void theLastConnectionLeavesOnWhicheverNodeItIs() {
        join(here, channel, first, ada);
        join(there, channel, second, ada);
        leave(here, channel, first, ada);
        assertThat(leave(there, channel, second, ada)).contains(new MemberLeft(channel, ada, 0));
    }

    @Test
    void leavingTwiceIsLeavingOnce() {
        join(here, channel, first, ada);
        leave(here, channel, first, ada);
        assertThat(leave(here, channel, first, ada)).isEmpty();
    }

    @Test
    void theLeaveOfAConnectionThatIsNotThereIsNothing() {
        assertThat(leave(here, channel, first, ada)).isEmpty();
    }

    @Test
    void theLeaveOfAnUnknownConnectionDoesNotTakeTheUserOut() {
        join(here, channel, first, ada);
        leave(here, channel, second, ada);
        assertThat(members()).containsExactly(ada);
    }

    @Test
    void aLeaveCountsTheUsersWhoAreStillThere() {
        join(here, channel, first, ada);
        join(here, channel, second, bob);
        assertThat(leave(here, channel, first, ada)).contains(new MemberLeft(channel, ada, 1));
    }

    @Test
    void whoLeavesOneChannelStaysInTheOthers() {
        ChannelId other = channel("room:" + UUID.randomUUID());
        join(here, channel, first, ada);
        join(here, other, first, ada);
        leave(here, other, first, ada);
        assertThat(members()).containsExactly(ada);
    }

    @Test
    void whoComesBackJoinsAgain() {
        join(here, channel, first, ada);
        leave(here, channel, first, ada);
        assertThat(join(here, channel, first, ada)).contains(new MemberJoined(channel, ada, 1));
    }

    @Test
    void ofManyLeavesOfOneUserAtOnceExactlyOneIsTold() throws Exception {
        List<ConnectionId> connections = IntStream.range(0, 32).mapToObj(_ -> connection()).toList();
        connections.forEach(connection -> join(here, channel, connection, ada));
        List<Optional<MemberLeft>> told = atOnce(connections.stream()
                .<Callable<Optional<MemberLeft>>>map(connection -> () -> leave(here, channel, connection, ada)).toList());
        assertThat(told.stream().flatMap(Optional::stream)).containsExactly(new MemberLeft(channel, ada, 0));
    }

    @Test
    void underJoinsAndLeavesAtOnceAsManyJoinsAsLeavesAreTold() throws Exception {
        List<Integer> differences = atOnce(IntStream.range(0, 16).<Callable<Integer>>mapToObj(i -> () -> {
            PresenceDirectory node = i % 2 == 0 ? here : there;
            ConnectionId connection = connection();
            int difference = 0;
            for (int round = 0; round < 20; round++) {
                difference += join(node, channel, connection, ada).isPresent() ? 1 : 0;
                difference -= leave(node, channel, connection, ada).isPresent() ? 1 : 0;
            }
            return difference;
        }).toList());
        assertThat(differences.stream().mapToInt(Integer::intValue).sum()).isZero();
    }

    // Rosters

    @Test
    void inAChannelThatNobodyEnteredNobodyIs() {
        assertThat(members()).isEmpty();
    }

    @Test
    void aRosterIsOrderedByUserId() {
        List.of("mia", "ada", "zoe", "bob").forEach(subject -> join(here, channel, connection(), member(subject)));
        assertThat(members()).containsExactly(member("ada"), member("bob"), member("mia"), member("zoe"));
    }

    @Test
    void aRosterShowsEachUserOnceHoweverManyConnectionsHeHas() {
        join(here, channel, first, ada);
        join(there, channel, second, ada);
        assertThat(members()).containsExactly(ada);
    }

    @Test
    void aRosterIsTheSameOnEveryNode() {
        join(here, channel, first, ada);
        join(there, channel, second, bob);
        assertThat(there.roster(channel)).isEqualTo(here.roster(channel));
        assertThat(members()).containsExactly(ada, bob);
    }

    @Test
    void whoLeftIsInNoRoster() {
        join(here, channel, first, ada);
        leave(here, channel, first, ada);
        assertThat(there.roster(channel).members()).isEmpty();
    }

    @Test
    void aMemberWithoutAProfileIsShownWithoutOne() {
        Member unknown = new Member(ada.user(), Profile.UNKNOWN);
        join(here, channel, first, unknown);
        assertThat(members()).containsExactly(unknown);
    }

    @ParameterizedTest
    @ValueSource(strings = {"auth0|Jörg", "a b", "a:b", "\"{}\"", "🦊", "0", "%s*?[a]"})
    void aUserMayHaveAnyId(String subject) {
        join(here, channel, first, member(subject));
        assertThat(there.roster(channel).members()).containsExactly(member(subject));
    }

    @Test
    void theSameChannelNameInAnotherRealmHasItsOwnRoster() {
        ChannelId elsewhere = new ChannelId(new RealmId("r-" + UUID.randomUUID()), channel.name());
        join(here, channel, first, ada);
        assertThat(here.roster(elsewhere).members()).isEmpty();
    }

    @Test
    void theSameSubjectInAnotherRealmIsAnotherUser() {
        ChannelId elsewhere = new ChannelId(new RealmId("r-" + UUID.randomUUID()), channel.name());
        Member namesake = new Member(new UserId(elsewhere.realm(), "ada"), Profile.UNKNOWN);
        join(here, channel, first, ada);
        assertThat(join(here, elsewhere, second, namesake)).contains(new MemberJoined(elsewhere, namesake, 1));
    }

    @Test
    void aChannelOfASimilarNameHasItsOwnRoster() {
        join(here, channel("presence:x"), first, ada);
        assertThat(here.roster(channel("presence.x")).members()).isEmpty();
    }

    // Leases

    @Test
    void whatADeadNodeHadEnteredIsEvicted() {
        join(there, channel, first, ada);
        dies(there, here);
        assertThat(evictedBy(here)).containsExactly(new MemberLeft(channel, ada, 0));
    }

    @Test
    void whoWasEvictedIsInNoRoster() {
        join(there, channel, first, ada);
        dies(there, here);
        evictedBy(here);
        assertThat(members()).isEmpty();
    }

    @Test
    void aUserWhoseOtherConnectionIsOnALivingNodeDoesNotLeave() {
        join(there, channel, first, ada);
        join(here, channel, second, ada);
        dies(there, here);
        assertThat(evictedBy(here)).isEmpty();
    }

    @Test
    void aUserWhoseOtherConnectionIsOnALivingNodeStaysInTheRoster() {
        join(there, channel, first, ada);
        join(here, channel, second, ada);
        dies(there, here);
        evictedBy(here);
        assertThat(members()).containsExactly(ada);
    }

    @Test
    void aUserWhoseConnectionsWereAllOnDeadNodesLeavesOnce() {
        join(there, channel, first, ada);
        join(there, channel, second, ada);
        dies(there, here);
        assertThat(evictedBy(here)).containsExactly(new MemberLeft(channel, ada, 0));
    }

    @Test
    void everyChannelOfADeadNodeIsTidied() {
        ChannelId other = channel("room:" + UUID.randomUUID());
        join(there, channel, first, ada);
        join(there, other, first, ada);
        dies(there, here);
        assertThat(evictedBy(here)).containsExactlyInAnyOrder(new MemberLeft(channel, ada, 0), new MemberLeft(other, ada, 0));
    }

    @Test
    void whatALivingNodeHadEnteredStays() {
        join(here, channel, first, ada);
        join(there, channel, second, bob);
        dies(there, here);
        evictedBy(here);
        assertThat(members()).containsExactly(ada);
    }

    @Test
    void asLongAsAllNodesLiveNobodyIsEvicted() {
        join(there, channel, first, ada);
        here.renewLease();
        there.renewLease();
        assertThat(evictedBy(here)).isEmpty();
    }

    @Test
    void anEvictionIsToldOnce() {
        join(there, channel, first, ada);
        dies(there, here);
        evictedBy(here);
        assertThat(evictedBy(here)).isEmpty();
    }

    @Test
    void ofTwoSurvivorsOneAloneIsToldOfEachLeave() throws Exception {
        PresenceDirectory third = living();
        List<Member> users = IntStream.range(0, 20).mapToObj(i -> member("user-" + i)).toList();
        users.forEach(user -> join(there, channel, connection(), user));
        dies(there, here, third);
        List<List<MemberLeft>> told = atOnce(List.of(() -> evictedBy(here), () -> evictedBy(third)));
        assertThat(told.stream().flatMap(List::stream).map(MemberLeft::member)).containsExactlyInAnyOrderElementsOf(users);
    }

    @Test
    void aLeaveOfAnEvictedConnectionIsNothing() {
        join(there, channel, first, ada);
        dies(there, here);
        evictedBy(here);
        assertThat(leave(here, channel, first, ada)).isEmpty();
    }

    @Test
    void whoWasEvictedMayComeBackOnAnotherNode() {
        join(there, channel, first, ada);
        dies(there, here);
        evictedBy(here);
        assertThat(join(here, channel, second, ada)).contains(new MemberJoined(channel, ada, 1));
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
        join(there, channel, first, ada);
        dies(there, here);
        evictedBy(here);
        there.renewLease();
        assertThat(join(there, channel, first, ada)).contains(new MemberJoined(channel, ada, 1));
    }

    @Test
    void whatASlowNodeEntersAgainInTimeIsNoJoin() {
        join(there, channel, first, ada);
        dies(there, here);
        there.renewLease();
        assertThat(join(there, channel, first, ada)).isEmpty();
    }

    @Test
    void whatASlowNodeEnteredAgainIsNotEvictedWithWhatItHadBefore() {
        join(there, channel, first, ada);
        join(there, channel, second, bob);
        dies(there, here);
        there.renewLease();
        join(there, channel, first, ada);
        assertThat(evictedBy(here)).containsExactly(new MemberLeft(channel, bob, 1));
        assertThat(members()).containsExactly(ada);
    }

    @Test
    void whatASlowNodeDoesNotEnterAgainItEvictsItself() {
        join(there, channel, first, ada);
        dies(there, here);
        there.renewLease();
        assertThat(evictedBy(there)).containsExactly(new MemberLeft(channel, ada, 0));
    }

    @Test
    void whoWasEnteredAgainLeavesOnce() {
        join(there, channel, first, ada);
        dies(there, here);
        there.renewLease();
        join(there, channel, first, ada);
        assertThat(leave(there, channel, first, ada)).contains(new MemberLeft(channel, ada, 0));
        assertThat(evictedBy(here)).isEmpty();
    }

    @Test
    void whoLeavesASlowNodeBeforeHeIsEnteredAgainLeavesOnce() {
        join(there, channel, first, ada);
        dies(there, here);
        there.renewLease();
        assertThat(leave(there, channel, first, ada)).contains(new MemberLeft(channel, ada, 0));
        assertThat(evictedBy(here)).isEmpty();
    }

    /** It may learn of its death by the next thing it does, and not by its sign of life. */
    @Test
    void whoComesToANodeThatDoesNotKnowThatItIsDeadStays() {
        join(there, channel, first, bob);
        dies(there, here);
        evictedBy(here);
        assertThat(join(there, channel, second, ada)).contains(new MemberJoined(channel, ada, 1));
        assertThat(evictedBy(here)).isEmpty();
        assertThat(members()).containsExactly(ada);
    }

    @Test
    void aNodeThatLearnsOfItsDeathByAJoinIsToldOfItByItsSignOfLife() {
        dies(there, here);
        join(there, channel, first, ada);
        assertThat(there.renewLease()).isFalse();
    }

    @Test
    void aNodeMayDieMoreThanOnce() {
        for (int death = 0; death < 3; death++) {
            join(there, channel, first, ada);
            dies(there, here);
            assertThat(evictedBy(here)).containsExactly(new MemberLeft(channel, ada, 0));
            there.renewLease();
        }
        assertThat(members()).isEmpty();
    }

    @Test
    void oneConnectionMayBeTwoUsersOneAfterTheOther() {
        join(here, channel, first, ada);
        join(here, channel, first, bob);
        assertThat(leave(here, channel, first, ada)).contains(new MemberLeft(channel, ada, 1));
        assertThat(members()).containsExactly(bob);
    }
}
