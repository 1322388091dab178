package io.parley.adapters.redis.presence;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.redisson.api.RMap;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.ByteArrayCodec;
import org.redisson.client.codec.StringCodec;

import io.parley.adapters.redis.Keys;
import io.parley.adapters.redis.Script;
import io.parley.adapters.redis.SharedClients;
import io.parley.application.presence.PresenceDirectory;
import io.parley.application.presence.Unversioned;
import io.parley.devservices.testing.TestServers;
import io.parley.domain.channel.ChannelId;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.connection.ConnectionId;
import io.parley.domain.delivery.MemberLeft;
import io.parley.domain.identity.Profile;
import io.parley.domain.identity.RealmId;
import io.parley.domain.identity.UserId;
import io.parley.domain.payload.Payload;
import io.parley.domain.presence.Member;
import io.parley.domain.presence.MemberUpdate;
import io.parley.domain.presence.RosterVersion;

import static org.assertj.core.api.Assertions.assertThat;

/** What stands in Redis of a roster: what it lost, what another server wrote, what an earlier release did. */
class RosterErasTest {
    private final ChannelId channel = new ChannelId(new RealmId("r-" + UUID.randomUUID()), new ChannelName("room:1"));
    private final Member ada = member("ada");
    private final Member old = member("old");
    private final ConnectionId phone = new ConnectionId("phone");
    private final RedissonClient redis = SharedClients.borrow(TestServers.redisUrl());
    private final RedisPresenceCluster cluster = new RedisPresenceCluster(TestServers.redisUrl());
    private final PresenceDirectory node = cluster.node();

    @AfterEach
    void end() {
        cluster.close();
        SharedClients.giveBack(redis);
    }

    private Member member(String subject) {
        return new Member(new UserId(channel.realm(), subject), new Profile(Optional.of("Name of " + subject), Optional.empty()));
    }

    private RMap<String, String> version() {
        return redis.getMap(Keys.of("presence-version", channel), StringCodec.INSTANCE);
    }

    /** As a node of a release before versions did it. */
    private void entersByAnEarlierRelease(String connection) {
        byte[] user = Script.bytes(old.user().subject());
        // Of ASCII alone, so that it is the same in every character set.
        byte[] entry = Script.bytes("node@1/" + new String(RosterCodec.bytes(old), StandardCharsets.US_ASCII));
        redis.<byte[], byte[]>getMap(Keys.of("presence", channel), ByteArrayCodec.INSTANCE).putAll(
                Map.of(Script.bytes(connection + "/" + old.user().subject()), entry));
        RMap<byte[], byte[]> counts = redis.getMap(Keys.of("presence-count", channel), ByteArrayCodec.INSTANCE);
        counts.putAll(Map.of(user, Script.bytes(1)));
    }

    @Test
    void aVersionThatRedisLostIsFollowedByAnotherEra() {
        RosterVersion before = node.join(channel, phone, ada).version();
        version().delete();
        assertThat(node.roster(channel).version().era()).isNotEqualTo(before.era());
    }

    @Test
    void anotherServerBeginsAnotherEra() {
        RosterVersion before = node.join(channel, phone, ada).version();
        version().put("run", "of a master that is gone");
        RosterVersion after = node.roster(channel).version();
        assertThat(after.isAtLeast(before)).isFalse();
        assertThat(node.join(channel, new ConnectionId("other"), old).version().isNextAfter(after)).isTrue();
    }

    @Test
    void whomAnEarlierReleaseEnteredIsThere() {
        entersByAnEarlierRelease("c-1");
        node.join(channel, phone, ada);
        assertThat(node.roster(channel).members()).containsExactly(ada, old);
        assertThat(node.leave(channel, new ConnectionId("c-1"), old).map(Unversioned::of)).contains(new MemberLeft(channel, old, 1));
    }

    @Test
    void whoEntersBesideAnEarlierReleaseIsNoJoinAndHasAState() {
        entersByAnEarlierRelease("c-1");
        assertThat(node.join(channel, phone, old).joined()).isEmpty();
        node.update(channel, old.user(), new MemberUpdate(Map.of("status", Payload.ofJson("1"))));
        assertThat(node.roster(channel).members().getFirst().state().data()).containsKey("status");
    }

    @Test
    void whatAnEarlierReleaseLeftBehindIsForgottenWhenTheUserComes() {
        node.join(channel, phone, ada);
        node.update(channel, ada.user(), new MemberUpdate(Map.of("status", Payload.ofJson("1"))));
        // It took him out and knew of nothing else.
        redis.getKeys().delete(Keys.of("presence", channel), Keys.of("presence-count", channel));
        assertThat(node.roster(channel).members()).isEmpty();
        node.join(channel, phone, ada);
        assertThat(node.roster(channel).members()).containsExactly(ada);
    }

    @Test
    void aRosterThatIsEmptyAgainLeavesNothingButItsVersionForAnHour() {
        node.join(channel, phone, ada);
        node.update(channel, ada.user(), new MemberUpdate(Map.of("status", Payload.ofJson("1"))));
        node.idle(channel, phone, ada.user(), Instant.EPOCH.plusSeconds(1));
        assertThat(version().remainTimeToLive()).isEqualTo(-1);
        node.leave(channel, phone, ada);
        assertThat(redis.getKeys().countExists(Keys.of("presence", channel), Keys.of("presence-count", channel),
                Keys.of("presence-member", channel), Keys.of("presence-state", channel), Keys.of("presence-idle", channel))).isZero();
        assertThat(version().remainTimeToLive()).isBetween(1L, 3_600_000L);
    }
}
