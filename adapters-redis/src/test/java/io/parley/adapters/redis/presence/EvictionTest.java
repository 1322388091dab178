package io.parley.adapters.redis.presence;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.redisson.api.RedissonClient;

import io.parley.adapters.redis.LeapingClock;
import io.parley.adapters.redis.Redis;
import io.parley.adapters.redis.Script;
import io.parley.adapters.redis.node.NodeLease;
import io.parley.application.ManualClock;
import io.parley.devservices.testing.TestServers;
import io.parley.domain.channel.ChannelId;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.connection.ConnectionId;
import io.parley.domain.connection.NodeId;
import io.parley.domain.delivery.MemberLeft;
import io.parley.domain.identity.Profile;
import io.parley.domain.identity.RealmId;
import io.parley.domain.identity.UserId;
import io.parley.domain.presence.Member;

import static org.assertj.core.api.Assertions.assertThat;

/** What a dead node had entered, much of it, and what it enters late. */
class EvictionTest {
    private static final Duration LENGTH = Duration.ofMinutes(5);
    private static RedissonClient redis;

    private final RealmId realm = new RealmId("r-" + UUID.randomUUID());
    private final ConnectionId connection = new ConnectionId(UUID.randomUUID().toString());
    private final Member ada = new Member(new UserId(realm, "ada"), Profile.UNKNOWN);
    private final NodeLease lease = lease("slow");
    private final NodeLease survivors = lease("survivor");
    private final RedisPresenceDirectory slow = new RedisPresenceDirectory(redis, lease, UUID::randomUUID);
    private final RedisPresenceDirectory survivor = new RedisPresenceDirectory(redis, survivors, UUID::randomUUID);

    @BeforeAll
    static void connect() {
        redis = Redis.connect(TestServers.redisUrl());
    }

    @AfterAll
    static void disconnect() {
        redis.shutdown();
    }

    /** What the nodes of this test entered is nothing to the tests that follow. */
    @AfterEach
    void leave() {
        lease.close();
        evicted();
        survivors.close();
        survivors.forget(survivors.life());
    }

    private static NodeLease lease(String node) {
        return new NodeLease(redis, new NodeId(node), UUID::randomUUID, LENGTH, new LeapingClock());
    }

    private ChannelId channel(int number) {
        return new ChannelId(realm, new ChannelName("room:" + number));
    }

    private List<MemberLeft> evicted() {
        List<MemberLeft> left = new ArrayList<>();
        survivor.evictDeadNodes(left::add);
        return left;
    }

    @Test
    void aDeadNodeIsForgottenWithAllThatItHadEntered() {
        List<ChannelId> channels = IntStream.range(0, 1_000).mapToObj(this::channel).toList();
        channels.forEach(channel -> slow.join(channel, connection, ada));
        lease.close();
        assertThat(evicted()).extracting(MemberLeft::channel).containsExactlyInAnyOrderElementsOf(channels);
        assertThat(survivors.dead()).doesNotContain(lease.life());
        assertThat(lease.channelsOf(lease.life()).isExists()).isFalse();
    }

    /** The channel was listed, then the node stood still, and the entry arrives after the eviction. */
    @Test
    void anEntryThatArrivesAfterTheEvictionIsRefused() {
        lease.register(lease.life(), channel(1).toString());
        lease.close();
        evicted();
        List<Object> answer = Script.of("roster.lua", "join.lua").list(redis, RosterKeys.of(channel(1), lease.life()),
                RosterKeys.arguments(channel(1), "era", Script.bytes(connection + "/ada"), Script.bytes("ada"),
                        Script.bytes(lease.life() + "/"), RosterCodec.bytes(ada)));
        assertThat(answer).isEmpty();
        assertThat(survivor.roster(channel(1)).members()).isEmpty();
    }

    @Test
    void aLeaseThatHasEndedListsNoMoreChannels() {
        lease.close();
        assertThat(lease.register(lease.life(), channel(1).toString())).isFalse();
        assertThat(lease.channelsOf(lease.life()).isExists()).isFalse();
    }

    /** Where it was out of touch, so were the others. */
    @Test
    void aNodeTakesNobodyForDeadUntilItHasLivedForALease() {
        ManualClock clock = new ManualClock();
        NodeLease young = new NodeLease(redis, new NodeId("young"), UUID::randomUUID, LENGTH, clock);
        lease.close();
        assertThat(young.dead()).isEmpty();
        clock.advance(LENGTH);
        assertThat(young.dead()).contains(lease.life());
        young.endedIn(young.life());
        assertThat(young.dead()).isEmpty();
        young.close();
        young.forget(young.life());
    }

    @Test
    void aLeaseThatHasEndedIsNotHeldAgain() {
        String ended = lease.life();
        lease.close();
        lease.renew();
        assertThat(lease.life()).isNotEqualTo(ended);
        assertThat(survivors.living()).contains(lease.life()).doesNotContain(ended);
    }

    @Test
    void whatANodeThatRetiredHadEnteredStaysUntilItsLeaseEnds() {
        slow.join(channel(1), connection, ada);
        lease.retire();
        assertThat(evicted()).isEmpty();
        assertThat(survivor.roster(channel(1)).members()).containsExactly(ada);
        lease.close();
        assertThat(evicted()).hasSize(1);
    }

    @Test
    void aNodeThatRetiredIsNotAskedForAnything() {
        lease.retire();
        assertThat(survivors.living()).contains(survivors.life()).doesNotContain(lease.life());
    }

    @Test
    void aLeaseThatHasEndedDoesNotRetire() {
        lease.close();
        lease.retire();
        assertThat(survivors.dead()).contains(lease.life());
    }
}
