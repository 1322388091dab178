package io.parley.adapters.rest.channel;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

import org.jspecify.annotations.Nullable;

import io.parley.adapters.rest.RequestBodies;
import io.parley.domain.channel.Room;
import io.parley.domain.channel.RoomRules;
import io.parley.domain.channel.Rule;
import io.parley.domain.identity.UserId;
import io.parley.domain.payload.Payload;

/** {@code {"type"?, "metadata"?, "members"?, "capacity"?, "rules"?: {"subscribe"?, "publish"?, "presence"?}}}. */
record RoomBody(@Nullable String type, @Nullable Payload metadata, @Nullable List<@Nullable String> members, @Nullable Integer capacity,
        @Nullable RulesBody rules) {

    /**
     * Expressions.
     *
     * @param presence may also be true or false
     */
    record RulesBody(@Nullable String subscribe, @Nullable String publish, @Nullable Object presence) {
        RoomRules rules() {
            return new RoomRules(Expressions.rule("$.rules.subscribe", subscribe), Expressions.rule("$.rules.publish", publish),
                    presenceRule());
        }

        private Optional<Rule> presenceRule() {
            return switch (presence) {
                case null -> Optional.empty();
                case Boolean shown -> Optional.of(shown ? Rule.EVERYONE : Rule.NOBODY);
                case String text -> Expressions.rule("$.rules.presence", text);
                default -> throw RequestBodies.invalid("$.rules.presence", "true, false or an expression", "something else");
            };
        }
    }

    Room room() {
        return new Room(Optional.ofNullable(type).map(text -> RequestBodies.text("$.type", text, Room.MAX_TYPE_LENGTH)), metadataOf(),
                Optional.ofNullable(members).map(names -> RequestBodies.texts("$.members", names, Room.MAX_MEMBERS, UserId.MAX_LENGTH)),
                capacityOf(), rules == null ? RoomRules.NONE : rules.rules());
    }

    private Payload metadataOf() {
        if (metadata == null) {
            return Room.NO_METADATA;
        }
        if (metadata.bytes()[0] != '{') {
            throw RequestBodies.invalid("$.metadata", "an object", "something else");
        }
        if (metadata.bytes().length > Room.MAX_METADATA_BYTES) {
            throw RequestBodies.invalid("$.metadata", "at most " + Room.MAX_METADATA_BYTES + " bytes", metadata.bytes().length + " bytes");
        }
        return metadata;
    }

    private OptionalInt capacityOf() {
        if (capacity == null) {
            return OptionalInt.empty();
        }
        if (capacity < 1) {
            throw RequestBodies.invalid("$.capacity", "a number from 1 on", capacity.toString());
        }
        return OptionalInt.of(capacity);
    }
}
