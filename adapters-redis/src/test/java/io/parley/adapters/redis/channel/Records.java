package io.parley.adapters.redis.channel;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.parley.domain.channel.Bans;
import io.parley.domain.channel.ChannelRecord;
import io.parley.domain.channel.Room;
import io.parley.domain.channel.RoomRules;
import io.parley.domain.channel.Rule;
import io.parley.domain.identity.UserId;
import io.parley.domain.payload.Payload;

/** Records for tests. */
final class Records {
    static final ChannelRecord FULL = new ChannelRecord(
            Optional.of(new Room(Optional.of("lounge ä🦊"), Payload.ofJson("{\"a\" : [1.0,\t\"ä\\u0000\"], \"a\":2}"),
                    Optional.of(Set.of("ada", "a\u0000🦊ä", "half \ud83e")), OptionalInt.of(7),
                    new RoomRules(Optional.of(Rule.USERS), Optional.of(new Rule("auth.uid == 'ä\u0000'")), Optional.of(Rule.NOBODY)))),
            new Bans(Map.of("carl", Instant.parse("2026-03-01T12:00:00.123456789Z"), "\u0000", Instant.MAX, "dora", Instant.MIN)));

    private Records() {}

    static ChannelRecord of(Room room) {
        return new ChannelRecord(Optional.of(room), Bans.NONE);
    }

    static Stream<ChannelRecord> many() {
        Optional<Rule> longest = Optional.of(new Rule("漢".repeat(Rule.MAX_LENGTH)));
        return Stream.of(ChannelRecord.NOTHING, FULL, of(Room.PLAIN), new ChannelRecord(Optional.empty(), FULL.bans()),
                of(new Room(Optional.empty(), Room.NO_METADATA, Optional.of(Set.of()), OptionalInt.empty(), RoomRules.NONE)),
                of(new Room(Optional.empty(), Room.NO_METADATA, Optional.empty(), OptionalInt.of(Integer.MAX_VALUE), RoomRules.NONE)),
                of(new Room(Optional.of("漢".repeat(Room.MAX_TYPE_LENGTH)), Payload.ofJson("{\"x\":\"" + "x".repeat(16_000) + "\"}"),
                        Optional.of(mostMembers()), OptionalInt.of(1), new RoomRules(longest, longest, longest))));
    }

    private static Set<String> mostMembers() {
        return IntStream.range(0, Room.MAX_MEMBERS).mapToObj(i -> "漢".repeat(UserId.MAX_LENGTH - 5) + (10_000 + i))
                .collect(Collectors.toSet());
    }
}
