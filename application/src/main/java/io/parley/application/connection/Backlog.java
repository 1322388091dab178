package io.parley.application.connection;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.parley.application.protocol.ServerMessage;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.delivery.Priority;

/**
 * What waits for one client, bounded in bytes. What is said of one channel stays in its order; between channels the higher priority goes first.
 *
 * <p>There is a lane for each priority. An item goes to the end of its own, or, if something of its channel waits in a lower one, to the end of
 * that: so nothing overtakes what was said before it in its channel. What is about no channel is of normal priority and keeps its order. A
 * {@code disconnect} has a lane of its own behind all others: it is the last word, whatever was said meanwhile.
 *
 * <p>To put something into an empty backlog costs a slot and no search. Not thread-safe: whoever shares it holds a lock.
 *
 * @param <T> what is sent, as its owner keeps it
 */
public final class Backlog<T> {
    private static final int LOW = 2;
    private static final int LAST = LOW + 1;

    private final long maxBytes;
    private final @Nullable Lane<T>[] lanes = lanes();
    private long bytes;
    private int size;

    /** @param maxBytes how much may wait */
    public Backlog(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // There are no arrays of a generic type.
    private static <T> @Nullable Lane<T>[] lanes() {
        return new Lane[LAST + 1];
    }

    /**
     * Lets an item wait.
     *
     * @param itemBytes what it counts against the bound
     * @param message   what it says, which decides about its place
     * @return false if it would exceed the bound: then it does not wait
     */
    public boolean offer(T item, long itemBytes, ServerMessage message) {
        if (bytes + itemBytes > maxBytes) {
            return false;
        }
        lane(placeOf(message)).add(item, itemBytes, message);
        bytes += itemBytes;
        size++;
        return true;
    }

    private int placeOf(ServerMessage message) {
        if (message instanceof ServerMessage.Disconnect) {
            return LAST;
        }
        int own = placeOf(message.priority());
        for (int lower = size == 0 ? own : LOW; lower > own; lower--) {
            Lane<T> lane = lanes[lower];
            if (lane != null && lane.length > 0 && lane.speaksOf(message.about())) {
                return lower;
            }
        }
        return own;
    }

    private static int placeOf(Priority priority) {
        return switch (priority) {
            case HIGH -> 0;
            case NORMAL -> 1;
            case LOW -> LOW;
        };
    }

    private Lane<T> lane(int place) {
        Lane<T> lane = lanes[place];
        if (lane == null) {
            lane = new Lane<>();
            lanes[place] = lane;
        }
        return lane;
    }

    /** What goes next, without taking it out; null if nothing waits. */
    public @Nullable T peek() {
        Lane<T> lane = next();
        return lane == null ? null : lane.first();
    }

    /** Takes out what goes next; null if nothing waits. */
    public @Nullable T poll() {
        Lane<T> lane = next();
        if (lane == null) {
            return null;
        }
        bytes -= lane.firstBytes();
        size--;
        return lane.remove();
    }

    private @Nullable Lane<T> next() {
        if (size == 0) {
            return null;
        }
        for (Lane<T> lane : lanes) {
            if (lane != null && lane.length > 0) {
                return lane;
            }
        }
        throw new IllegalStateException("Something waits, and in no lane");
    }

    /** Whether less than half of what may wait does. */
    public boolean hasRoom() {
        return bytes < maxBytes / 2;
    }

    /** Forgets all that waits. */
    public void clear() {
        for (int place = 0; place <= LAST; place++) {
            lanes[place] = null;
        }
        bytes = 0;
        size = 0;
    }

    /** How many items wait. */
    public int size() {
        return size;
    }

    /** How much waits, in bytes. */
    public long bytes() {
        return bytes;
    }

    /** A queue in a ring of three arrays: an item takes a place in each and no object of its own. */
    private static final class Lane<T> {
        /** Most connections never have more than one message waiting. */
        private static final int FEW = 2;
        /** A ring of more is not kept once it is empty: one bad minute would hold its memory for as long as the client stays. */
        private static final int MANY = 64;

        private Object[] items = new Object[FEW];
        private ServerMessage[] messages = new ServerMessage[FEW];
        private long[] sizes = new long[FEW];
        private int head;
        private int length;
        /** How many wait of each channel; counted once somebody asks, and until the lane is empty. */
        private @Nullable Map<ChannelName, Integer> counts;

        void add(T item, long bytes, ServerMessage message) {
            if (length == items.length) {
                resize(2 * length);
            }
            int tail = at(length++);
            items[tail] = item;
            sizes[tail] = bytes;
            messages[tail] = message;
            if (counts != null) {
                count(counts, message, 1);
            }
        }

        @SuppressWarnings("unchecked") // Only add puts something there.
        T first() {
            return (T) items[head];
        }

        long firstBytes() {
            return sizes[head];
        }

        @SuppressWarnings("NullAway") // An empty place holds nothing.
        T remove() {
            T first = first();
            if (counts != null) {
                count(counts, messages[head], -1);
            }
            items[head] = null;
            messages[head] = null;
            head = at(1);
            if (--length == 0) {
                counts = null;
                if (items.length > MANY) {
                    resize(FEW);
                }
            }
            return first;
        }

        /** Whether something of that channel waits here, under whichever name. */
        boolean speaksOf(Optional<ChannelName> channel) {
            return channel.isPresent() && counted().containsKey(channel.get().canonical());
        }

        private Map<ChannelName, Integer> counted() {
            Map<ChannelName, Integer> known = counts;
            if (known == null) {
                known = new HashMap<>();
                for (int i = 0; i < length; i++) {
                    count(known, messages[at(i)], 1);
                }
                counts = known;
            }
            return known;
        }

        private static void count(Map<ChannelName, Integer> counts, ServerMessage message, int more) {
            message.about().ifPresent(
                    channel -> counts.merge(channel.canonical(), more, (one, other) -> one + other == 0 ? null : one + other));
        }

        private int at(int place) {
            return (head + place) & (items.length - 1); // Capacities are powers of two.
        }

        private void resize(int capacity) {
            Object[] roomForItems = new Object[capacity];
            ServerMessage[] roomForMessages = new ServerMessage[capacity];
            long[] roomForSizes = new long[capacity];
            for (int i = 0; i < length; i++) {
                roomForItems[i] = items[at(i)];
                roomForMessages[i] = messages[at(i)];
                roomForSizes[i] = sizes[at(i)];
            }
            items = roomForItems;
            messages = roomForMessages;
            sizes = roomForSizes;
            head = 0;
        }
    }
}
