package io.parley.application.connection;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.parley.application.protocol.ServerMessage;
import io.parley.domain.channel.ChannelName;

/**
 * A queue in a ring of three arrays: an item takes a place in each and no object of its own, unless it may be lost and something waits before it.
 * The places of those that are gone are closed up before the ring grows.
 */
final class Lane<T> {
    /** Most connections never have more than one message waiting. */
    private static final int FEW = 2;
    /** A ring of more is not kept once it is empty: one bad minute would hold its memory for as long as the client stays. */
    private static final int MANY = 64;

    private final Backlog<T> backlog;
    private Object[] items = new Object[FEW];
    /** Null where the item itself knows. */
    private @Nullable ServerMessage[] messages = new ServerMessage[FEW];
    private long[] sizes = new long[FEW];
    private int head;
    private int length;
    private int gone;
    /** How many wait of each channel; counted once somebody asks, and until the lane is empty. */
    private @Nullable Map<ChannelName, Integer> counts;

    /** @param backlog is told how much more or less waits */
    Lane(Backlog<T> backlog) {
        this.backlog = backlog;
    }

    /** How many wait, gaps too. */
    int size() {
        return length - gone;
    }

    void add(T item, long itemBytes, ServerMessage message) {
        place(item, itemBytes, message);
        backlog.grow(1, itemBytes);
        if (counts != null) {
            message.about().ifPresent(channel -> count(channel, 1));
        }
    }

    void add(LossyItem<T> item) {
        place(item, 0, null);
        backlog.grow(1, item.bytes());
        count(item.channel().name(), 1);
    }

    private void place(Object item, long itemBytes, @Nullable ServerMessage message) {
        if (length == items.length) {
            rearrange(gone > length / 2 ? length : 2 * length);
        }
        int tail = at(length++);
        items[tail] = item;
        sizes[tail] = itemBytes;
        messages[tail] = message;
    }

    /** What the first says; null if that may be lost and is known to be, or if there is none. */
    @Nullable
    ServerMessage firstMessage() {
        skipGone();
        return length == 0 ? null : messages[head];
    }

    /** What goes first. There has to be something. */
    T first() {
        skipGone();
        return said(items[head]);
    }

    @SuppressWarnings("unchecked") // Only add puts something there.
    private T said(Object item) {
        return item instanceof LossyItem<?> lossy ? ((LossyItem<T>) lossy).said(backlog.gaps()) : (T) item;
    }

    /** Takes out what goes first. There has to be something. */
    T remove() {
        T first = first();
        if (items[head] instanceof LossyItem<?> lossy) {
            sent(lossy);
        } else {
            ServerMessage message = messages[head];
            backlog.grow(-1, -sizes[head]);
            if (message != null && counts != null) {
                message.about().ifPresent(channel -> count(channel, -1));
            }
        }
        drop();
        skipGone();
        return first;
    }

    @SuppressWarnings("unchecked") // As above.
    private void sent(LossyItem<?> item) {
        LossyItem<T> first = (LossyItem<T>) item;
        backlog.grow(-1, -first.bytes());
        count(first.channel().name(), -1);
        first.channel().sent(first);
    }

    /** Something that waits here is gone; its place stays for a while. */
    void forget(ChannelName channel) {
        gone++;
        backlog.grow(-1, 0);
        count(channel, -1);
    }

    /** Something that waits here weighs so much more. */
    void weigh(long more) {
        backlog.grow(0, more);
    }

    private void skipGone() {
        while (length > 0 && isGone(items[head])) {
            gone--;
            drop();
        }
    }

    private static boolean isGone(Object item) {
        return item instanceof LossyItem<?> lossy && lossy.isGone();
    }

    @SuppressWarnings("NullAway") // An empty place holds nothing.
    private void drop() {
        items[head] = null;
        messages[head] = null;
        head = at(1);
        if (--length == 0) {
            counts = null;
            if (items.length > MANY) {
                rearrange(FEW);
            }
        }
    }

    /** Whether something of that channel waits here, under whichever name. */
    boolean speaksOf(Optional<ChannelName> channel) {
        return size() > 0 && channel.isPresent() && counted().containsKey(channel.get().canonical());
    }

    private Map<ChannelName, Integer> counted() {
        Map<ChannelName, Integer> known = counts;
        if (known == null) {
            known = new HashMap<>();
            counts = known;
            for (int i = 0; i < length; i++) {
                int place = at(i);
                if (items[place] instanceof LossyItem<?> lossy) {
                    count(lossy.channel().name(), lossy.isGone() ? 0 : 1);
                } else {
                    messages[place].about().ifPresent(channel -> count(channel, 1));
                }
            }
        }
        return known;
    }

    private void count(ChannelName channel, int more) {
        if (counts != null && more != 0) {
            counts.merge(channel.canonical(), more, (one, other) -> one + other == 0 ? null : one + other);
        }
    }

    private int at(int place) {
        return (head + place) & (items.length - 1); // Capacities are powers of two.
    }

    /** Moves what waits into rings of that capacity, and nothing of what is gone. */
    private void rearrange(int capacity) {
        Object[] roomForItems = new Object[capacity];
        ServerMessage[] roomForMessages = new ServerMessage[capacity];
        long[] roomForSizes = new long[capacity];
        int kept = 0;
        for (int i = 0; i < length; i++) {
            int place = at(i);
            if (!isGone(items[place])) {
                roomForItems[kept] = items[place];
                roomForMessages[kept] = messages[place];
                roomForSizes[kept++] = sizes[place];
            }
        }
        items = roomForItems;
        messages = roomForMessages;
        sizes = roomForSizes;
        head = 0;
        length = kept;
        gone = 0;
    }
}
