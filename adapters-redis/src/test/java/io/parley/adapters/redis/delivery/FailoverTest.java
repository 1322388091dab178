package io.parley.adapters.redis.delivery;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.redisson.api.RedissonClient;

import io.parley.adapters.redis.Keys;
import io.parley.adapters.redis.Redis;
import io.parley.adapters.redis.Script;
import io.parley.application.Unavailable;
import io.parley.application.delivery.Excerpt;
import io.parley.application.delivery.Reading;
import io.parley.application.delivery.RecordingListener;
import io.parley.devservices.testing.StoppableRedis;
import io.parley.devservices.testing.TestServers;
import io.parley.domain.channel.AckFrom;
import io.parley.domain.channel.ChannelId;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.channel.History;
import io.parley.domain.delivery.Delivery;
import io.parley.domain.delivery.Message;
import io.parley.domain.delivery.Once;
import io.parley.domain.delivery.Position;
import io.parley.domain.identity.RealmId;
import io.parley.domain.payload.Payload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

/** The decided questions of failover: fencing by the server's run id, and acknowledgement by a replica. A restart is a failover to the server itself. */
class FailoverTest {
    private static final History KEPT = new History(100, Duration.ofHours(1));
    private static final History SAFE = new History(100, Duration.ofHours(1), Duration.ZERO, AckFrom.REPLICA);

    private final ChannelId channel = new ChannelId(RealmId.DEFAULT, new ChannelName("room:" + UUID.randomUUID()));
    private StoppableRedis server;
    private RedissonClient redis;
    private RedisBackplane backplane;

    @BeforeEach
    void aNodeOnARedisOfItsOwn() {
        server = TestServers.startRedis();
        redis = Redis.connect(server.url());
        backplane = new RedisBackplane(redis, "node-1", UUID::randomUUID, InstantSource.system());
    }

    @AfterEach
    void end() {
        backplane.close();
        redis.shutdown();
        server.close();
    }

    private Message message(int number) {
        return new Message(channel, "e", Payload.ofJson("" + number), Instant.EPOCH, Optional.empty());
    }

    private Position publish(int number) {
        return backplane.publish(message(number), KEPT).orElseThrow();
    }

    private void anotherServerTakesOver() {
        server.stop();
        server.start();
        Awaitility.await().atMost(Duration.ofSeconds(15)).ignoreException(Unavailable.class)
                .until(() -> backplane.read(channel, Reading.last(0)).newest().offset() > 0);
    }

    private Excerpt after(Position position) {
        return backplane.read(channel, Reading.after(position, 100));
    }

    @Test
    void theServerThatTakesOverGoesOnUnderANewEpochAtTheNextOffset() {
        Position second = IntStream.rangeClosed(1, 2).mapToObj(this::publish).toList().getLast();
        anotherServerTakesOver();
        Position third = publish(3);
        assertThat(third.offset()).isEqualTo(3);
        assertThat(third.epoch()).isNotEqualTo(second.epoch());
    }

    @Test
    void aPositionThatTheServerKnowsHoldsUnderItsFormerEpochAndIsRecoveredFrom() {
        Position first = publish(1);
        publish(2);
        anotherServerTakesOver();
        publish(3);
        Excerpt excerpt = after(first);
        assertThat(excerpt.lineage().holds(first)).isTrue();
        assertThat(excerpt.deliveries()).extracting(Delivery::event).isEqualTo(List.of(message(2), message(3)));
    }

    @Test
    void aPositionBeyondWhatTheServerKnowsNeverHoldsHoweverMuchIsSaidAfter() {
        Position first = publish(1);
        Position unheardOf = new Position(first.epoch(), 2);
        anotherServerTakesOver();
        IntStream.rangeClosed(2, 5).forEach(this::publish);
        assertThat(after(unheardOf).lineage().holds(unheardOf)).isFalse();
    }

    @Test
    void theLineageRemembersTheLastEightEpochs() {
        Position first = publish(1);
        Position second = null;
        for (int failover = 1; failover <= 9; failover++) {
            anotherServerTakesOver();
            Position next = publish(failover + 1);
            second = second == null ? next : second;
        }
        Excerpt excerpt = after(first);
        assertThat(excerpt.lineage().earlier()).hasSize(8);
        assertThat(excerpt.lineage().holds(first)).isFalse();
        assertThat(excerpt.lineage().holds(second)).isTrue();
    }

    @Test
    void whatIsSaidAgainAfterwardsWithItsKeyIsKnown() {
        Once once = new Once("user:ada", "k", "aa");
        backplane.publishOnce(message(1), KEPT, once);
        anotherServerTakesOver();
        backplane.publishOnce(message(1), KEPT, once);
        assertThat(backplane.read(channel, Reading.last(10)).newest().offset()).isEqualTo(1);
    }

    private long announce(Position position) {
        List<String> keys = List.of(Keys.of("position", channel), Keys.of("history", channel), Keys.of("broadcast", channel));
        return Script.of("announce.lua").numberAsync(redis, keys, Script.bytes(position.epoch()), Script.bytes(position.offset()))
                .toCompletableFuture().join();
    }

    /** Else who says it again after a failover, with its key, would never be told that it is safe. */
    @Test
    void whatAFormerServerStoredMayBeAnnouncedIfTheOneThatTookOverKnowsIt() {
        Position first = publish(1);
        anotherServerTakesOver();
        publish(2);
        assertThat(announce(first)).isEqualTo(1);
        assertThat(announce(new Position(first.epoch(), 2))).isZero();
        anotherServerTakesOver();
        publish(3);
        assertThat(announce(first)).isEqualTo(1);
        assertThat(announce(new Position(first.epoch(), 2))).isZero();
        assertThat(announce(new Position("of another history", 1))).isZero();
    }

    @Test
    void ackFromReplicaIsNotGivenWithoutAReplicaAndNobodyHearsOrReadsTheMessage() {
        RecordingListener heard = new RecordingListener();
        backplane.attach(channel, heard);
        assertThatExceptionOfType(Unavailable.class).isThrownBy(() -> backplane.publish(message(1), SAFE));
        backplane.publish(message(2), History.NONE);
        Awaitility.await().untilAsserted(() -> assertThat(heard.events()).containsExactly(message(2)));
        Excerpt excerpt = backplane.read(channel, Reading.last(10));
        assertThat(excerpt.newest().offset()).isZero();
        assertThat(excerpt.deliveries()).isEmpty();
    }

    @Test
    void whoWaitsForAReplicaHoldsUpNobodyElse() {
        CompletableFuture<Throwable> waiting = CompletableFuture
                .supplyAsync(() -> catchThrowable(() -> backplane.publish(message(1), SAFE)));
        Awaitility.await().until(this::isStored);
        publish(2);
        assertThat(waiting).isNotDone();
        assertThat(waiting.join()).isInstanceOf(Unavailable.class);
    }

    private boolean isStored() {
        return redis.getKeys().countExists(Keys.of("history", channel)) == 1;
    }

    @Test
    void aRetryWithTheSameKeyWaitsForTheReplicaAgain() {
        Once once = new Once("user:ada", "k", "aa");
        for (int attempt = 0; attempt < 2; attempt++) {
            assertThatExceptionOfType(Unavailable.class).isThrownBy(() -> backplane.publishOnce(message(1), SAFE, once));
        }
    }
}
