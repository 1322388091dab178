package io.parley.adapters.postgres.channel;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.zaxxer.hikari.HikariDataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

import io.parley.adapters.postgres.TestDatabase;
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

/** What stands in PostgreSQL when a room was made or somebody was banned, and what comes back of it. */
class StoredRoomsTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static HikariDataSource pool;

    private final ChannelId channel = new ChannelId(RealmId.DEFAULT, new ChannelName("room:" + UUID.randomUUID()));
    private final JdbcClient jdbc = JdbcClient.create(pool);
    private Instant now = NOON;
    private final PostgresChannelDirectory directory = new PostgresChannelDirectory(jdbc, () -> now);

    @BeforeAll
    static void migrate() {
        pool = TestDatabase.migrated().pool(8, Duration.ofSeconds(10));
    }

    @AfterAll
    static void close() {
        pool.close();
    }

    private static Room room(String metadata) {
        return new Room(Optional.empty(), Payload.ofJson(metadata), Optional.empty(), OptionalInt.empty(), RoomRules.NONE);
    }

    private static Room roomOf(Set<String> members) {
        return new Room(Optional.empty(), Room.NO_METADATA, Optional.of(members), OptionalInt.empty(), RoomRules.NONE);
    }

    private Room kept(Room room) {
        directory.put(channel, room);
        return directory.find(channel, NOON).room().orElseThrow();
    }

    private static UserId user(String subject) {
        return new UserId(RealmId.DEFAULT, subject);
    }

    private List<String> subjectsInTheTable() {
        return jdbc.sql("select subject from parley.bans where name = ? order by subject").param(channel.name().value())
                .query(String.class).list();
    }

    // Rooms

    @ParameterizedTest
    @ValueSource(strings = {"{ \"b\" : 1,\t\"a\":[ ] }", "{\"a\":1,\"a\":2}", "{\"n\":[1.00,-0.0,1E400,123456789012345678901234567890]}",
            "{\"\\u0000\":\"\\u0041\\/\\ud800 ä🦊\"}", " {} "})
    void metadataComesBackByteForByte(String json) {
        assertThat(kept(room(json)).metadata()).isEqualTo(Payload.ofJson(json));
    }

    @Test
    void asMuchMetadataAsMayBeComesBack() {
        String json = "{\"ä\":\"" + "x".repeat(Room.MAX_METADATA_BYTES - 9) + "\"}";
        assertThat(kept(room(json)).metadata().bytes()).hasSizeGreaterThan(16_000).isEqualTo(Payload.ofJson(json).bytes());
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0000", "a\u0000b", "half \ud83e", "\udd8a\ud83e", "\u001B", "\u001B0", "{a,b}", "\"", "\\", "null", "NULL",
            " ",
            "a,b", "'", "ä🦊漢字\uffff"})
    void aMemberOfAnyNameComesBack(String member) {
        assertThat(kept(roomOf(Set.of(member))).members()).contains(Set.of(member));
    }

    @Test
    void membersWhoOnlyLookAlikeAreDifferent() {
        Set<String> lookalikes = Set.of("jos\u00e9", "jose\u0301", "JOS\u00c9", "jos\u00e9 ", "half ?", "half \ud83e");
        assertThat(kept(roomOf(lookalikes)).members()).contains(lookalikes);
    }

    @Test
    void asManyMembersAsMayBeComeBack() {
        Set<String> most = IntStream.range(0, Room.MAX_MEMBERS).mapToObj(i -> "\u0000".repeat(UserId.MAX_LENGTH - 5) + (10_000 + i))
                .collect(Collectors.toSet());
        assertThat(kept(roomOf(most)).members()).contains(most);
    }

    @Test
    void noMembersIsNotNobodySaid() {
        assertThat(kept(roomOf(Set.of())).members()).contains(Set.of());
    }

    @Test
    void whatIsLongestComesBackWhole() {
        Optional<Rule> rule = Optional.of(new Rule("\u0000" + "漢".repeat(Rule.MAX_LENGTH - 1)));
        Room longest = new Room(Optional.of("\u0000".repeat(Room.MAX_TYPE_LENGTH)), Room.NO_METADATA, Optional.empty(),
                OptionalInt.of(Integer.MAX_VALUE), new RoomRules(rule, rule, rule));
        assertThat(kept(longest)).isEqualTo(longest);
    }

    @Test
    void eachRuleComesBackInItsPlace() {
        Room room = new Room(Optional.empty(), Room.NO_METADATA, Optional.empty(), OptionalInt.empty(),
                new RoomRules(Optional.of(new Rule("1 == 1")), Optional.of(new Rule("2 == 2")), Optional.of(new Rule("3 == 3"))));
        assertThat(kept(room)).isEqualTo(room);
    }

    @Test
    void anotherRoomInItsPlaceLeavesNothingOfTheFirst() {
        directory.put(channel, new Room(Optional.of("t"), Payload.ofJson("{\"a\":1}"), Optional.of(Set.of("ada")), OptionalInt.of(2),
                new RoomRules(Optional.of(Rule.USERS), Optional.of(Rule.USERS), Optional.of(Rule.USERS))));
        assertThat(kept(Room.PLAIN)).isEqualTo(Room.PLAIN);
    }

    @Test
    void theTableTellsWhenARoomWasLastChanged() {
        directory.put(channel, Room.PLAIN);
        jdbc.sql("update parley.rooms set updated_at = '2000-01-01Z' where name = ?").param(channel.name().value()).update();
        directory.put(channel, Room.PLAIN);
        assertThat(jdbc.sql("select updated_at > now() - interval '1 minute' from parley.rooms where name = ?")
                .param(channel.name().value()).query(Boolean.class).single()).isTrue();
    }

    @Test
    void aRoomThatChangedMeanwhileIsNotMadeAnew() {
        directory.put(channel, Room.PLAIN);
        jdbc.sql("update parley.rooms set capacity = 1 where name = ?").param(channel.name().value()).update();
        assertThat(directory.put(channel, Room.PLAIN)).isFalse();
    }

    @Test
    void ofManyWhoMakeTheSameRoomAtOnceOneDoes() throws Exception {
        List<Callable<Boolean>> makers = IntStream.range(1, 9).<Callable<Boolean>>mapToObj(capacity -> () -> directory.put(channel,
                new Room(Optional.empty(), Room.NO_METADATA, Optional.empty(), OptionalInt.of(capacity), RoomRules.NONE))).toList();
        assertThat(atOnce(makers)).containsOnlyOnce(true).hasSize(8);
    }

    private static <T> List<T> atOnce(List<Callable<T>> deeds) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(deeds.size())) {
            List<Future<T>> results = threads.invokeAll(deeds);
            for (Future<T> result : results) {
                result.get();
            }
            return results.stream().map(Future::resultNow).toList();
        }
    }

    // Realms

    @Test
    void theSameChannelInAnotherRealmIsAnother() {
        ChannelId elsewhere = new ChannelId(new RealmId("elsewhere"), channel.name());
        directory.put(channel, Room.PLAIN);
        directory.ban(channel, user("ada"), NOON.plusSeconds(1));
        assertThat(directory.find(elsewhere, NOON)).isEqualTo(ChannelRecord.NOTHING);
        assertThat(directory.remove(elsewhere)).isFalse();
        assertThat(directory.put(elsewhere, Room.PLAIN)).isTrue();
    }

    @Test
    void aBanDoesNotForgetEndedOnesOfAnotherRealm() {
        ChannelId elsewhere = new ChannelId(new RealmId("elsewhere"), channel.name());
        directory.ban(channel, user("ada"), NOON.plusSeconds(1));
        now = NOON.plusSeconds(2);
        directory.ban(elsewhere, user("bob"), now.plusSeconds(1));
        assertThat(subjectsInTheTable()).containsExactly("ada", "bob");
    }

    // Bans

    @ParameterizedTest
    @ValueSource(strings = {"\u0000", "half \ud83e", "a,b", "{\"a\"}", "NULL", "ä🦊漢字"})
    void aUserOfAnyNameIsBanned(String subject) {
        directory.ban(channel, user(subject), NOON.plusSeconds(1));
        assertThat(directory.find(channel, NOON).bans().until()).containsOnlyKeys(subject);
    }

    @Test
    void theLongestUserIsBanned() {
        String longest = "\u0000".repeat(UserId.MAX_LENGTH);
        directory.ban(channel, user(longest), NOON.plusSeconds(1));
        assertThat(directory.find(channel, NOON).bans().until()).containsOnlyKeys(longest);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-03-01T12:00:00.123456Z", "2126-03-01T12:00:00Z", "+10000-01-01T00:00:00Z"})
    void theEndOfABanComesBackToTheMicrosecond(String end) {
        directory.ban(channel, user("ada"), Instant.parse(end));
        assertThat(directory.find(channel, Instant.parse(end).minusSeconds(1)).bans().until()).containsEntry("ada", Instant.parse(end));
    }

    @Test
    void eachBanKeepsItsOwnEnd() {
        Stream.of("carl", "ada", "bob").forEach(subject -> directory.ban(channel, user(subject), NOON.plusSeconds(subject.charAt(0))));
        assertThat(directory.find(channel, NOON).bans().until()).allSatisfy(
                (subject, end) -> assertThat(end).isEqualTo(NOON.plusSeconds(subject.charAt(0)))).hasSize(3);
    }

    @Test
    void theNextBanForgetsTheEndedOnesOfTheChannel() {
        directory.ban(channel, user("ended"), NOON.plusSeconds(1));
        directory.ban(channel, user("lasting"), NOON.plusSeconds(9));
        now = NOON.plusSeconds(1);
        directory.ban(channel, user("new"), NOON.plusSeconds(5));
        assertThat(subjectsInTheTable()).containsExactly("lasting", "new");
    }

    @Test
    void theNextBanLeavesTheEndedOnesOfOtherChannels() {
        directory.ban(channel, user("ended"), NOON.plusSeconds(1));
        now = NOON.plusSeconds(2);
        directory.ban(new ChannelId(channel.realm(), new ChannelName("room:" + UUID.randomUUID())), user("new"), NOON.plusSeconds(5));
        assertThat(subjectsInTheTable()).containsExactly("ended");
    }

    @Test
    void theNextBanForgetsAHundredAtMost() {
        jdbc.sql("insert into parley.bans select 'default', ?, 'ended' || n, '2000-01-01Z' from generate_series(1, 250) n")
                .param(channel.name().value()).update();
        directory.ban(channel, user("new"), NOON.plusSeconds(5));
        assertThat(subjectsInTheTable()).hasSize(151).contains("new");
    }

    @Test
    void whoWasBannedBeforeIsBannedAnew() {
        directory.ban(channel, user("ada"), NOON.plusSeconds(1));
        now = NOON.plusSeconds(2);
        directory.ban(channel, user("ada"), NOON.plusSeconds(5));
        assertThat(directory.find(channel, now).bans().until()).containsEntry("ada", NOON.plusSeconds(5));
    }

    @Test
    void manyWhoBanInOneChannelDoNotWaitForEachOtherInACircle() throws Exception {
        jdbc.sql("insert into parley.bans select 'default', ?, 'u' || n, '2000-01-01Z' from generate_series(0, 7) n")
                .param(channel.name().value()).update();
        for (int round = 0; round < 20; round++) {
            Instant end = now.plusSeconds(1);
            atOnce(IntStream.range(0, 8).<Callable<Void>>mapToObj(n -> () -> {
                directory.ban(channel, user("u" + n), end);
                return null;
            }).toList());
            assertThat(directory.find(channel, now).bans().until()).hasSize(8);
            now = end;
        }
    }
}
