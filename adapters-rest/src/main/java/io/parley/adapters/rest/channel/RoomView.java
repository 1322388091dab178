package io.parley.adapters.rest.channel;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import org.jspecify.annotations.Nullable;

import io.parley.application.channel.Rooms;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.channel.Room;
import io.parley.domain.channel.RoomRules;
import io.parley.domain.channel.Rule;

/**
 * A room as servers read it; what nobody set is left out.
 *
 * @param count how many users are in it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record RoomView(String channel, @Nullable String type, @JsonRawValue String metadata, @Nullable List<String> members,
        @Nullable Integer capacity, @Nullable RulesView rules, @Nullable Integer count) {

    /** Expressions, as they were set. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record RulesView(@Nullable String subscribe, @Nullable String publish, @Nullable String presence) {
        static @Nullable RulesView of(RoomRules rules) {
            return rules.equals(RoomRules.NONE)
                    ? null
                    : new RulesView(text(rules.subscribe()), text(rules.publish()), text(rules.presence()));
        }

        private static @Nullable String text(Optional<Rule> rule) {
            return rule.map(Rule::text).orElse(null);
        }
    }

    static RoomView of(ChannelName name, Room room) {
        return new RoomView(name.value(), room.type().orElse(null), room.metadata().json(),
                room.members().map(members -> members.stream().sorted().toList()).orElse(null), boxed(room.capacity()),
                RulesView.of(room.rules()), null);
    }

    /** With what holds in it now. */
    RoomView in(Rooms.View view) {
        return new RoomView(channel, type, metadata, members, boxed(view.channel().capacity()), rules, view.count());
    }

    private static @Nullable Integer boxed(OptionalInt number) {
        return number.isPresent() ? number.getAsInt() : null;
    }
}
