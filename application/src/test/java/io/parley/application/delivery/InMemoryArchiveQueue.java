package io.parley.application.delivery;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

import io.parley.application.Faults;
import io.parley.domain.channel.ChannelId;
import io.parley.domain.channel.History;
import io.parley.domain.delivery.Position;

/** What waits to be archived in the channels of a store in memory. */
public final class InMemoryArchiveQueue implements ArchiveQueue {
    private final InMemoryBackplane.Store store;
    private final Faults faults = new Faults();

    /** A node's way to the store. */
    public InMemoryArchiveQueue(InMemoryBackplane.Store store) {
        this.store = store;
    }

    @Override
    public List<ChannelId> waiting(int limit) {
        return faults.around("waiting", () -> {
            List<ChannelId> channels = new ArrayList<>(store.unarchived());
            Collections.shuffle(channels);
            return channels.stream().limit(limit).toList();
        });
    }

    @Override
    public Optional<Batch> next(ChannelId channel, int limit) {
        return faults.around("next", () -> store.nextToArchive(channel, limit));
    }

    @Override
    public void archived(ChannelId channel, Position upTo, History history) {
        faults.around("archived", () -> store.archived(channel, upTo, history));
    }

    @Override
    public void release(ChannelId channel) {
        faults.around("release", () -> store.release(channel));
    }

    /** What goes wrong at this node, by the names of the port's methods. */
    public Faults faults() {
        return faults;
    }
}
