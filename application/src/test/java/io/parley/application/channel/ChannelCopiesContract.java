package io.parley.application.channel;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.parley.domain.channel.Bans;
import io.parley.domain.channel.ChannelId;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.channel.ChannelRecord;
import io.parley.domain.channel.Room;
import io.parley.domain.channel.RoomRules;
import io.parley.domain.channel.Rule;
import io.parley.domain.identity.RealmId;
import io.parley.domain.payload.Payload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

/**
 * What {@link ChannelCopies} promises, as a program. An adapter's test extends it and gives it nodes; it is asked for two in each test and ends
 * them itself. Realms and channels are new in every test, so that a store may be shared by all.
 */
public abstract class ChannelCopiesContract {
    private final ChannelId channel = new ChannelId(realm(), new ChannelName("room:1"));
    private ChannelCopies here;
    private ChannelCopies there;

    /** For adapters' tests. */
    protected ChannelCopiesContract() {}

    /** A new node on the one store that all nodes of this test share. */
    protected abstract ChannelCopies node();

    @BeforeEach
    void twoNodesOnOneStore() {
        here = node();
        there = node();
    }

    private static RealmId realm() {
        return new RealmId("r-" + UUID.randomUUID());
    }

    private static ChannelRecord record(int number) {
        return new ChannelRecord(Optional.of(new Room(Optional.empty(), Payload.ofJson("{\"n\":" + number + "}"), Optional.empty(),
                OptionalInt.empty(), RoomRules.NONE)), Bans.NONE);
    }

    private static void keeps(ChannelCopies node, ChannelId channel, ChannelRecord record) {
        node.keep(channel, record, node.find(channel).generation());
    }

    @Test
    void ofAChannelThatNobodyKeptThereIsNoCopy() {
        assertThat(here.find(channel).copy()).isEmpty();
    }

    @Test
    void whatOneNodeKeepsIsFoundOnAll() {
        keeps(here, channel, record(1));
        assertThat(Stream.of(here, there).map(node -> node.find(channel).copy())).containsOnly(Optional.of(record(1)));
    }

    @Test
    void aLookChangesNothing() {
        keeps(here, channel, record(1));
        there.find(channel);
        there.find(channel);
        assertThat(here.find(channel).copy()).contains(record(1));
    }

    @Test
    void whatIsForgottenIsFoundNowhere() {
        keeps(here, channel, record(1));
        there.forget(channel);
        assertThat(Stream.of(here, there).map(node -> node.find(channel).copy())).containsOnly(Optional.empty());
    }

    @Test
    void afterItWasForgottenItMayBeKeptAnew() {
        keeps(here, channel, record(1));
        here.forget(channel);
        keeps(there, channel, record(2));
        assertThat(here.find(channel).copy()).contains(record(2));
    }

    @Test
    void forgettingWhatWasNeverKeptDoesNothing() {
        assertThatCode(() -> here.forget(channel)).doesNotThrowAnyException();
        keeps(here, channel, record(1));
        assertThat(there.find(channel).copy()).contains(record(1));
    }

    // Slow readers

    @Test
    void aCopyThatIsOnItsWayWhenTheChannelIsForgottenIsRefused() {
        long generation = here.find(channel).generation();
        there.forget(channel);
        here.keep(channel, record(1), generation);
        assertThat(here.find(channel).copy()).isEmpty();
    }

    @Test
    void aCopyThatIsOnItsWayIsRefusedHoweverOftenTheChannelIsForgotten() {
        long generation = here.find(channel).generation();
        IntStream.range(0, 5).forEach(_ -> there.forget(channel));
        here.keep(channel, record(1), generation);
        assertThat(here.find(channel).copy()).isEmpty();
    }

    @Test
    void aSlowReaderDoesNotReplaceWhatAQuickOneKeptAfterTheChange() {
        long generation = here.find(channel).generation();
        there.forget(channel);
        keeps(there, channel, record(2));
        here.keep(channel, record(1), generation);
        assertThat(here.find(channel).copy()).contains(record(2));
    }

    @Test
    void aReaderIsNotTooSlowBecauseAnotherChannelIsForgotten() {
        ChannelId other = new ChannelId(channel.realm(), new ChannelName("room:2"));
        long generation = here.find(channel).generation();
        there.forget(other);
        here.keep(channel, record(1), generation);
        assertThat(there.find(channel).copy()).contains(record(1));
    }

    @Test
    void twoReadersWhoLookedBeforeAnythingChangedMayBothKeepWhatTheyFound() {
        long first = here.find(channel).generation();
        long second = there.find(channel).generation();
        here.keep(channel, record(1), first);
        there.keep(channel, record(1), second);
        assertThat(here.find(channel).copy()).contains(record(1));
    }

    @Test
    void howeverReadersAndWritersRaceNoCopyIsOlderThanTheLastChange() throws Exception {
        AtomicInteger truth = new AtomicInteger();
        Callable<Void> reader = () -> {
            for (int i = 0; i < 100; i++) {
                ChannelCopies.Look look = here.find(channel);
                here.keep(channel, record(truth.get()), look.generation());
            }
            return null;
        };
        Callable<Void> writer = () -> {
            for (int i = 0; i < 50; i++) {
                truth.incrementAndGet();
                there.forget(channel);
            }
            return null;
        };
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Void> done : threads.invokeAll(List.of(reader, writer, reader))) {
                done.get();
            }
        }
        keeps(here, channel, record(truth.get()));
        assertThat(there.find(channel).copy()).contains(record(50));
    }

    // What is kept

    static List<ChannelRecord> records() {
        Instant until = Instant.parse("2026-03-01T12:00:00.123Z");
        List<ChannelRecord> records = new ArrayList<>(
                List.of(ChannelRecord.NOTHING, record(7), new ChannelRecord(Optional.of(Room.PLAIN), Bans.NONE),
                        new ChannelRecord(Optional.empty(), new Bans(Map.of("auth0|Jörg", until, "bob", until.plusSeconds(1))))));
        Stream.of("{ \"b\" : 1.50, \"a\":\"ä 🦊 \\u0000 \\\" |\\\\ \", \"b\":[ ]}", "{}")
                .map(json -> new Room(Optional.of("a \"kind\" of ä"), Payload.ofJson(json),
                        Optional.of(Set.of("ada", "auth0|Jörg", "\"", "a b")),
                        OptionalInt.of(3), new RoomRules(Optional.of(new Rule("auth.uid != 'ä'")), Optional.of(Rule.NOBODY),
                                Optional.of(Rule.USERS))))
                .forEach(room -> records.add(new ChannelRecord(Optional.of(room), new Bans(Map.of("eve", until)))));
        records.add(new ChannelRecord(
                Optional.of(new Room(Optional.empty(), Room.NO_METADATA, Optional.of(Set.of()), OptionalInt.of(Integer.MAX_VALUE),
                        new RoomRules(Optional.empty(), Optional.of(Rule.EVERYONE), Optional.empty()))),
                Bans.NONE));
        return records;
    }

    @ParameterizedTest
    @MethodSource("records")
    void aCopyIsWhole(ChannelRecord record) {
        keeps(here, channel, record);
        assertThat(there.find(channel).copy()).contains(record);
    }

    @Test
    void thatThereIsNothingIsKnowledgeToo() {
        keeps(here, channel, ChannelRecord.NOTHING);
        assertThat(there.find(channel).copy()).contains(ChannelRecord.NOTHING);
    }

    @Test
    void aRoomOfTheMostMembersIsNotTooLarge() {
        Set<String> members = new HashSet<>();
        IntStream.range(0, Room.MAX_MEMBERS).forEach(i -> members.add("member-" + i));
        ChannelRecord crowded = new ChannelRecord(
                Optional.of(new Room(Optional.empty(), Room.NO_METADATA, Optional.of(members), OptionalInt.empty(), RoomRules.NONE)),
                Bans.NONE);
        keeps(here, channel, crowded);
        assertThat(there.find(channel).copy()).contains(crowded);
    }

    // Realms

    @Test
    void theSameNameInAnotherRealmIsNotKnown() {
        ChannelId namesake = new ChannelId(realm(), channel.name());
        keeps(here, channel, record(1));
        assertThat(here.find(namesake).copy()).isEmpty();
    }

    @Test
    void forgettingAChannelForgetsNotItsNamesakeInAnotherRealm() {
        ChannelId namesake = new ChannelId(realm(), channel.name());
        keeps(here, channel, record(1));
        keeps(here, namesake, record(2));
        there.forget(channel);
        assertThat(here.find(namesake).copy()).contains(record(2));
    }
}
