package io.parley.application.preference;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.parley.application.Faults;
import io.parley.domain.identity.UserId;
import io.parley.domain.preference.PreferencesChange;

/** Preferences in memory, in a {@link Store} that several nodes may share. */
public final class InMemoryPreferenceStore implements PreferenceStore {
    /** What the nodes have in common. */
    public static final class Store {
        private final Map<UserId, Kept> kept = new ConcurrentHashMap<>();
    }

    private final Store store;
    private final Faults faults = new Faults();

    /** A node's way to the store. */
    public InMemoryPreferenceStore(Store store) {
        this.store = store;
    }

    @Override
    public Kept find(UserId user) {
        return faults.around("find", () -> store.kept.getOrDefault(user, Kept.NOTHING));
    }

    @Override
    public Kept change(UserId user, PreferencesChange change) {
        return faults.around("change", () -> store.kept.compute(user, (_, before) -> before == null
                ? new Kept(change.appliedTo(Kept.NOTHING.preferences()), 1)
                : new Kept(change.appliedTo(before.preferences()), before.version() + 1)));
    }

    /** What goes wrong at this node, by the names of the port's methods. */
    public Faults faults() {
        return faults;
    }
}
