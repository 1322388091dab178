package io.parley.adapters.redis;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.redisson.api.RedissonClient;

import io.parley.adapters.redis.channel.RedisChannelCopies;
import io.parley.adapters.redis.delivery.RedisBackplane;
import io.parley.adapters.redis.identity.RedisTicketStore;
import io.parley.adapters.redis.node.NodeLease;
import io.parley.adapters.redis.presence.RedisPresenceDirectory;
import io.parley.application.ManualClock;
import io.parley.application.Unavailable;
import io.parley.application.channel.ChannelCopies;
import io.parley.application.delivery.Reading;
import io.parley.application.delivery.RecordingListener;
import io.parley.devservices.testing.StoppableRedis;
import io.parley.devservices.testing.TestServers;
import io.parley.domain.channel.ChannelId;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.channel.ChannelRecord;
import io.parley.domain.channel.History;
import io.parley.domain.connection.ConnectionId;
import io.parley.domain.connection.NodeId;
import io.parley.domain.delivery.Message;
import io.parley.domain.identity.Profile;
import io.parley.domain.identity.RealmId;
import io.parley.domain.identity.UserId;
import io.parley.domain.payload.Payload;
import io.parley.domain.presence.Member;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

/** Redis goes away and comes back, and the node goes on without a restart. */
class RedisOutageTest {
    /** Two seconds of waiting for Redis, and what a busy machine needs. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final History KEPT = new History(10, Duration.ofHours(1));

    private final ChannelId channel = channel("room:1");
    private final Member ada = new Member(new UserId(RealmId.DEFAULT, "ada"), Profile.UNKNOWN);
    private final RecordingListener heard = new RecordingListener();
    private StoppableRedis server;
    private RedissonClient redis;
    private RedisBackplane backplane;
    private static final Duration LEASE = Duration.ofMinutes(5);
    private final ManualClock clock = new ManualClock();
    private NodeLease lease;
    private RedisPresenceDirectory directory;
    private RedisChannelCopies copies;
    private RedisTicketStore tickets;

    @BeforeEach
    void aNodeOnARedisOfItsOwn() {
        server = TestServers.startRedis();
        redis = Redis.connect(server.url());
        backplane = new RedisBackplane(redis, "node-1", UUID::randomUUID, InstantSource.system());
        lease = new NodeLease(redis, new NodeId("node-1"), UUID::randomUUID, LEASE, clock);
        directory = new RedisPresenceDirectory(redis, lease, UUID::randomUUID);
        copies = new RedisChannelCopies(redis);
        tickets = new RedisTicketStore(redis);
    }

    @AfterEach
    void end() {
        backplane.close();
        redis.shutdown();
        server.close();
    }

    private static ChannelId channel(String name) {
        return new ChannelId(RealmId.DEFAULT, new ChannelName(name));
    }

    private static Message message(ChannelId in, String json) {
        return new Message(in, "e", Payload.ofJson(json), Instant.EPOCH, Optional.empty());
    }

    private static void isUnavailable(Executable deed) {
        assertTimeoutPreemptively(PATIENCE, () -> assertThatExceptionOfType(Unavailable.class).isThrownBy(deed::execute));
    }

    /** Until it is as it should be; what Redis still refuses on the way is no failure. */
    private static void soon(Runnable check) {
        Awaitility.await().atMost(Duration.ofSeconds(15)).pollInterval(Duration.ofMillis(20)).ignoreException(Unavailable.class)
                .untilAsserted(check::run);
    }

    /** Publishes something new again and again until some of it arrives. */
    private void publishUntilHeard(ChannelId in) {
        soon(() -> {
            backplane.publish(message(in, "\"" + UUID.randomUUID() + "\""), History.NONE);
            assertThat(heard.events()).anyMatch(event -> event.channel().equals(in));
        });
    }

    // While it is away

    @Test
    void publishingIsUnavailable() {
        server.stop();
        isUnavailable(() -> backplane.publish(message(channel, "1"), KEPT));
    }

    @Test
    void publishingWithoutHistoryIsUnavailable() {
        server.stop();
        isUnavailable(() -> backplane.publish(message(channel, "1"), History.NONE));
    }

    @Test
    void whatWasSaidLastIsUnavailable() {
        server.stop();
        isUnavailable(() -> backplane.read(channel, Reading.last(10)));
    }

    @Test
    void attachingIsUnavailable() {
        server.stop();
        isUnavailable(() -> backplane.attach(channel, heard));
    }

    @Test
    void attachingIsUnavailableThoughAnotherChannelIsAttached() {
        backplane.attach(channel("room:0"), heard);
        server.stop();
        isUnavailable(() -> backplane.attach(channel, heard));
    }

    @Test
    void detachingNeverThrows() {
        backplane.attach(channel, heard);
        server.stop();
        assertTimeoutPreemptively(PATIENCE, () -> assertThatCode(() -> backplane.detach(channel)).doesNotThrowAnyException());
    }

    @Test
    void joiningIsUnavailable() {
        server.stop();
        isUnavailable(() -> directory.join(channel, new ConnectionId("c-1"), ada));
    }

    @Test
    void leavingIsUnavailable() {
        server.stop();
        isUnavailable(() -> directory.leave(channel, new ConnectionId("c-1"), ada));
    }

    @Test
    void rostersAreUnavailable() {
        server.stop();
        isUnavailable(() -> directory.roster(channel));
    }

    @Test
    void leasesAreUnavailable() {
        server.stop();
        isUnavailable(directory::renewLease);
    }

    @Test
    void copiesAreUnavailable() {
        server.stop();
        isUnavailable(() -> copies.find(channel));
    }

    @Test
    void keepingACopyIsUnavailable() {
        server.stop();
        isUnavailable(() -> copies.keep(channel, ChannelRecord.NOTHING, 0));
    }

    @Test
    void forgettingACopyIsUnavailable() {
        server.stop();
        isUnavailable(() -> copies.forget(channel));
    }

    @Test
    void givingATicketIsUnavailable() {
        server.stop();
        isUnavailable(() -> tickets.put("name", new byte[]{1}, Duration.ofSeconds(30)));
    }

    @Test
    void takingATicketIsUnavailable() {
        server.stop();
        isUnavailable(() -> tickets.take("name"));
    }

    @Test
    void aKilledRedisIsUnavailableToo() {
        server.kill();
        isUnavailable(() -> backplane.publish(message(channel, "1"), KEPT));
    }

    // When it is back

    @Test
    void anAttachedChannelIsHeardAgain() {
        backplane.attach(channel, heard);
        server.stop();
        isUnavailable(() -> backplane.publish(message(channel, "1"), KEPT));
        server.start();
        publishUntilHeard(channel);
    }

    @Test
    void anAttachedChannelIsHeardAgainThoughNobodyAskedMeanwhile() {
        backplane.attach(channel, heard);
        server.stop();
        server.start();
        publishUntilHeard(channel);
    }

    @Test
    void anAttachedChannelIsHeardOnce() {
        backplane.attach(channel, heard);
        server.stop();
        server.start();
        publishUntilHeard(channel);
        Message last = message(channel, "\"last\"");
        backplane.publish(last, History.NONE);
        soon(() -> assertThat(heard.events()).contains(last));
        assertThat(heard.events()).doesNotHaveDuplicates();
    }

    @Test
    void everyOneOfManyAttachedChannelsIsHeardAgain() {
        List<ChannelId> channels = IntStream.range(0, 300).mapToObj(i -> channel("many:" + i)).toList();
        channels.forEach(each -> backplane.attach(each, heard));
        server.stop();
        server.start();
        soon(() -> {
            Set<ChannelId> silent = new HashSet<>(channels);
            heard.events().forEach(event -> silent.remove(event.channel()));
            silent.forEach(each -> backplane.publish(message(each, "1"), History.NONE));
            assertThat(silent).isEmpty();
        });
    }

    @Test
    void aChannelThatCouldNotBeAttachedCanBeAttachedNow() {
        server.stop();
        isUnavailable(() -> backplane.attach(channel, heard));
        server.start();
        soon(() -> backplane.attach(channel, heard));
        publishUntilHeard(channel);
    }

    @Test
    void aChannelThatCouldNotBeAttachedAtFirstIsHeardOnce() {
        server.stop();
        isUnavailable(() -> backplane.attach(channel, heard));
        server.start();
        soon(() -> backplane.attach(channel, heard));
        publishUntilHeard(channel);
        Message last = message(channel, "\"last\"");
        backplane.publish(last, History.NONE);
        soon(() -> assertThat(heard.events()).contains(last));
        assertThat(heard.events()).doesNotHaveDuplicates();
    }

    @Test
    void aChannelThatWasDetachedMeanwhileIsHeardNoMore() {
        backplane.attach(channel, heard);
        server.stop();
        backplane.detach(channel);
        server.start();
        RecordingListener marker = new RecordingListener();
        soon(() -> backplane.attach(channel("marker:1"), marker));
        soon(() -> {
            backplane.publish(message(channel, "1"), History.NONE);
            backplane.publish(message(channel("marker:1"), "1"), History.NONE);
            assertThat(marker.events()).isNotEmpty();
        });
        assertThat(heard.events()).isEmpty();
    }

    @Test
    void positionsCountOn() {
        backplane.publish(message(channel, "1"), KEPT);
        server.stop();
        server.start();
        soon(() -> assertThat(backplane.read(channel, Reading.last(0)).newest().offset()).isEqualTo(1));
    }

    @Test
    void rostersAreAsTheyWere() {
        directory.join(channel, new ConnectionId("c-1"), ada);
        server.stop();
        server.start();
        soon(() -> assertThat(directory.roster(channel).members()).containsExactly(ada));
    }

    @Test
    void whatWasForgottenStaysForgotten() {
        ChannelCopies.Look before = copies.find(channel);
        copies.forget(channel);
        server.stop();
        server.start();
        soon(() -> copies.keep(channel, ChannelRecord.NOTHING, before.generation()));
        assertThat(copies.find(channel).copy()).isEmpty();
    }

    @Test
    void aTicketIsStillGood() {
        tickets.put("name", new byte[]{1}, Duration.ofMinutes(5));
        server.stop();
        server.start();
        soon(() -> assertThat(tickets.take("name")).contains(new byte[]{1}));
    }

    @Test
    void leasesCanBeRenewedAgain() {
        server.stop();
        isUnavailable(directory::renewLease);
        server.start();
        soon(directory::renewLease);
        directory.evictDeadNodes(left -> fail("Nobody died, and " + left));
    }

    /** They were cut off too, and some come back sooner than others. */
    @Test
    void afterAnOutageTheOtherNodesHaveALeaseToComeBack() {
        NodeLease other = new NodeLease(redis, new NodeId("node-2"), UUID::randomUUID, LEASE, clock);
        other.close();
        clock.advance(LEASE);
        assertThat(lease.dead()).containsExactly(other.life());
        server.stop();
        isUnavailable(directory::renewLease);
        server.start();
        soon(() -> assertThat(directory.renewLease()).isTrue());
        assertThat(lease.dead()).isEmpty();
        clock.advance(LEASE);
        assertThat(lease.dead()).containsExactly(other.life());
    }
}
