package io.parley.adapters.redis.delivery;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.redisson.api.RStream;
import org.redisson.api.RedissonClient;
import org.redisson.api.stream.StreamAddArgs;
import org.redisson.api.stream.StreamMessageId;
import org.redisson.api.stream.StreamRangeArgs;
import org.redisson.client.codec.ByteArrayCodec;
import org.redisson.client.codec.StringCodec;

import io.parley.adapters.redis.Keys;
import io.parley.adapters.redis.Redis;
import io.parley.application.delivery.BackplaneListener;
import io.parley.application.delivery.Reading;
import io.parley.application.delivery.RecordingListener;
import io.parley.devservices.testing.TestServers;
import io.parley.domain.channel.ChannelId;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.channel.History;
import io.parley.domain.delivery.ChannelEvent;
import io.parley.domain.delivery.Delivery;
import io.parley.domain.delivery.Message;
import io.parley.domain.delivery.Position;
import io.parley.domain.identity.RealmId;
import io.parley.domain.payload.Payload;

import static org.assertj.core.api.Assertions.assertThat;

/** What stands in Redis after something was published, and what becomes of it. */
class StoredEventsTest {
    private static final History HOUR = new History(100, Duration.ofHours(1));
    private static RedissonClient redis;

    private final ChannelId channel = new ChannelId(RealmId.DEFAULT, new ChannelName("room:" + UUID.randomUUID()));
    private final List<String> epochs = new ArrayList<>();
    private final RedisBackplane backplane = new RedisBackplane(redis, "node-" + UUID.randomUUID(), this::newEpoch, InstantSource.system());
    private final RecordingListener heard = new RecordingListener();

    @BeforeAll
    static void connect() {
        redis = Redis.connect(TestServers.redisUrl());
    }

    @AfterEach
    void close() {
        backplane.close();
    }

    @AfterAll
    static void disconnect() {
        redis.shutdown();
    }

    private UUID newEpoch() {
        UUID epoch = UUID.randomUUID();
        epochs.add(epoch.toString());
        return epoch;
    }

    private Message message(int number) {
        return new Message(channel, "e", Payload.ofJson("" + number), Instant.EPOCH, Optional.empty());
    }

    private Position publish(int number, History history) {
        return backplane.publish(message(number), history).orElseThrow();
    }

    private Position newest() {
        return backplane.read(channel, Reading.last(0)).newest();
    }

    private List<ChannelEvent> recent(int limit) {
        return backplane.read(channel, Reading.last(limit)).deliveries().reversed().stream().map(Delivery::event).toList();
    }

    private String key(String kind) {
        return Keys.of(kind, channel);
    }

    private Map<StreamMessageId, Map<byte[], byte[]>> entries() {
        RStream<byte[], byte[]> stream = redis.getStream(key("history"), ByteArrayCodec.INSTANCE);
        return stream.range(StreamRangeArgs.startId(StreamMessageId.MIN).endId(StreamMessageId.MAX));
    }

    private List<Long> offsetsKept() {
        return entries().keySet().stream().map(StreamMessageId::getId0).toList();
    }

    private long livesFor(String kind) {
        return redis.getBucket(key(kind), StringCodec.INSTANCE).remainTimeToLive();
    }

    private void hears(ChannelEvent... events) {
        Awaitility.await().atMost(Duration.ofSeconds(10)).pollInterval(Duration.ofMillis(5))
                .untilAsserted(() -> assertThat(heard.events()).containsExactly(events));
    }

    // What is kept

    @Test
    void aHistoryIsBoundedToTheEntry() {
        History three = new History(3, Duration.ofHours(1));
        IntStream.rangeClosed(1, 250).forEach(number -> publish(number, three));
        assertThat(offsetsKept()).containsExactly(248L, 249L, 250L);
    }

    @Test
    void anEntryStandsAtItsOffset() {
        publish(1, HOUR);
        assertThat(entries().keySet()).containsExactly(new StreamMessageId(1, 0));
    }

    @Test
    void anEntryHoldsTheEnvelope() throws Exception {
        publish(1, HOUR);
        byte[] envelope = entries().values().iterator().next().values().iterator().next();
        assertThat(Envelope.decode(envelope, 0)).isEqualTo(message(1));
    }

    @Test
    void aHistoryLivesAsLongAsItsAge() {
        publish(1, HOUR);
        assertThat(livesFor("history")).isBetween(Duration.ofMinutes(59).toMillis(), Duration.ofMinutes(60).toMillis());
    }

    @Test
    void aPositionLivesTwiceAsLong() {
        publish(1, new History(100, Duration.ofDays(3)));
        assertThat(livesFor("position")).isBetween(Duration.ofHours(143).toMillis(), Duration.ofHours(144).toMillis());
    }

    @Test
    void aPositionLivesForTwoDaysAtLeast() {
        publish(1, HOUR);
        assertThat(livesFor("position")).isBetween(Duration.ofHours(47).toMillis(), Duration.ofHours(48).toMillis());
    }

    @Test
    void aPositionOutlivesItsHistory() {
        History brief = new History(10, Duration.ofMillis(300));
        Position first = publish(1, brief);
        Awaitility.await().atMost(Duration.ofSeconds(5)).pollInterval(Duration.ofMillis(5))
                .until(() -> !redis.getStream(key("history")).isExists());
        assertThat(newest()).isEqualTo(first);
    }

    @Test
    void afterItsHistoryIsGoneAChannelCountsOn() {
        Position first = publish(1, HOUR);
        redis.getKeys().delete(key("history"));
        assertThat(publish(2, HOUR)).isEqualTo(new Position(first.epoch(), 2));
    }

    @Test
    void whatIsNotKeptLeavesNothingBehind() {
        backplane.publish(message(1), History.NONE);
        assertThat(redis.getKeys().countExists(key("history"), key("position"))).isZero();
    }

    @Test
    void aChannelThatWasOnlyLookedAtKeepsItsEpochForDays() {
        newest();
        assertThat(livesFor("position")).isBetween(Duration.ofHours(47).toMillis(), Duration.ofHours(48).toMillis());
    }

    @Test
    void lookingDoesNotShortenTheLifeOfAPosition() {
        publish(1, new History(1, Duration.ofDays(30)));
        newest();
        assertThat(livesFor("position")).isGreaterThan(Duration.ofDays(59).toMillis());
    }

    // What is told of it

    @Test
    void whatIsToldIsWhatIsStillKept() {
        IntStream.rangeClosed(1, 5).forEach(number -> publish(number, new History(3, Duration.ofHours(1))));
        assertThat(recent(100)).containsExactly(message(3), message(4), message(5));
    }

    @Test
    void ofAHistoryThatIsGoneNothingIsToldButItsPosition() {
        Position last = publish(1, HOUR);
        redis.getKeys().delete(key("history"));
        assertThat(newest()).isEqualTo(last);
        assertThat(recent(10)).isEmpty();
    }

    @Test
    void anEntryOfAReleaseThatDidNotSayWhenItIsTooOldIsTold() {
        publish(1, HOUR);
        addEntry(new StreamMessageId(2, 0), Envelope.encode(message(2)));
        redis.getMap(key("position"), StringCodec.INSTANCE).fastPut("offset", "2");
        assertThat(recent(10)).containsExactly(message(1), message(2));
    }

    @Test
    void anEntryThatIsTooOldIsNotToldNorWhatStandsBeforeIt() {
        publish(1, HOUR);
        addEntry(new StreamMessageId(1, 1), Envelope.encode(message(9)), utf8("1700000000000"));
        publish(2, HOUR);
        assertThat(recent(10)).containsExactly(message(2));
    }

    @Test
    void anEntryIsTooOldWhenTheHistorysAgeIsOver() {
        publish(1, HOUR);
        byte[] stale = entries().values().iterator().next().entrySet().stream()
                .filter(field -> new String(field.getKey(), StandardCharsets.UTF_8).equals("stale")).findFirst().orElseThrow().getValue();
        assertThat(Instant.ofEpochMilli(Long.parseLong(new String(stale, StandardCharsets.UTF_8))))
                .isBetween(Instant.now().plus(Duration.ofMinutes(59)), Instant.now().plus(Duration.ofMinutes(60)));
    }

    @Test
    void anEntryThatCannotBeReadIsLeftOut() {
        publish(1, HOUR);
        addEntry(new StreamMessageId(1, 1), utf8("garbage"), utf8("garbage"));
        publish(2, HOUR);
        assertThat(recent(10)).containsExactly(message(1), message(2));
    }

    /** @param stale nothing, or when it is too old */
    private void addEntry(StreamMessageId id, byte[] event, byte[]... stale) {
        Map<byte[], byte[]> fields = new LinkedHashMap<>();
        fields.put(utf8("event"), event);
        List.of(stale).forEach(when -> fields.put(utf8("stale"), when));
        RStream<byte[], byte[]> stream = redis.getStream(key("history"), ByteArrayCodec.INSTANCE);
        stream.add(id, StreamAddArgs.entries(fields));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    // What is lost

    @Test
    void ofAnEpochThatWasLostNothingIsTold() {
        IntStream.rangeClosed(1, 5).forEach(number -> publish(number, HOUR));
        redis.getKeys().delete(key("position"));
        assertThat(recent(10)).isEmpty();
    }

    @Test
    void whoLooksAtALostEpochDropsItsHistory() {
        publish(1, HOUR);
        redis.getKeys().delete(key("position"));
        newest();
        assertThat(offsetsKept()).isEmpty();
    }

    @Test
    void aLostPositionIsANewEpoch() {
        publish(1, HOUR);
        redis.getKeys().delete(key("position"));
        assertThat(publish(2, HOUR)).isEqualTo(new Position(epochs.getLast(), 1));
    }

    @Test
    void withALostPositionTheOldHistoryIsDropped() {
        IntStream.rangeClosed(1, 5).forEach(number -> publish(number, HOUR));
        redis.getKeys().delete(key("position"));
        publish(6, HOUR);
        assertThat(offsetsKept()).containsExactly(1L);
    }

    @Test
    void aLostPositionIsANewEpochForWhoLooksToo() {
        publish(1, HOUR);
        redis.getKeys().delete(key("position"));
        assertThat(newest()).isEqualTo(new Position(epochs.getLast(), 0));
    }

    @Test
    void whoLooksAtAChannelThatLostItsPositionDoesNotKeepOthersFromPublishing() {
        IntStream.rangeClosed(1, 5).forEach(number -> publish(number, HOUR));
        redis.getKeys().delete(key("position"));
        Position looked = newest();
        assertThat(publish(6, HOUR)).isEqualTo(new Position(looked.epoch(), 1));
    }

    @Test
    void scriptsThatRedisHasForgottenAreSentAgain() {
        Position first = publish(1, HOUR);
        redis.getScript().scriptFlush();
        assertThat(publish(2, HOUR)).isEqualTo(new Position(first.epoch(), 2));
    }

    @Test
    void afterScriptsWereForgottenListenersStillHear() {
        backplane.attach(channel, heard);
        redis.getScript().scriptFlush();
        publish(1, HOUR);
        hears(message(1));
    }

    // What others write

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "garbage", "e:1\ngarbage", "e\n\u0001\u0001", ":1\n", "e:x\n\u0001", "\n\u0001\u0001\u0000\u0000",
            "e:-1\n"})
    void garbageInTheBroadcastIsDroppedAndTheNextMessageArrives(String garbage) {
        backplane.attach(channel, heard);
        redis.getShardedTopic(key("broadcast"), StringCodec.INSTANCE).publish(garbage);
        publish(1, HOUR);
        hears(message(1));
    }

    @Test
    void aListenerThatThrowsHearsTheNextMessage() {
        backplane.attach(channel, new BackplaneListener() {
            @Override
            public void received(Delivery delivery) {
                heard.received(delivery);
                throw new IllegalStateException("a listener's own failure");
            }

            @Override
            public void interrupted(ChannelId interrupted) {
                heard.interrupted(interrupted);
            }
        });
        publish(1, HOUR);
        publish(2, HOUR);
        hears(message(1), message(2));
    }

    @Test
    void aNodeHearsFiftyThousandChannels() {
        List<ChannelId> channels = IntStream.range(0, 50_000)
                .mapToObj(i -> new ChannelId(RealmId.DEFAULT, new ChannelName(channel.name() + ":" + i))).toList();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            channels.forEach(each -> threads.execute(() -> backplane.attach(each, heard)));
        }
        List<ChannelEvent> said = IntStream.range(0, 50).<ChannelEvent>mapToObj(
                i -> new Message(channels.get(i * 1_000), "e", Payload.NULL, Instant.EPOCH, Optional.empty())).toList();
        said.forEach(message -> backplane.publish(message, History.NONE));
        Awaitility.await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(heard.events()).hasSameElementsAs(said));
        channels.forEach(backplane::detach);
    }
}
