package io.parley.application.delivery;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

import io.parley.application.Faults;
import io.parley.domain.channel.ChannelId;
import io.parley.domain.channel.History;
import io.parley.domain.delivery.ChannelEvent;
import io.parley.domain.delivery.Delivery;
import io.parley.domain.delivery.Position;

/**
 * One node's backplane on a {@link Store} that several nodes may share. Whoever publishes delivers too, on his own thread, unless another
 * thread is delivering in that channel already: that one goes on then. A listener may publish from within.
 */
public final class InMemoryBackplane implements Backplane {
    /** What the nodes have in common: the histories of the channels, and the wire between the nodes. */
    public static final class Store {
        private final InstantSource clock;
        private final Map<ChannelId, Channel> channels = new ConcurrentHashMap<>();
        private final List<InMemoryBackplane> nodes = new CopyOnWriteArrayList<>();

        /** A store in which messages grow old as time really passes. */
        public Store() {
            this(InstantSource.system());
        }

        /** A store in which messages grow old by that clock. */
        public Store(InstantSource clock) {
            this.clock = clock;
        }

        private Channel channel(ChannelId id) {
            return channels.computeIfAbsent(id, _ -> new Channel());
        }

        /** Histories are gone: every channel begins a new epoch. */
        public void loseHistory() {
            channels.values().forEach(Channel::beginEpoch);
        }
    }

    private record Kept(Delivery delivery, Instant until) {}

    /** One channel: its newest position, what is kept of it, and what waits to be delivered. */
    private static final class Channel {
        private final Queue<Delivery> waiting = new ArrayDeque<>();
        private final Deque<Kept> kept = new ArrayDeque<>();
        private int epochs;
        private Position newest;
        private boolean delivering;

        Channel() {
            beginEpoch();
        }

        synchronized void beginEpoch() {
            newest = new Position("epoch-" + ++epochs, 0);
            kept.clear();
        }

        synchronized Recent recent(int limit, Instant now) {
            kept.removeIf(one -> !now.isBefore(one.until()));
            return new Recent(newest, kept.stream().skip(Math.max(0, kept.size() - limit)).map(Kept::delivery).toList());
        }

        synchronized Optional<Position> append(ChannelEvent event, History history, Instant now) {
            if (!history.kept()) {
                waiting.add(new Delivery(event, Optional.empty()));
                return Optional.empty();
            }
            newest = new Position(newest.epoch(), newest.offset() + 1);
            Delivery delivery = new Delivery(event, Optional.of(newest));
            waiting.add(delivery);
            kept.add(new Kept(delivery, end(now, history.age())));
            while (kept.size() > history.size()) {
                kept.remove();
            }
            return delivery.position();
        }

        private static Instant end(Instant now, Duration age) {
            return age.compareTo(Duration.between(now, Instant.MAX)) < 0 ? now.plus(age) : Instant.MAX;
        }

        private synchronized Optional<Delivery> firstIfNobodyDelivers() {
            if (delivering || waiting.isEmpty()) {
                return Optional.empty();
            }
            delivering = true;
            return Optional.of(waiting.remove());
        }

        private synchronized void delivered() {
            delivering = false;
        }

        void deliver(List<InMemoryBackplane> nodes) {
            for (Optional<Delivery> next = firstIfNobodyDelivers(); next.isPresent(); next = firstIfNobodyDelivers()) {
                try {
                    Delivery delivery = next.get();
                    nodes.forEach(node -> node.hear(delivery));
                } finally {
                    delivered();
                }
            }
        }
    }

    private final Store store;
    private final Map<ChannelId, BackplaneListener> listeners = new ConcurrentHashMap<>();
    private final Faults faults = new Faults();

    /** A node that hears nothing yet. */
    public InMemoryBackplane(Store store) {
        this.store = store;
        store.nodes.add(this);
    }

    @Override
    public Optional<Position> publish(ChannelEvent event, History history) {
        return faults.around("publish", () -> {
            Channel channel = store.channel(event.channel());
            Optional<Position> position = channel.append(event, history, store.clock.instant());
            channel.deliver(store.nodes);
            return position;
        });
    }

    @Override
    public Recent recent(ChannelId channel, int limit) {
        return faults.around("recent", () -> store.channel(channel).recent(limit, store.clock.instant()));
    }

    @Override
    public void attach(ChannelId channel, BackplaneListener listener) {
        faults.around("attach", () -> {
            listeners.put(channel, listener);
        });
    }

    @Override
    public void detach(ChannelId channel) {
        listeners.remove(channel);
    }

    private void hear(Delivery delivery) {
        BackplaneListener listener = listeners.get(delivery.event().channel());
        if (listener != null) {
            listener.received(delivery);
        }
    }

    /** Which channels this node hears. */
    public Set<ChannelId> attached() {
        return Set.copyOf(listeners.keySet());
    }

    /** What goes wrong at this node, by the names of the port's methods. */
    public Faults faults() {
        return faults;
    }
}
