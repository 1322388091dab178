package io.parley.application.channel;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import io.parley.application.Faults;
import io.parley.domain.delivery.Position;

/** Cursors in memory, on a {@link Store} that several nodes may share. */
public final class InMemoryDurableCursors implements DurableCursors {
    /** What the nodes have in common. */
    public static final class Store {
        private final Map<Key, Kept> cursors = new HashMap<>();
    }

    private record Kept(Taken taken, Instant usedAt) {}

    private final Store store;
    private final Faults faults = new Faults();

    /** A node's way to the store. */
    public InMemoryDurableCursors(Store store) {
        this.store = store;
    }

    @Override
    public Optional<Taken> take(Key key, Position start, Instant now) {
        return faults.around("take", () -> {
            synchronized (store) {
                store.cursors.entrySet()
                        .removeIf(one -> one.getKey().user().equals(key.user()) && !one.getValue().usedAt().isAfter(now.minus(KEPT)));
                Kept known = store.cursors.get(key);
                if (known == null && store.cursors.keySet().stream().filter(one -> one.user().equals(key.user())).count() >= MAX_PER_USER) {
                    return Optional.empty();
                }
                Taken taken = known == null ? new Taken(start, 1) : new Taken(known.taken().position(), known.taken().term() + 1);
                store.cursors.put(key, new Kept(taken, known == null ? now : later(known.usedAt(), now)));
                return Optional.of(taken);
            }
        });
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    @Override
    public boolean move(Key key, long term, Position to, Instant now) {
        return faults.around("move", () -> {
            synchronized (store) {
                Kept known = store.cursors.get(key);
                if (known == null || known.taken().term() != term) {
                    return false;
                }
                store.cursors.put(key, new Kept(new Taken(to, term), later(known.usedAt(), now)));
                return true;
            }
        });
    }

    @Override
    public int forget(Instant unusedSince) {
        return faults.around("forget", () -> {
            synchronized (store) {
                int before = store.cursors.size();
                store.cursors.values().removeIf(kept -> !kept.usedAt().isAfter(unusedSince));
                return before - store.cursors.size();
            }
        });
    }

    /** What goes wrong at this node, by the names of the port's methods. */
    public Faults faults() {
        return faults;
    }
}
