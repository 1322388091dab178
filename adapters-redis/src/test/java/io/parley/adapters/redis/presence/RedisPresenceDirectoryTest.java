package io.parley.adapters.redis.presence;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.redisson.api.RedissonClient;

import io.parley.adapters.redis.Keys;
import io.parley.adapters.redis.LeapingClock;
import io.parley.adapters.redis.SharedClients;
import io.parley.adapters.redis.node.NodeLease;
import io.parley.application.presence.PresenceDirectory;
import io.parley.application.presence.PresenceDirectoryContract;
import io.parley.application.presence.Unversioned;
import io.parley.devservices.testing.TestServers;
import io.parley.domain.channel.ChannelId;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.connection.ConnectionId;
import io.parley.domain.connection.NodeId;
import io.parley.domain.delivery.MemberJoined;
import io.parley.domain.delivery.MemberLeft;
import io.parley.domain.identity.Profile;
import io.parley.domain.identity.RealmId;
import io.parley.domain.identity.UserId;
import io.parley.domain.presence.Member;

import static org.assertj.core.api.Assertions.assertThat;

/** The contract on a real Redis, and what is Redis' own. */
class RedisPresenceDirectoryTest extends PresenceDirectoryContract {
    /** Longer than any test takes: a lease runs out when a test says so. */
    private static final Duration LEASE = Duration.ofMinutes(5);

    private final List<RedissonClient> clients = new ArrayList<>();
    private final Map<PresenceDirectory, NodeLease> leases = new HashMap<>();
    private final ChannelId channel = new ChannelId(new RealmId("r-" + UUID.randomUUID()), new ChannelName("room:1"));
    private final ConnectionId connection = new ConnectionId("c-1");

    @Override
    protected PresenceDirectory node(String nodeId) {
        return node(nodeId, LEASE);
    }

    private PresenceDirectory node(String nodeId, Duration length) {
        RedissonClient redis = client();
        NodeLease lease = new NodeLease(redis, new NodeId(nodeId), UUID::randomUUID, length, new LeapingClock());
        PresenceDirectory directory = new RedisPresenceDirectory(redis, lease, UUID::randomUUID);
        leases.put(directory, lease);
        return directory;
    }

    /** Where Redis is. */
    String url() {
        return TestServers.redisUrl();
    }

    private RedissonClient client() {
        RedissonClient redis = SharedClients.borrow(url());
        clients.add(redis);
        return redis;
    }

    @Override
    protected void letLeaseRunOut(PresenceDirectory deadNode) {
        leases.get(deadNode).close();
    }

    /** What the nodes of this test entered is nothing to the tests that follow. */
    @AfterEach
    void leaveAndDisconnect() {
        leases.values().forEach(NodeLease::close);
        node().evictDeadNodes(_ -> {});
        leases.values().forEach(NodeLease::close);
        leases.values().forEach(lease -> lease.forget(lease.life()));
        clients.forEach(SharedClients::giveBack);
    }

    private Member member(String subject) {
        return new Member(new UserId(channel.realm(), subject), Profile.UNKNOWN);
    }

    private PresenceDirectory node() {
        return node("node-" + UUID.randomUUID());
    }

    @ParameterizedTest
    @ValueSource(strings = {"🦊", "a🦊b", "\u0000", "a\u0000b", "ä", "漢字", "a\nb", "\uffff"})
    void aUserOfAnyCharactersIsEvicted(String subject) {
        PresenceDirectory dead = node();
        PresenceDirectory survivor = node();
        dead.join(channel, connection, member(subject));
        letLeaseRunOut(dead);
        assertThat(evictedBy(survivor)).containsExactly(new MemberLeft(channel, member(subject), 0));
    }

    @Test
    void theLongestUserIsEvicted() {
        PresenceDirectory dead = node();
        PresenceDirectory survivor = node();
        Member longest = member("漢".repeat(UserId.MAX_LENGTH));
        dead.join(channel, connection, longest);
        letLeaseRunOut(dead);
        assertThat(evictedBy(survivor)).containsExactly(new MemberLeft(channel, longest, 0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"🦊", "a\u0000b"})
    void whoOfThemWasEvictedMayComeBack(String subject) {
        PresenceDirectory dead = node();
        PresenceDirectory survivor = node();
        dead.join(channel, connection, member(subject));
        letLeaseRunOut(dead);
        evictedBy(survivor);
        assertThat(survivor.join(channel, connection, member(subject)).joined().map(Unversioned::of))
                .contains(new MemberJoined(channel, member(subject), 1));
    }

    @Test
    void aNodeWhoseNameBeginsLikeADeadOnesKeepsItsUsers() {
        String name = "node-" + UUID.randomUUID();
        PresenceDirectory dead = node(name);
        PresenceDirectory survivor = node(name + "1");
        dead.join(channel, connection, member("ada"));
        survivor.join(channel, connection, member("bob"));
        letLeaseRunOut(dead);
        evictedBy(survivor);
        assertThat(survivor.roster(channel).members()).containsExactly(member("bob"));
    }

    @Test
    void aNodeThatIsClosedGivesItsLeaseBack() {
        PresenceDirectory survivor = node();
        PresenceDirectory closed = node();
        closed.join(channel, connection, member("ada"));
        leases.get(closed).close();
        assertThat(evictedBy(survivor)).containsExactly(new MemberLeft(channel, member("ada"), 0));
    }

    @Test
    void aLeaseRunsOutByItself() {
        PresenceDirectory brief = node("node-" + UUID.randomUUID(), Duration.ofMillis(200));
        PresenceDirectory survivor = node();
        brief.join(channel, connection, member("ada"));
        List<MemberLeft> left = new ArrayList<>();
        Awaitility.await().atMost(Duration.ofSeconds(5)).pollInterval(Duration.ofMillis(20)).untilAsserted(() -> {
            left.addAll(evictedBy(survivor));
            assertThat(left).containsExactly(new MemberLeft(channel, member("ada"), 0));
        });
    }

    @Test
    void aRosterThatIsEmptyAgainLeavesNothingBehind() {
        PresenceDirectory node = node();
        node.join(channel, connection, member("ada"));
        node.leave(channel, connection, member("ada"));
        assertThat(clients.getFirst().getKeys().countExists(Keys.of("presence", channel), Keys.of("presence-count", channel))).isZero();
    }

    @Test
    void afterAnEvictionNothingOfTheDeadNodeIsLeft() {
        PresenceDirectory dead = node();
        PresenceDirectory survivor = node();
        dead.join(channel, connection, member("ada"));
        letLeaseRunOut(dead);
        evictedBy(survivor);
        assertThat(leases.get(dead).channelsOf(leases.get(dead).life()).isExists()).isFalse();
        assertThat(clients.getFirst().getKeys().countExists(Keys.of("presence", channel),
                Keys.of("presence-count", channel))).isZero();
    }

    @Test
    void scriptsThatRedisHasForgottenAreSentAgain() {
        PresenceDirectory node = node();
        node.join(channel, connection, member("ada"));
        clients.getFirst().getScript().scriptFlush();
        assertThat(node.leave(channel, connection, member("ada")).map(Unversioned::of))
                .isEqualTo(Optional.of(new MemberLeft(channel, member("ada"), 0)));
    }
}
