package io.parley.application.delivery;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

import io.parley.application.Faults;
import io.parley.application.Unavailable;
import io.parley.domain.channel.ChannelId;
import io.parley.domain.channel.History;
import io.parley.domain.delivery.ChannelEvent;
import io.parley.domain.delivery.Delivery;
import io.parley.domain.delivery.Lineage;
import io.parley.domain.delivery.Message;
import io.parley.domain.delivery.Once;
import io.parley.domain.delivery.Position;
import io.parley.domain.delivery.Stretch;
import io.parley.domain.refusal.Outcome;

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
        private volatile long maxBacklog = Long.MAX_VALUE;

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

        /** From now on a channel in which more bytes than that wait for the archive takes no more. */
        public void bound(long maxBacklogBytes) {
            maxBacklog = maxBacklogBytes;
        }

        /** In which channels something waits for the archive. */
        List<ChannelId> unarchived() {
            return channels.entrySet().stream().filter(entry -> entry.getValue().waits()).map(Map.Entry::getKey).toList();
        }

        Optional<ArchiveQueue.Batch> nextToArchive(ChannelId channel, int limit) {
            return channel(channel).nextToArchive(limit);
        }

        void archived(ChannelId channel, Position upTo, History history) {
            channel(channel).archived(upTo, history, clock.instant());
        }

        void release(ChannelId channel) {
            channel(channel).release();
        }

        /** Says an event that is not kept; it is heard when the channel is {@link #deliver delivered}. */
        public void say(ChannelEvent event) {
            channel(event.channel()).append(event, History.NONE, clock.instant(), maxBacklog);
        }

        /** Lets what was said be heard. */
        public void deliver(ChannelId channel) {
            channel(channel).deliver(nodes);
        }

        /** Histories are gone: every channel begins a new epoch. */
        public void loseHistory() {
            channels.values().forEach(Channel::beginAnew);
        }

        /** Another store takes over that had not heard of the last so many messages of each channel, nor of their keys. */
        public void failOver(int unheard) {
            channels.values().forEach(channel -> channel.failOver(unheard));
        }
    }

    private record Kept(Delivery delivery, Instant until) {}

    /** One channel: its newest position, what is kept of it, and what waits to be delivered. */
    private static final class Channel {
        private static final long NOT_ARCHIVED = -1;

        private final Queue<Delivery> waiting = new ArrayDeque<>();
        private final Deque<Kept> kept = new ArrayDeque<>();
        private final Map<Once, Optional<Position>> once = new HashMap<>();
        private final List<Stretch> earlier = new ArrayList<>();
        private int epochs;
        private Position newest;
        private boolean delivering;
        /** The last offset that is in the archive; negative: the channel is not archived. */
        private long archived = NOT_ARCHIVED;

        Channel() {
            newest = new Position("epoch-" + ++epochs, 0);
        }

        synchronized void beginAnew() {
            newest = new Position("epoch-" + ++epochs, 0);
            earlier.clear();
            kept.clear();
            release();
        }

        synchronized void release() {
            archived = NOT_ARCHIVED;
        }

        synchronized boolean waits() {
            return archived >= 0 && archived < newest.offset();
        }

        private List<Delivery> unarchived() {
            return waits()
                    ? kept.stream().map(Kept::delivery).map(this::renamed).filter(one -> offsetOf(one) > archived).toList()
                    : List.of();
        }

        synchronized Optional<ArchiveQueue.Batch> nextToArchive(int limit) {
            List<Delivery> all = unarchived();
            List<Delivery> some = all.stream().limit(limit).toList();
            return waits()
                    ? Optional
                            .of(new ArchiveQueue.Batch(some.size() == all.size() ? newest : some.getLast().position().orElseThrow(), some))
                    : Optional.empty();
        }

        synchronized void archived(Position upTo, History history, Instant now) {
            if (archived >= 0 && upTo.epoch().equals(newest.epoch())) {
                archived = Math.max(archived, Math.min(upTo.offset(), newest.offset()));
                trim(history.size());
                dropStale(now);
            }
        }

        private void dropStale(Instant now) {
            kept.removeIf(one -> !now.isBefore(one.until()) && mayLeave(one));
        }

        private void trim(int size) {
            while (kept.size() > size && mayLeave(kept.element())) {
                kept.remove();
            }
        }

        private boolean mayLeave(Kept one) {
            return archived < 0 || offsetOf(one.delivery()) <= archived;
        }

        private void queueToArchive(ChannelEvent event, long maxBacklog) {
            if (archived < 0) {
                archived = newest.offset();
            }
            long backlog = unarchived().stream().mapToLong(one -> bytesOf(one.event())).sum();
            if (backlog + bytesOf(event) > maxBacklog) {
                throw new Unavailable("The archive is behind", new IllegalStateException(backlog + " bytes wait"));
            }
        }

        private static long bytesOf(ChannelEvent event) {
            return event instanceof Message message ? message.data().bytes().length : 0;
        }

        synchronized void failOver(int unheard) {
            for (int i = 0; i < unheard && !kept.isEmpty(); i++) {
                Position lost = kept.removeLast().delivery().position().orElseThrow();
                once.values().removeIf(Optional.of(lost)::equals);
                newest = new Position(newest.epoch(), lost.offset() - 1);
            }
            archived = Math.min(archived, newest.offset());
            earlier.add(new Stretch(newest.epoch(), newest.offset()));
            newest = new Position("epoch-" + ++epochs, newest.offset());
        }

        synchronized Excerpt read(Reading reading, Instant now) {
            dropStale(now);
            List<Delivery> all = kept.stream().map(Kept::delivery).map(this::renamed).toList();
            long oldest = all.isEmpty() ? newest.offset() + 1 : offsetOf(all.getFirst());
            long from = reading.from().map(Position::offset).orElse(reading.reverse() ? Long.MAX_VALUE : 0L);
            List<Delivery> found = (reading.reverse() ? all.reversed() : all).stream()
                    .filter(one -> reading.reverse() ? offsetOf(one) < from : offsetOf(one) > from).limit(reading.limit()).toList();
            long nowhere = Math.min(from, reading.reverse() ? newest.offset() + 1 : newest.offset());
            return new Excerpt(new Lineage(newest, earlier), oldest, found.isEmpty() ? nowhere : offsetOf(found.getLast()), found,
                    archived >= 0);
        }

        /** A history has one name, its newest. */
        private Delivery renamed(Delivery delivery) {
            return new Delivery(delivery.event(), Optional.of(new Position(newest.epoch(), offsetOf(delivery))));
        }

        private static long offsetOf(Delivery delivery) {
            return delivery.position().orElseThrow().offset();
        }

        synchronized Outcome<Optional<Position>> appendOnce(ChannelEvent event, History history, Once key, Instant now,
                long maxBacklog) {
            Optional<Once> known = once.keySet().stream()
                    .filter(other -> other.sender().equals(key.sender()) && other.key().equals(key.key())).findAny();
            if (known.isEmpty()) {
                Optional<Position> position = append(event, history, now, maxBacklog);
                once.put(key, position);
                return Outcome.done(position);
            }
            return known.get().equals(key) ? Outcome.done(once.get(key)) : Outcome.refused(Backplane.KEY_REUSED);
        }

        synchronized Optional<Position> append(ChannelEvent event, History history, Instant now, long maxBacklog) {
            if (!history.kept()) {
                waiting.add(new Delivery(event, Optional.empty()));
                return Optional.empty();
            }
            if (history.archived()) {
                queueToArchive(event, maxBacklog);
            }
            newest = new Position(newest.epoch(), newest.offset() + 1);
            Delivery delivery = new Delivery(event, Optional.of(newest));
            waiting.add(delivery);
            kept.add(new Kept(delivery, end(now, history.age())));
            trim(history.size());
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
    private volatile boolean cut;

    /** A node that hears nothing yet. */
    public InMemoryBackplane(Store store) {
        this.store = store;
        store.nodes.add(this);
    }

    @Override
    public Optional<Position> publish(ChannelEvent event, History history) {
        return faults.around("publish", () -> {
            Channel channel = store.channel(event.channel());
            Optional<Position> position = channel.append(event, history, store.clock.instant(), store.maxBacklog);
            channel.deliver(store.nodes);
            return position;
        });
    }

    @Override
    public Outcome<Optional<Position>> publishOnce(Message message, History history, Once once) {
        return faults.around("publish", () -> {
            Channel channel = store.channel(message.channel());
            Outcome<Optional<Position>> outcome = channel.appendOnce(message, history, once, store.clock.instant(), store.maxBacklog);
            channel.deliver(store.nodes);
            return outcome;
        });
    }

    @Override
    public Excerpt read(ChannelId channel, Reading reading) {
        return faults.around("read", () -> store.channel(channel).read(reading, store.clock.instant()));
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

    /** From now on nothing arrives at this node. */
    public void cut() {
        cut = true;
    }

    /** From now on things arrive again, and nobody is told that some did not. */
    public void hearAgain() {
        cut = false;
    }

    /** From now on things arrive again, and listeners are told that something may not have. */
    public void mend() {
        cut = false;
        listeners.forEach((channel, listener) -> listener.interrupted(channel));
    }

    private void hear(Delivery delivery) {
        if (cut) {
            return;
        }
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
