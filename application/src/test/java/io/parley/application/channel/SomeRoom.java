package io.parley.application.channel;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

import io.parley.domain.channel.Room;
import io.parley.domain.channel.RoomRules;
import io.parley.domain.channel.Rule;
import io.parley.domain.payload.Payload;

/** Rooms for tests that look at one thing in them. */
final class SomeRoom {
    private SomeRoom() {}

    static Room ofMembers(String... subjects) {
        return new Room(Optional.empty(), Room.NO_METADATA, Optional.of(Set.of(subjects)), OptionalInt.empty(), RoomRules.NONE);
    }

    static Room ofCapacity(int users) {
        return new Room(Optional.empty(), Room.NO_METADATA, Optional.empty(), OptionalInt.of(users), RoomRules.NONE);
    }

    static Room saying(String metadata) {
        return new Room(Optional.empty(), Payload.ofJson(metadata), Optional.empty(), OptionalInt.empty(), RoomRules.NONE);
    }

    static Room subscribedBy(String rule) {
        return ruled(new RoomRules(Optional.of(new Rule(rule)), Optional.empty(), Optional.empty()));
    }

    static Room publishedBy(String rule) {
        return ruled(new RoomRules(Optional.empty(), Optional.of(new Rule(rule)), Optional.empty()));
    }

    static Room seenBy(String rule) {
        return ruled(new RoomRules(Optional.empty(), Optional.empty(), Optional.of(new Rule(rule))));
    }

    private static Room ruled(RoomRules rules) {
        return new Room(Optional.empty(), Room.NO_METADATA, Optional.empty(), OptionalInt.empty(), rules);
    }
}
