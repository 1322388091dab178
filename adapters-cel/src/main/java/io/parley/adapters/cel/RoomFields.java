package io.parley.adapters.cel;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.parley.domain.channel.Room;

/** {@code data}: the room. Its metadata's keys, and before those what the room itself says; that alone is known without reading the metadata. */
final class RoomFields extends Fields {
    private static final List<String> OWN = List.of("members", "type", "capacity");

    private final Room room;
    private final @Nullable SetAsList members;
    private @Nullable Map<?, ?> metadata;

    RoomFields(Room room) {
        this.room = room;
        this.members = room.members().map(SetAsList::new).orElse(null);
    }

    @Override
    Set<String> names() {
        Set<String> names = new HashSet<>(OWN);
        metadata().keySet().forEach(name -> names.add((String) name));
        return names;
    }

    @Override
    @Nullable
    Object value(String name) {
        Object own = own(name);
        return own == null ? metadata().get(name) : own;
    }

    private @Nullable Object own(String name) {
        return switch (name) {
            case "members" -> members;
            case "type" -> room.type().orElse(null);
            case "capacity" -> room.capacity().isPresent() ? (long) room.capacity().getAsInt() : null;
            default -> null;
        };
    }

    private Map<?, ?> metadata() {
        if (metadata == null) {
            metadata = (Map<?, ?>) Json.readable(Json.read(room.metadata()));
        }
        return metadata;
    }
}
