package io.parley.application.connection;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import io.parley.application.protocol.Lossy;
import io.parley.application.protocol.ServerMessage;
import io.parley.domain.channel.ChannelName;

/** What waits of a channel whose messages may be lost, and what was, in the channel's order. To lose one costs the same however many wait. */
final class LossyChannel<T> {
    private final ChannelName name;
    private final Consumer<ChannelName> forget;
    private final Map<String, LossyItem<T>> newest = new HashMap<>();
    private @Nullable LossyItem<T> last;
    /** The first that can still be lost: before it are gaps alone. */
    private @Nullable LossyItem<T> oldest;
    private boolean parted;

    /**
     * @param name   the canonical one
     * @param forget is told when nothing waits of it any more, and no gap
     */
    LossyChannel(ChannelName name, Consumer<ChannelName> forget) {
        this.name = name;
        this.forget = forget;
    }

    ChannelName name() {
        return name;
    }

    LossyItem<T> add(Lane<T> lane, T item, long bytes, ServerMessage.Event message) {
        LossyItem<T> added = new LossyItem<>(this, lane, item, bytes, message, parted);
        parted = false;
        added.before = last;
        if (last != null) {
            last.after = added;
        }
        last = added;
        if (oldest == null) {
            oldest = added;
        }
        added.lossy().flatMap(Lossy::key).ifPresent(key -> newest.put(key, added));
        return added;
    }

    /** Something else was said of the channel, that stays: what is lost before it and what is lost after are two gaps. */
    void part() {
        parted = true;
    }

    /** Loses what a message with that key takes the place of. */
    void supersede(String key) {
        LossyItem<T> older = newest.get(key);
        if (older != null) {
            lose(older);
        }
    }

    /** Loses the oldest that can be, and all with it if they go together; false if nothing can. */
    boolean loseOldest() {
        LossyItem<T> first = oldest;
        if (first == null) {
            return false;
        }
        boolean together = first.lossy().filter(Lossy::whole).isPresent();
        for (LossyItem<T> next = first; next != null; next = together ? oldest : null) {
            lose(next);
        }
        return true;
    }

    void lose(LossyItem<T> lost) {
        settle(lost);
        lost.lose();
        LossyItem<T> gap = lost;
        if (lost.before != null && lost.before.takesIn(lost)) {
            gap = lost.before;
            unlink(lost);
        }
        LossyItem<T> next = gap.after;
        if (next != null && gap.takesIn(next)) {
            unlink(next);
        }
    }

    /** It goes to the client, itself or as a gap. */
    void sent(LossyItem<T> item) {
        if (item.isWhole()) {
            settle(item);
        }
        unlink(item);
    }

    /** From now on it cannot be lost. */
    private void settle(LossyItem<T> item) {
        Optional<String> key = item.lossy().flatMap(Lossy::key);
        key.ifPresent(known -> newest.remove(known, item));
        if (item == oldest) {
            do {
                oldest = oldest.after;
            } while (oldest != null && !oldest.isWhole());
        }
    }

    private void unlink(LossyItem<T> item) {
        if (item.before != null) {
            item.before.after = item.after;
        }
        if (item.after != null) {
            item.after.before = item.before;
        } else {
            last = item.before;
        }
        item.before = null;
        item.after = null;
        if (last == null) {
            forget.accept(name);
        }
    }
}
