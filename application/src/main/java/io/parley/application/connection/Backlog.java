package io.parley.application.connection;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import io.parley.application.protocol.Lossy;
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
 * <p>A message that says that it may be lost is, when a newer one takes its place or something else needs the room: first those of the channel that
 * needs it, then those of others. What was skipped of a channel is told in the place where it is missing, and takes the room of what it stands for,
 * {@value LossyItem#GAP_BYTES} bytes at most.
 *
 * <p>To put something into an empty backlog costs nothing but a look. Not thread-safe: whoever shares it holds a lock.
 *
 * @param <T> what is sent, as its owner keeps it
 */
public final class Backlog<T> {
    private static final int LOW = 2;
    private static final int LAST = LOW + 1;

    private final long maxBytes;
    private final Function<ServerMessage, T> gaps;
    private long bytes;
    private int size;
    /** What waits alone: most connections never have more, and need no lane. */
    private @Nullable T only;
    private @Nullable ServerMessage onlySays;
    private @Nullable Lane<T> @Nullable [] lanes;
    /** The channels of which something waits that may be lost, or was; null until two messages wait and one of them may be. */
    private @Nullable Map<ChannelName, LossyChannel<T>> lossy;

    /**
     * One in which nothing waits.
     *
     * @param maxBytes how much may wait
     * @param gaps     makes what is sent of a {@link ServerMessage.Gap}; called when its turn has come
     */
    public Backlog(long maxBytes, Function<ServerMessage, T> gaps) {
        this.maxBytes = maxBytes;
        this.gaps = gaps;
    }

    /**
     * Lets an item wait, or, if it may be lost and there is no room, notes that it was.
     *
     * @param itemBytes what it counts against the bound
     * @param message   what it says, which decides about its place, and whether it may be lost
     * @return false if it would exceed the bound: then it does not wait
     */
    public boolean offer(T item, long itemBytes, ServerMessage message) {
        if (itemBytes > maxBytes) {
            return false;
        }
        if (size == 0) {
            only = item;
            onlySays = message;
            grow(1, itemBytes);
            return true;
        }
        layDownTheOnlyOne();
        if (message instanceof ServerMessage.Event event && event.lossy().isPresent()) {
            return offer(item, itemBytes, event, event.lossy().get());
        }
        if (!hasRoomFor(itemBytes) && !hasMadeRoomFor(itemBytes)) {
            return false;
        }
        if (lossy != null) {
            part(lossy, message.about());
        }
        lane(placeOf(message)).add(item, itemBytes, message);
        return true;
    }

    /** It is not alone any more: it goes to its lane, and may be lost if it may. */
    private void layDownTheOnlyOne() {
        T item = only;
        ServerMessage message = onlySays;
        if (item == null || message == null) {
            return;
        }
        long itemBytes = bytes;
        takeTheOnlyOne();
        Lane<T> lane = lane(placeOf(message));
        if (message instanceof ServerMessage.Event event && event.lossy().isPresent()) {
            lane.add(channel(event).add(lane, item, itemBytes, event));
        } else {
            lane.add(item, itemBytes, message);
        }
    }

    private void takeTheOnlyOne() {
        only = null;
        onlySays = null;
        grow(-1, -bytes);
    }

    private LossyChannel<T> channel(ServerMessage.Event event) {
        Map<ChannelName, LossyChannel<T>> known = lossy;
        if (known == null) {
            known = new LinkedHashMap<>();
            lossy = known;
        }
        Map<ChannelName, LossyChannel<T>> all = known;
        return all.computeIfAbsent(event.channel().canonical(), name -> new LossyChannel<>(name, all::remove));
    }

    private boolean offer(T item, long itemBytes, ServerMessage.Event event, Lossy how) {
        LossyChannel<T> channel = channel(event);
        how.key().ifPresent(channel::supersede);
        boolean fits = hasRoomFor(itemBytes);
        while (!fits && channel.loseOldest()) {
            fits = hasRoomFor(itemBytes);
        }
        fits = fits || hasMadeRoomFor(itemBytes);
        if (!fits && !hasRoomFor(Math.min(itemBytes, LossyItem.GAP_BYTES))) {
            return false;
        }
        Lane<T> lane = lane(placeOf(event));
        LossyItem<T> added = channel.add(lane, item, itemBytes, event);
        lane.add(added);
        if (!fits) {
            channel.lose(added);
        }
        return true;
    }

    private boolean hasRoomFor(long itemBytes) {
        return bytes + itemBytes <= maxBytes;
    }

    /** Loses what may be lost, until there is room. */
    private boolean hasMadeRoomFor(long itemBytes) {
        if (lossy == null) {
            return false;
        }
        for (LossyChannel<T> channel : lossy.values()) {
            while (channel.loseOldest()) {
                if (hasRoomFor(itemBytes)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static <T> void part(Map<ChannelName, LossyChannel<T>> lossy, Optional<ChannelName> about) {
        LossyChannel<T> channel = about.map(ChannelName::canonical).map(lossy::get).orElse(null);
        if (channel != null) {
            channel.part();
        }
    }

    private int placeOf(ServerMessage message) {
        if (message instanceof ServerMessage.Disconnect) {
            return LAST;
        }
        int own = placeOf(message.priority());
        for (int lower = size == 0 ? own : LOW; lower > own; lower--) {
            Lane<T> lane = lanes == null ? null : lanes[lower];
            if (lane != null && lane.speaksOf(message.about())) {
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

    @SuppressWarnings({"unchecked", "rawtypes"}) // There are no arrays of a generic type.
    private Lane<T> lane(int place) {
        @Nullable
        Lane<T>[] all = lanes;
        if (all == null) {
            all = new Lane[LAST + 1];
            lanes = all;
        }
        Lane<T> lane = all[place];
        if (lane == null) {
            lane = new Lane<>(this);
            all[place] = lane;
        }
        return lane;
    }

    /** What goes next, without taking it out; null if nothing waits. */
    public @Nullable T peek() {
        if (only != null) {
            return only;
        }
        Lane<T> lane = next();
        return lane == null ? null : lane.first();
    }

    /** Takes out what goes next; null if nothing waits. */
    public @Nullable T poll() {
        T alone = only;
        if (alone != null) {
            takeTheOnlyOne();
            return alone;
        }
        Lane<T> lane = next();
        if (lane == null) {
            return null;
        }
        T next = lane.remove();
        if (lossy != null && lossy.isEmpty()) {
            lossy = null;
        }
        return next;
    }

    private @Nullable Lane<T> next() {
        if (size == 0 || lanes == null) {
            return null;
        }
        for (Lane<T> lane : lanes) {
            if (lane != null && lane.size() > 0) {
                return lane;
            }
        }
        throw new IllegalStateException("Something waits, and in no lane");
    }

    /** So much more waits, in one of the lanes. */
    void grow(int items, long moreBytes) {
        size += items;
        bytes += moreBytes;
    }

    Function<ServerMessage, T> gaps() {
        return gaps;
    }

    /** Whether less than half of what may wait does. */
    public boolean hasRoom() {
        return bytes < maxBytes / 2;
    }

    /** Forgets all that waits. */
    public void clear() {
        only = null;
        onlySays = null;
        lanes = null;
        lossy = null;
        bytes = 0;
        size = 0;
    }

    /** Gives back the room that was needed when more waited, if nothing does. */
    public void trim() {
        if (size == 0) {
            clear();
        }
    }

    /** How many items wait. */
    public int size() {
        return size;
    }

    /** How much waits, in bytes. */
    public long bytes() {
        return bytes;
    }
}
