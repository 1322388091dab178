package io.parley.adapters.redis.channel;

import java.time.Duration;
import java.util.UUID;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.redisson.api.RBucket;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.ByteArrayCodec;
import org.redisson.client.codec.StringCodec;

import io.parley.adapters.redis.Keys;
import io.parley.adapters.redis.Redis;
import io.parley.application.channel.ChannelCopies;
import io.parley.devservices.testing.TestServers;
import io.parley.domain.channel.ChannelId;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.channel.ChannelRecord;
import io.parley.domain.channel.Room;
import io.parley.domain.identity.RealmId;

import static org.assertj.core.api.Assertions.assertThat;

/** What stands in Redis when a copy was kept or forgotten, and for how long. */
class CopiesInRedisTest {
    private static final ChannelRecord ROOM = Records.of(Room.PLAIN);
    private static RedissonClient redis;

    private final ChannelId channel = new ChannelId(RealmId.DEFAULT, new ChannelName("room:" + UUID.randomUUID()));
    private final RedisChannelCopies copies = new RedisChannelCopies(redis);

    @BeforeAll
    static void connect() {
        redis = Redis.connect(TestServers.redisUrl());
    }

    @AfterAll
    static void disconnect() {
        redis.shutdown();
    }

    private void keep(ChannelRecord record) {
        copies.keep(channel, record, copies.find(channel).generation());
    }

    private RBucket<String> key(String kind) {
        return redis.getBucket(Keys.of(kind, channel), StringCodec.INSTANCE);
    }

    private Duration livesFor(String kind) {
        return Duration.ofMillis(key(kind).remainTimeToLive());
    }

    static Stream<ChannelRecord> records() {
        return Records.many();
    }

    @ParameterizedTest
    @MethodSource("records")
    void aCopyIsTheRecord(ChannelRecord record) {
        keep(record);
        assertThat(copies.find(channel).copy()).contains(record);
    }

    // How long

    @Test
    void aCopyLivesForAnHour() {
        keep(ROOM);
        assertThat(livesFor("record")).isBetween(Duration.ofMinutes(59), Duration.ofHours(1));
    }

    @Test
    void thatNothingIsKeptIsRememberedForAMinute() {
        keep(ChannelRecord.NOTHING);
        assertThat(livesFor("record")).isBetween(Duration.ofSeconds(50), Duration.ofSeconds(60));
    }

    @Test
    void aGenerationOutlivesEveryReader() {
        copies.forget(channel);
        assertThat(livesFor("record-generation")).isBetween(Duration.ofMinutes(9), Duration.ofMinutes(10));
    }

    /** If it ran out under a reader, the next one could be of the same number. */
    @Test
    void aGenerationLivesOnForEachReaderWhoIsToldIt() {
        copies.forget(channel);
        key("record-generation").expire(Duration.ofSeconds(20));
        copies.find(channel);
        assertThat(livesFor("record-generation")).isGreaterThan(Duration.ofMinutes(9));
    }

    @Test
    void aReaderWhoFindsACopyKeepsNoGenerationAlive() {
        copies.forget(channel);
        keep(ROOM);
        key("record-generation").expire(Duration.ofSeconds(20));
        copies.find(channel);
        assertThat(livesFor("record-generation")).isLessThanOrEqualTo(Duration.ofSeconds(20));
    }

    @Test
    void whoOnlyLooksLeavesNothingBehind() {
        copies.find(channel);
        assertThat(redis.getKeys().countExists(Keys.of("record", channel), Keys.of("record-generation", channel))).isZero();
    }

    @Test
    void aForgottenCopyIsGone() {
        keep(ROOM);
        copies.forget(channel);
        assertThat(key("record").isExists()).isFalse();
    }

    // What others write

    @ParameterizedTest
    @ValueSource(strings = {"", "garbage", "\u0001", "\u0002\u0000\u0000\u0000\u0000\u0000", "{}"})
    void aCopyThatCannotBeReadCountsAsNone(String garbage) {
        key("record").set(garbage);
        assertThat(copies.find(channel).copy()).isEmpty();
    }

    @Test
    void aCopyThatCannotBeReadIsWrittenOver() {
        copies.forget(channel);
        key("record").set("garbage");
        keep(ROOM);
        assertThat(copies.find(channel).copy()).contains(ROOM);
    }

    @Test
    void aLateReaderDoesNotWriteOverANewCopy() {
        ChannelCopies.Look before = copies.find(channel);
        copies.forget(channel);
        keep(ROOM);
        copies.keep(channel, ChannelRecord.NOTHING, before.generation());
        assertThat(copies.find(channel).copy()).contains(ROOM);
    }

    @Test
    void aRefusedCopyDoesNotProlongTheLifeOfAnother() {
        ChannelCopies.Look before = copies.find(channel);
        copies.forget(channel);
        keep(ROOM);
        redis.getBucket(Keys.of("record", channel), ByteArrayCodec.INSTANCE).expire(Duration.ofSeconds(20));
        copies.keep(channel, ROOM, before.generation());
        assertThat(livesFor("record")).isLessThanOrEqualTo(Duration.ofSeconds(20));
    }

    @Test
    void scriptsThatRedisHasForgottenAreSentAgain() {
        keep(ROOM);
        redis.getScript().scriptFlush();
        copies.forget(channel);
        assertThat(copies.find(channel).copy()).isEmpty();
    }
}
