package io.parley.application.delivery;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.parley.domain.channel.ChannelId;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.channel.History;
import io.parley.domain.delivery.ChannelEvent;
import io.parley.domain.delivery.Delivery;
import io.parley.domain.delivery.MemberJoined;
import io.parley.domain.delivery.MemberLeft;
import io.parley.domain.delivery.Message;
import io.parley.domain.delivery.Payload;
import io.parley.domain.delivery.Position;
import io.parley.domain.identity.Profile;
import io.parley.domain.identity.RealmId;
import io.parley.domain.identity.UserId;
import io.parley.domain.presence.Member;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

/**
 * What {@link Backplane} promises, as a program. An adapter's test extends it and gives it nodes; it is asked for two in each test and ends
 * them itself. Channels are new in every test, so that a store may be shared by all.
 */
public abstract class BackplaneContract {
    /** Plenty, and with an age that no test outlives. */
    protected static final History KEPT = new History(1_000, Duration.ofHours(1));

    private static final Instant AT = Instant.parse("2026-03-01T12:00:00.123Z");

    private final RealmId realm = new RealmId("r-" + UUID.randomUUID());
    private final ChannelId channel = channel("room:" + UUID.randomUUID());
    private final RecordingListener here = new RecordingListener();
    private final RecordingListener there = new RecordingListener();
    private Backplane one;
    private Backplane other;

    /** For adapters' tests. */
    protected BackplaneContract() {}

    /** A new node on the one backplane that all nodes of this test share. */
    protected abstract Backplane node();

    @BeforeEach
    void twoNodesOnOneBackplane() {
        one = node();
        other = node();
    }

    private ChannelId channel(String name) {
        return new ChannelId(realm, new ChannelName(name));
    }

    private Message message(ChannelId in, String json) {
        return new Message(in, "greeting", Payload.ofJson(json), AT, Optional.of(new UserId(in.realm(), "ada")));
    }

    private Message message(String json) {
        return message(channel, json);
    }

    private Member member(Profile profile) {
        return new Member(new UserId(realm, "auth0|Jörg"), profile);
    }

    private static ConditionFactory soon() {
        return Awaitility.await().atMost(Duration.ofSeconds(10)).pollInterval(Duration.ofMillis(2));
    }

    private static void hears(RecordingListener listener, ChannelEvent... events) {
        soon().untilAsserted(() -> assertThat(listener.events()).containsExactly(events));
    }

    /** When this returns, whatever was published before has had its chance to arrive at both nodes. */
    private void afterAMarker() {
        ChannelId elsewhere = channel("marker:" + UUID.randomUUID());
        RecordingListener ends = new RecordingListener();
        RecordingListener otherEnds = new RecordingListener();
        one.attach(elsewhere, ends);
        other.attach(elsewhere, otherEnds);
        Message marker = message(elsewhere, "0");
        one.publish(marker, History.NONE);
        hears(ends, marker);
        hears(otherEnds, marker);
    }

    private ChannelEvent travels(ChannelEvent event, History history) {
        other.attach(channel, there);
        one.publish(event, history);
        soon().until(() -> !there.deliveries().isEmpty());
        return there.events().getFirst();
    }

    // Who hears

    @Test
    void aMessageReachesAnAttachedListenerOnTheNodeItWasPublishedOn() {
        one.attach(channel, here);
        one.publish(message("1"), History.NONE);
        hears(here, message("1"));
    }

    @Test
    void aMessageReachesAnAttachedListenerOnAnotherNode() {
        other.attach(channel, there);
        one.publish(message("1"), History.NONE);
        hears(there, message("1"));
    }

    @Test
    void aStoredMessageReachesAnAttachedListenerOnBothNodes() {
        one.attach(channel, here);
        other.attach(channel, there);
        one.publish(message("1"), KEPT);
        hears(here, message("1"));
        hears(there, message("1"));
    }

    @Test
    void whatIsPublishedRightAfterAttachingIsHeard() {
        for (int round = 0; round < 20; round++) {
            ChannelId fresh = channel("fresh:" + UUID.randomUUID());
            RecordingListener listener = new RecordingListener();
            one.attach(fresh, listener);
            other.publish(message(fresh, "1"), History.NONE);
            hears(listener, message(fresh, "1"));
        }
    }

    @Test
    void whatWasPublishedBeforeAttachingIsNotHeard() {
        other.publish(message("1"), KEPT);
        afterAMarker();
        one.attach(channel, here);
        other.publish(message("2"), KEPT);
        hears(here, message("2"));
    }

    @Test
    void aDetachedListenerHearsNothing() {
        one.attach(channel, here);
        one.detach(channel);
        other.publish(message("1"), KEPT);
        afterAMarker();
        assertThat(here.deliveries()).isEmpty();
    }

    @Test
    void detachingOneNodeDoesNotDetachTheOther() {
        one.attach(channel, here);
        other.attach(channel, there);
        one.detach(channel);
        one.publish(message("1"), KEPT);
        hears(there, message("1"));
    }

    @Test
    void detachingAChannelDoesNotDetachAnother() {
        ChannelId second = channel("room:" + UUID.randomUUID());
        one.attach(channel, here);
        one.attach(second, here);
        one.detach(channel);
        other.publish(message(second, "1"), KEPT);
        hears(here, message(second, "1"));
    }

    @Test
    void attachingTwiceDoesNotHearTwice() {
        one.attach(channel, here);
        one.attach(channel, here);
        other.publish(message("1"), KEPT);
        afterAMarker();
        hears(here, message("1"));
    }

    @Test
    void detachingOnceEndsWhatWasAttachedTwice() {
        one.attach(channel, here);
        one.attach(channel, here);
        one.detach(channel);
        other.publish(message("1"), KEPT);
        afterAMarker();
        assertThat(here.deliveries()).isEmpty();
    }

    @Test
    void detachingWhatIsNotAttachedDoesNothing() {
        assertThatCode(() -> {
            one.detach(channel);
            one.detach(channel);
        }).doesNotThrowAnyException();
    }

    @Test
    void whoAttachesAgainHearsAgain() {
        for (int round = 0; round < 20; round++) {
            one.attach(channel, here);
            one.detach(channel);
        }
        one.attach(channel, here);
        other.publish(message("1"), KEPT);
        hears(here, message("1"));
    }

    @Test
    void aChannelThatNobodyHearsMayBePublishedIn() {
        assertThat(one.publish(message("1"), KEPT)).isPresent();
    }

    // Positions

    @Test
    void positionsCountFromOne() {
        assertThat(one.publish(message("1"), KEPT).orElseThrow().offset()).isEqualTo(1);
    }

    @Test
    void positionsCountOnWhicheverNodePublishes() {
        List<Position> positions = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            positions.add((i % 2 == 0 ? one : other).publish(message("1"), KEPT).orElseThrow());
        }
        assertThat(positions).extracting(Position::offset).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L);
    }

    @Test
    void theEpochStaysWhileTheHistoryDoes() {
        Position first = one.publish(message("1"), KEPT).orElseThrow();
        assertThat(other.publish(message("2"), KEPT).orElseThrow().epoch()).isEqualTo(first.epoch());
    }

    @Test
    void aStoredMessageArrivesWithThePositionThatItsPublisherWasTold() {
        other.attach(channel, there);
        List<Position> told = IntStream.range(0, 5).mapToObj(i -> one.publish(message("" + i), KEPT).orElseThrow()).toList();
        soon().untilAsserted(() -> assertThat(there.positions()).isEqualTo(told));
    }

    @Test
    void eachChannelCountsForItself() {
        one.publish(message("1"), KEPT);
        assertThat(one.publish(message(channel("room:" + UUID.randomUUID()), "1"), KEPT).orElseThrow().offset()).isEqualTo(1);
    }

    @Test
    void withoutHistoryThePublisherIsToldNoPosition() {
        assertThat(one.publish(message("1"), History.NONE)).isEmpty();
    }

    @Test
    void withoutHistoryNoPositionArrives() {
        other.attach(channel, there);
        one.publish(message("1"), History.NONE);
        soon().untilAsserted(() -> assertThat(there.deliveries()).containsExactly(new Delivery(message("1"), Optional.empty())));
    }

    @Test
    void whatIsNotStoredTakesNoOffset() {
        one.publish(message("1"), KEPT);
        one.publish(message("2"), History.NONE);
        assertThat(one.publish(message("3"), KEPT).orElseThrow().offset()).isEqualTo(2);
    }

    @Test
    void aChannelOverItsHistorysSizeCountsOn() {
        History two = new History(2, Duration.ofHours(1));
        LongStream offsets = LongStream.rangeClosed(1, 7).map(_ -> one.publish(message("1"), two).orElseThrow().offset());
        assertThat(offsets).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L);
    }

    @Test
    void theNewestPositionIsOffsetZeroBeforeAnythingWasSaid() {
        assertThat(one.newest(channel).offset()).isZero();
    }

    @Test
    void theNewestPositionBeforeAnythingIsOfTheEpochThatFollows() {
        String epoch = one.newest(channel).epoch();
        assertThat(other.publish(message("1"), KEPT).orElseThrow().epoch()).isEqualTo(epoch);
    }

    @Test
    void bothNodesKnowTheSameNewestPosition() {
        assertThat(one.newest(channel)).isEqualTo(other.newest(channel));
    }

    @Test
    void theNewestPositionFollowsWhatIsPublished() {
        one.publish(message("1"), KEPT);
        Position second = one.publish(message("2"), KEPT).orElseThrow();
        assertThat(other.newest(channel)).isEqualTo(second);
    }

    @Test
    void theNewestPositionIgnoresWhatIsNotStored() {
        Position first = one.publish(message("1"), KEPT).orElseThrow();
        one.publish(message("2"), History.NONE);
        assertThat(one.newest(channel)).isEqualTo(first);
    }

    // Order

    @Test
    void underConcurrentPublishersBothNodesHearTheSameInTheOrderOfTheOffsets() throws Exception {
        one.attach(channel, here);
        other.attach(channel, there);
        List<Position> told = publishAtOnce(4, 50);
        soon().untilAsserted(() -> {
            assertThat(here.deliveries()).hasSize(200);
            assertThat(there.deliveries()).hasSize(200);
        });
        assertThat(here.positions()).extracting(Position::offset).isEqualTo(LongStream.rangeClosed(1, 200).boxed().toList());
        assertThat(there.deliveries()).isEqualTo(here.deliveries());
        assertThat(told).containsExactlyInAnyOrderElementsOf(here.positions());
    }

    @Test
    void aChannelIsNeverDeliveredTwiceAtTheSameTime() throws Exception {
        one.attach(channel, here);
        publishAtOnce(4, 50);
        soon().until(() -> here.deliveries().size() == 200);
        assertThat(here.overlaps()).isZero();
    }

    @Test
    void whatOnePublisherSaysInTurnIsHeardInTurn() {
        other.attach(channel, there);
        List<ChannelEvent> said = IntStream.range(0, 100).<ChannelEvent>mapToObj(i -> message("" + i)).toList();
        said.forEach(event -> one.publish(event, KEPT));
        soon().untilAsserted(() -> assertThat(there.events()).isEqualTo(said));
    }

    private List<Position> publishAtOnce(int publishers, int each) throws Exception {
        List<Position> told = Collections.synchronizedList(new ArrayList<>());
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Void>> tasks = IntStream.range(0, publishers).<Callable<Void>>mapToObj(publisher -> () -> {
                Backplane node = publisher % 2 == 0 ? one : other;
                for (int i = 0; i < each; i++) {
                    told.add(node.publish(message("\"" + publisher + "/" + i + "\""), KEPT).orElseThrow());
                }
                return null;
            }).toList();
            for (Future<Void> task : threads.invokeAll(tasks)) {
                task.get();
            }
        }
        return List.copyOf(told);
    }

    // What travels

    @ParameterizedTest
    @ValueSource(strings = {"null", "\"\"", "0", "1.50e+007", "{\"b\":1,\"a\":{\"b\":[ ]},\"b\":2}", "\" \\n \\r\\n \\u0000 \\\\ \\\" \"",
            "\"ä ß 漢字 🦊 \u2028 \u0001\"", "[ 1 ,\t2 ]", "\"{}:|,;%s$1\""})
    void dataTravelsByteForByte(String json) {
        assertThat(((Message) travels(message(json), KEPT)).data().utf8()).isEqualTo(json.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aLotOfDataTravelsByteForByte() {
        String json = "\"" + "ä🦊x\\n".repeat(12_000) + "\"";
        assertThat(((Message) travels(message(json), KEPT)).data().utf8()).isEqualTo(json.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"e", "room:message", "an event with blanks", "ä🦊", "\"quoted\"\\", "a|b;c,d=e\tf"})
    void anEventsNameTravelsAsItIs(String event) {
        Message message = new Message(channel, event, Payload.NULL, AT, Optional.empty());
        assertThat(travels(message, KEPT)).isEqualTo(message);
    }

    @Test
    void theLongestNameOfAnEventTravels() {
        Message message = new Message(channel, "ä".repeat(Message.MAX_EVENT_LENGTH), Payload.NULL, AT, Optional.empty());
        assertThat(travels(message, KEPT)).isEqualTo(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ada", "auth0|Jörg", "a b", "\"", "null", "0", "🦊"})
    void theSenderTravels(String subject) {
        Message message = new Message(channel, "greeting", Payload.NULL, AT, Optional.of(new UserId(realm, subject)));
        assertThat(travels(message, KEPT)).isEqualTo(message);
    }

    @Test
    void aMessageWithoutASenderArrivesWithoutOne() {
        Message message = new Message(channel, "greeting", Payload.NULL, AT, Optional.empty());
        assertThat(travels(message, KEPT)).isEqualTo(message);
    }

    @Test
    void theMomentTravelsToTheMillisecond() {
        assertThat(((Message) travels(message("1"), KEPT)).at()).isEqualTo(AT);
    }

    @Test
    void aJoinTravelsWithNameAndPicture() {
        MemberJoined joined = new MemberJoined(channel,
                member(new Profile(Optional.of("Jörg \"J\""), Optional.of("https://x.test/a.png?b=c"))),
                3);
        assertThat(travels(joined, History.NONE)).isEqualTo(joined);
    }

    @Test
    void aJoinTravelsWithANameAlone() {
        MemberJoined joined = new MemberJoined(channel, member(new Profile(Optional.of("Jörg"), Optional.empty())), 1);
        assertThat(travels(joined, History.NONE)).isEqualTo(joined);
    }

    @Test
    void aJoinTravelsWithAPictureAlone() {
        MemberJoined joined = new MemberJoined(channel, member(new Profile(Optional.empty(), Optional.of("https://x.test/a.png"))), 1);
        assertThat(travels(joined, History.NONE)).isEqualTo(joined);
    }

    @Test
    void aJoinTravelsWithoutAProfile() {
        MemberJoined joined = new MemberJoined(channel, member(Profile.UNKNOWN), 1);
        assertThat(travels(joined, History.NONE)).isEqualTo(joined);
    }

    @Test
    void aLeaveTravelsWithNameAndPicture() {
        MemberLeft left = new MemberLeft(channel, member(new Profile(Optional.of("Jörg"), Optional.of("https://x.test/a.png"))), 0);
        assertThat(travels(left, History.NONE)).isEqualTo(left);
    }

    @Test
    void aLeaveTravelsWithoutAProfile() {
        MemberLeft left = new MemberLeft(channel, member(Profile.UNKNOWN), 7);
        assertThat(travels(left, History.NONE)).isEqualTo(left);
    }

    // Names

    @ParameterizedTest
    @ValueSource(strings = {"a", "0", "x:._-=@,", "private:user-auth0=7CJ=C3=B6rg", "a:b:c:d", "a..b", "newest", "a,b", "a@b"})
    void aChannelMayHaveAnyLegalName(String name) {
        ChannelId odd = channel(name);
        other.attach(odd, there);
        one.publish(message(odd, "1"), KEPT);
        hears(there, message(odd, "1"));
    }

    @Test
    void aChannelMayHaveTheLongestName() {
        ChannelId longest = channel("n".repeat(255));
        other.attach(longest, there);
        one.publish(message(longest, "1"), KEPT);
        hears(there, message(longest, "1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"presence.x", "presence:X", "presence:x:", "presence:x:history", "presence:x:epoch", "presence:x:meta"})
    void aChannelOfASimilarNameHearsNothing(String similar) {
        one.attach(channel(similar), here);
        other.publish(message(channel("presence:x"), "1"), KEPT);
        afterAMarker();
        assertThat(here.deliveries()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"presence.y", "presence:Y", "presence:y:", "presence:y:history", "presence:y:epoch", "presence:y:meta"})
    void aChannelOfASimilarNameCountsForItself(String similar) {
        one.publish(message(channel("presence:y"), "1"), KEPT);
        assertThat(one.publish(message(channel(similar), "1"), KEPT).orElseThrow().offset()).isEqualTo(1);
    }

    @Test
    void theSameNameInAnotherRealmHearsNothing() {
        one.attach(new ChannelId(new RealmId("r-" + UUID.randomUUID()), channel.name()), here);
        other.publish(message("1"), KEPT);
        afterAMarker();
        assertThat(here.deliveries()).isEmpty();
    }

    @Test
    void theSameNameInAnotherRealmCountsForItself() {
        one.publish(message("1"), KEPT);
        ChannelId elsewhere = new ChannelId(new RealmId("r-" + UUID.randomUUID()), channel.name());
        assertThat(one.newest(elsewhere).offset()).isZero();
    }
}
