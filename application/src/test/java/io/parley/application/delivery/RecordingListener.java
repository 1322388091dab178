package io.parley.application.delivery;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import io.parley.domain.channel.ChannelId;
import io.parley.domain.delivery.ChannelEvent;
import io.parley.domain.delivery.Delivery;
import io.parley.domain.delivery.Position;

/** Keeps what a backplane brought, in order, and notices if it brings two things of one channel at the same time. */
public final class RecordingListener implements BackplaneListener {
    private final List<Delivery> deliveries = new CopyOnWriteArrayList<>();
    private final Map<ChannelId, AtomicInteger> inside = new ConcurrentHashMap<>();
    private final AtomicInteger overlaps = new AtomicInteger();
    private final AtomicInteger interruptions = new AtomicInteger();

    @Override
    public void received(Delivery delivery) {
        AtomicInteger entered = inside.computeIfAbsent(delivery.event().channel(), _ -> new AtomicInteger());
        if (entered.incrementAndGet() > 1) {
            overlaps.incrementAndGet();
        }
        deliveries.add(delivery);
        entered.decrementAndGet();
    }

    @Override
    public void interrupted(ChannelId channel) {
        interruptions.incrementAndGet();
    }

    /** How often it was told that something may be missing. */
    public int interruptions() {
        return interruptions.get();
    }

    /** All that came. */
    public List<Delivery> deliveries() {
        return List.copyOf(deliveries);
    }

    /** The events that came. */
    public List<ChannelEvent> events() {
        return deliveries.stream().map(Delivery::event).toList();
    }

    /** The positions of what came with one. */
    public List<Position> positions() {
        return deliveries.stream().map(Delivery::position).flatMap(Optional::stream).toList();
    }

    /** How often something of a channel came while this listener was still busy with that channel. */
    public int overlaps() {
        return overlaps.get();
    }
}
