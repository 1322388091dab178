package io.parley.application.channel;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import io.parley.application.Faults;
import io.parley.domain.channel.ChannelId;
import io.parley.domain.channel.ChannelRecord;

/** One node's view of a {@link Store} that several nodes may share. Copies are kept until they are forgotten. */
public final class InMemoryChannelCopies implements ChannelCopies {
    /** What the nodes have in common. */
    public static final class Store {
        private final Map<ChannelId, ChannelRecord> copies = new HashMap<>();
        private final Map<ChannelId, Long> generations = new HashMap<>();

        private synchronized Look find(ChannelId channel) {
            return new Look(Optional.ofNullable(copies.get(channel)), generations.getOrDefault(channel, 0L));
        }

        private synchronized void keep(ChannelId channel, ChannelRecord record, long generation) {
            if (generations.getOrDefault(channel, 0L) == generation) {
                copies.put(channel, record);
            }
        }

        private synchronized void forget(ChannelId channel) {
            copies.remove(channel);
            generations.merge(channel, 1L, Long::sum);
        }
    }

    private final Store store;
    private final Faults faults = new Faults();

    /** A node of that store. */
    public InMemoryChannelCopies(Store store) {
        this.store = store;
    }

    @Override
    public Look find(ChannelId channel) {
        return faults.around("find", () -> store.find(channel));
    }

    @Override
    public void keep(ChannelId channel, ChannelRecord record, long generation) {
        faults.around("keep", () -> store.keep(channel, record, generation));
    }

    @Override
    public void forget(ChannelId channel) {
        faults.around("forget", () -> store.forget(channel));
    }

    /** What goes wrong at this node, by the names of the port's methods. */
    public Faults faults() {
        return faults;
    }
}
