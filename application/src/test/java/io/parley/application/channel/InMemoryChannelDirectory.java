package io.parley.application.channel;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import io.parley.application.Faults;
import io.parley.domain.channel.Bans;
import io.parley.domain.channel.ChannelId;
import io.parley.domain.channel.ChannelRecord;
import io.parley.domain.channel.Room;
import io.parley.domain.identity.UserId;

/** One node's view of a {@link Store} that several nodes may share: gone with the process, otherwise as {@link ChannelDirectory} says. */
public final class InMemoryChannelDirectory implements ChannelDirectory {
    /** What the nodes have in common. */
    public static final class Store {
        private final Map<ChannelId, Room> rooms = new ConcurrentHashMap<>();
        private final Map<ChannelId, Map<String, Instant>> bans = new ConcurrentHashMap<>();

        private Map<String, Instant> bansOf(ChannelId channel) {
            return bans.computeIfAbsent(channel, _ -> new ConcurrentHashMap<>());
        }
    }

    private final Store store;
    private final Faults faults = new Faults();

    /** A node of that store. */
    public InMemoryChannelDirectory(Store store) {
        this.store = store;
    }

    @Override
    public ChannelRecord find(ChannelId channel, Instant now) {
        return faults.around("find", () -> new ChannelRecord(Optional.ofNullable(store.rooms.get(channel)), new Bans(
                store.bansOf(channel).entrySet().stream().filter(ban -> now.isBefore(ban.getValue()))
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)))));
    }

    @Override
    public boolean put(ChannelId channel, Room room) {
        return faults.around("put", () -> store.rooms.put(channel, room) == null);
    }

    @Override
    public boolean remove(ChannelId channel) {
        return faults.around("remove", () -> store.rooms.remove(channel) != null);
    }

    @Override
    public void removeMember(ChannelId channel, UserId user) {
        faults.around("removeMember", () -> {
            store.rooms.computeIfPresent(channel, (_, room) -> new Room(room.type(), room.metadata(),
                    room.members().map(all -> all.stream().filter(one -> !one.equals(user.subject())).collect(Collectors.toSet())),
                    room.capacity(), room.rules()));
        });
    }

    @Override
    public void ban(ChannelId channel, UserId user, Instant until) {
        faults.around("ban", () -> {
            store.bansOf(channel).put(user.subject(), until);
        });
    }

    /** What goes wrong at this node, by the names of the port's methods. */
    public Faults faults() {
        return faults;
    }
}
