package io.parley.application.channel;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.parley.domain.channel.Bans;
import io.parley.domain.channel.ChannelId;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.channel.ChannelRecord;
import io.parley.domain.channel.Room;
import io.parley.domain.channel.RoomRules;
import io.parley.domain.channel.Rule;
import io.parley.domain.identity.RealmId;
import io.parley.domain.identity.UserId;
import io.parley.domain.payload.Payload;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What {@link ChannelDirectory} promises, as a program. An adapter's test extends it and gives it nodes; it is asked for two in each test and
 * ends them itself. Realms and channels are new in every test, so that a store may be shared by all.
 */
public abstract class ChannelDirectoryContract {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00.123Z");
    private static final Room FULL = new Room(Optional.of("a \"kind\" of ä"), Payload.ofJson("{\"topic\":\"ä\"}"),
            Optional.of(Set.of("ada", "auth0|Jörg")), OptionalInt.of(3),
            new RoomRules(Optional.of(new Rule("auth.uid != 'ä'")), Optional.of(Rule.NOBODY), Optional.of(Rule.USERS)));

    private final RealmId realm = new RealmId("r-" + UUID.randomUUID());
    private final ChannelId channel = channel("room:1");
    private final UserId ada = new UserId(realm, "ada");
    private ChannelDirectory here;
    private ChannelDirectory there;

    /** For adapters' tests. */
    protected ChannelDirectoryContract() {}

    /** A new node on the one store that all nodes of this test share. */
    protected abstract ChannelDirectory node();

    @BeforeEach
    void twoNodesOnOneStore() {
        here = node();
        there = node();
    }

    private ChannelId channel(String name) {
        return new ChannelId(realm, new ChannelName(name));
    }

    private static Room room(String metadata) {
        return new Room(Optional.empty(), Payload.ofJson(metadata), Optional.empty(), OptionalInt.empty(), RoomRules.NONE);
    }

    private static Room roomOf(Optional<Set<String>> members, OptionalInt capacity, RoomRules rules) {
        return new Room(Optional.empty(), Room.NO_METADATA, members, capacity, rules);
    }

    private Room readBack(Room room) {
        here.put(channel, room);
        return there.find(channel, NOW).room().orElseThrow();
    }

    private Map<String, Instant> bansAt(Instant moment) {
        return there.find(channel, moment).bans().until();
    }

    // Rooms

    @Test
    void ofAChannelOfWhichNothingWasSaidNothingIsKept() {
        assertThat(here.find(channel, NOW)).isEqualTo(ChannelRecord.NOTHING);
    }

    @Test
    void whoMakesARoomIsToldThatThereWasNone() {
        assertThat(here.put(channel, FULL)).isTrue();
    }

    @Test
    void whoChangesARoomIsToldThatThereWasOne() {
        here.put(channel, FULL);
        assertThat(there.put(channel, Room.PLAIN)).isFalse();
    }

    @Test
    void whatOneNodeWritesEveryNodeReads() {
        here.put(channel, FULL);
        assertThat(there.find(channel, NOW)).isEqualTo(new ChannelRecord(Optional.of(FULL), Bans.NONE));
    }

    @Test
    void aRoomIsReplacedWhole() {
        here.put(channel, FULL);
        assertThat(readBack(Room.PLAIN)).isEqualTo(Room.PLAIN);
    }

    @Test
    void aRoomThatSaysNothingMayComeToSayEverything() {
        here.put(channel, Room.PLAIN);
        assertThat(readBack(FULL)).isEqualTo(FULL);
    }

    @Test
    void aRoomThatIsRemovedIsGone() {
        here.put(channel, FULL);
        assertThat(there.remove(channel)).isTrue();
        assertThat(here.find(channel, NOW)).isEqualTo(ChannelRecord.NOTHING);
    }

    @Test
    void aRoomThatIsNotThereIsNotRemoved() {
        assertThat(here.remove(channel)).isFalse();
    }

    @Test
    void aRoomIsRemovedOnce() {
        here.put(channel, FULL);
        here.remove(channel);
        assertThat(there.remove(channel)).isFalse();
    }

    @Test
    void aRoomThatWasRemovedMayBeMadeAnew() {
        here.put(channel, FULL);
        here.remove(channel);
        assertThat(there.put(channel, Room.PLAIN)).isTrue();
        assertThat(here.find(channel, NOW).room()).contains(Room.PLAIN);
    }

    @Test
    void ofManyWhoMakeTheSameRoomAtOnceOneIsToldThatThereWasNone() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        List<Boolean> told = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Boolean>> makers = IntStream.range(0, 16).mapToObj(i -> threads.submit(() -> {
                go.await();
                return (i % 2 == 0 ? here : there).put(channel, room("{\"n\":" + i + "}"));
            })).toList();
            go.countDown();
            for (Future<Boolean> maker : makers) {
                told.add(maker.get());
            }
        }
        assertThat(told).containsOnlyOnce(true);
    }

    // What a room says

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{ }", "{\"b\":1,\"a\":{\"b\":[ ]},\"b\":2}", "{\"n\":1.50e+007,\"big\":123456789012345678901234567890}",
            "{\"s\":\" \\n \\r\\n \\u0000 \\\\ \\\" \"}", "{\"ä ß 漢字 🦊 \u2028\":\"\"}", "{\"s\":\"{}:|,;%s$1'\"}"})
    void metadataIsKeptByteForByte(String json) {
        assertThat(readBack(room(json)).metadata().json()).isEqualTo(json);
    }

    @Test
    void aLotOfMetadataIsKeptByteForByte() {
        String json = "{\"s\":\"" + "ä🦊x\\n".repeat(1_600) + "\"}";
        assertThat(readBack(room(json)).metadata().json()).isEqualTo(json);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ada", "auth0|Jörg", "a b", "\"", "null", "0", "🦊", "{a,b}", "a\\b", "'"})
    void anyUserMayBeAMember(String subject) {
        assertThat(readBack(roomOf(Optional.of(Set.of(subject, "bob")), OptionalInt.empty(), RoomRules.NONE)).members())
                .contains(Set.of(subject, "bob"));
    }

    @Test
    void aRoomMayHaveAsManyMembersAsTheDomainAdmits() {
        Set<String> members = IntStream.range(0, Room.MAX_MEMBERS).mapToObj(i -> "member-" + i).collect(Collectors.toSet());
        assertThat(readBack(roomOf(Optional.of(members), OptionalInt.empty(), RoomRules.NONE)).members()).contains(members);
    }

    @Test
    void aRoomWithoutMembersIsNotOneThatNamesNone() {
        assertThat(readBack(roomOf(Optional.of(Set.of()), OptionalInt.empty(), RoomRules.NONE)).members()).contains(Set.of());
        assertThat(readBack(Room.PLAIN).members()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 1_000, Integer.MAX_VALUE})
    void aCapacityIsKept(int capacity) {
        assertThat(readBack(roomOf(Optional.empty(), OptionalInt.of(capacity), RoomRules.NONE)).capacity()).hasValue(capacity);
    }

    @Test
    void eachRuleIsKeptAsItsOwn() {
        Optional<Rule> none = Optional.empty();
        List<RoomRules> rules = List.of(new RoomRules(Optional.of(Rule.USERS), none, none),
                new RoomRules(none, Optional.of(Rule.USERS), none),
                new RoomRules(none, none, Optional.of(Rule.USERS)));
        assertThat(rules)
                .allSatisfy(each -> assertThat(readBack(roomOf(Optional.empty(), OptionalInt.empty(), each)).rules()).isEqualTo(each));
    }

    @Test
    void theLongestRuleIsKept() {
        Rule longest = new Rule("ä".repeat(Rule.MAX_LENGTH));
        assertThat(readBack(roomOf(Optional.empty(), OptionalInt.empty(),
                new RoomRules(Optional.of(longest), Optional.empty(), Optional.empty()))).rules().subscribe()).contains(longest);
    }

    @Test
    void theLongestTypeIsKept() {
        String type = "ä".repeat(Room.MAX_TYPE_LENGTH);
        assertThat(readBack(new Room(Optional.of(type), Room.NO_METADATA, Optional.empty(), OptionalInt.empty(), RoomRules.NONE)).type())
                .contains(type);
    }

    // Members who go

    @Test
    void aMemberWhoIsTakenOffIsNoneAnyMoreAndTheRoomStaysAsItWasOtherwise() {
        here.put(channel, FULL);
        there.removeMember(channel, ada);
        Room left = here.find(channel, NOW).room().orElseThrow();
        assertThat(left)
                .isEqualTo(new Room(FULL.type(), FULL.metadata(), Optional.of(Set.of("auth0|Jörg")), FULL.capacity(), FULL.rules()));
    }

    @Test
    void theLastMemberWhoIsTakenOffLeavesARoomThatNamesNobody() {
        here.put(channel, roomOf(Optional.of(Set.of("ada")), OptionalInt.empty(), RoomRules.NONE));
        here.removeMember(channel, ada);
        assertThat(there.find(channel, NOW).room().orElseThrow().members()).contains(Set.of());
    }

    @Test
    void whoIsNoMemberIsTakenOffWithoutAChange() {
        here.put(channel, FULL);
        here.removeMember(channel, new UserId(realm, "bob"));
        assertThat(there.find(channel, NOW).room()).contains(FULL);
    }

    @Test
    void aRoomThatHasNoMembersGetsNone() {
        here.put(channel, Room.PLAIN);
        here.removeMember(channel, ada);
        assertThat(there.find(channel, NOW).room()).contains(Room.PLAIN);
    }

    @Test
    void noRoomIsMadeByTakingAMemberOff() {
        here.removeMember(channel, ada);
        assertThat(there.find(channel, NOW)).isEqualTo(ChannelRecord.NOTHING);
    }

    // Names and realms

    @ParameterizedTest
    @ValueSource(strings = {"presence.x", "presence:X", "presence:x:", "presence:x:y"})
    void aChannelOfASimilarNameHasNoRoom(String similar) {
        here.put(channel("presence:x"), FULL);
        here.ban(channel("presence:x"), ada, NOW.plusSeconds(60));
        assertThat(here.find(channel(similar), NOW)).isEqualTo(ChannelRecord.NOTHING);
    }

    @Test
    void aChannelOfTheLongestNameMayHaveARoom() {
        ChannelId longest = channel("n".repeat(255));
        here.put(longest, FULL);
        assertThat(there.find(longest, NOW).room()).contains(FULL);
    }

    @Test
    void theSameNameInAnotherRealmIsAnotherChannel() {
        ChannelId namesake = new ChannelId(new RealmId("r-" + UUID.randomUUID()), channel.name());
        here.put(channel, FULL);
        here.ban(channel, ada, NOW.plusSeconds(60));
        assertThat(here.find(namesake, NOW)).isEqualTo(ChannelRecord.NOTHING);
        assertThat(here.put(namesake, Room.PLAIN)).isTrue();
        here.remove(namesake);
        assertThat(here.find(channel, NOW).room()).contains(FULL);
    }

    // Bans

    @Test
    void aBanHoldsUntilItsEnd() {
        Instant end = NOW.plusSeconds(60);
        here.ban(channel, ada, end);
        assertThat(bansAt(end.minusMillis(1))).isEqualTo(Map.of("ada", end));
    }

    @Test
    void aBanThatHasEndedIsLeftOut() {
        Instant end = NOW.plusSeconds(60);
        here.ban(channel, ada, end);
        assertThat(bansAt(end)).isEmpty();
    }

    @Test
    void aBanNeedsNoRoom() {
        here.ban(channel, ada, NOW.plusSeconds(60));
        assertThat(there.find(channel, NOW).room()).isEmpty();
    }

    @Test
    void aBanReplacesTheOneBeforeEvenIfItIsShorter() {
        here.ban(channel, ada, NOW.plusSeconds(60));
        there.ban(channel, ada, NOW.plusSeconds(5));
        assertThat(bansAt(NOW)).isEqualTo(Map.of("ada", NOW.plusSeconds(5)));
    }

    @Test
    void aBanThatHasEndedMayBeFollowedByAnother() {
        here.ban(channel, ada, NOW);
        here.find(channel, NOW.plusSeconds(1));
        here.ban(channel, ada, NOW.plusSeconds(60));
        assertThat(bansAt(NOW)).isEqualTo(Map.of("ada", NOW.plusSeconds(60)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"auth0|Jörg", "a b", "\"", "null", "🦊", "{a,b}", "a\\b", "'"})
    void anyUserMayBeBanned(String subject) {
        here.ban(channel, new UserId(realm, subject), NOW.plusSeconds(60));
        here.ban(channel, ada, NOW.plusSeconds(30));
        assertThat(bansAt(NOW)).isEqualTo(Map.of(subject, NOW.plusSeconds(60), "ada", NOW.plusSeconds(30)));
    }

    @Test
    void aBanForGoodIsKept() {
        Instant end = NOW.plus(Duration.ofDays(36_500));
        here.ban(channel, ada, end);
        assertThat(bansAt(NOW)).isEqualTo(Map.of("ada", end));
    }

    @Test
    void bansStayWhenTheRoomIsRemoved() {
        here.put(channel, FULL);
        here.ban(channel, ada, NOW.plusSeconds(60));
        here.remove(channel);
        assertThat(bansAt(NOW)).containsOnlyKeys("ada");
    }

    @Test
    void bansStayWhenTheRoomIsReplaced() {
        here.put(channel, FULL);
        here.ban(channel, ada, NOW.plusSeconds(60));
        here.put(channel, Room.PLAIN);
        assertThat(there.find(channel, NOW)).isEqualTo(
                new ChannelRecord(Optional.of(Room.PLAIN), new Bans(Map.of("ada", NOW.plusSeconds(60)))));
    }

    @Test
    void aBanLeavesTheRoomAsItIs() {
        here.put(channel, FULL);
        here.ban(channel, ada, NOW.plusSeconds(60));
        assertThat(there.find(channel, NOW).room()).contains(FULL);
    }

    @Test
    void aBanInOneChannelIsNoneInAnother() {
        here.ban(channel, ada, NOW.plusSeconds(60));
        assertThat(here.find(channel("room:2"), NOW)).isEqualTo(ChannelRecord.NOTHING);
    }
}
