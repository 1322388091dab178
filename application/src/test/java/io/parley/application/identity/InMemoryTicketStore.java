package io.parley.application.identity;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import io.parley.application.Faults;

/** One node's view of a {@link Store} that several nodes may share. */
public final class InMemoryTicketStore implements TicketStore {
    /** What the nodes have in common. */
    public static final class Store {
        private final InstantSource clock;
        private final Map<String, Kept> kept = new ConcurrentHashMap<>();

        /** A store in which tickets grow old by that clock. */
        public Store(InstantSource clock) {
            this.clock = clock;
        }

        /** All that somebody sees who reads the store: what is kept, by its name. */
        public Map<String, byte[]> contents() {
            return kept.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().sealed()));
        }
    }

    private record Kept(byte[] sealed, Instant until) {}

    private final Store store;
    private final Faults faults = new Faults();

    /** A node of that store. */
    public InMemoryTicketStore(Store store) {
        this.store = store;
    }

    @Override
    public void put(String name, byte[] sealed, Duration validity) {
        faults.around("put", () -> {
            store.kept.put(name, new Kept(sealed.clone(), store.clock.instant().plus(validity)));
        });
    }

    @Override
    public Optional<byte[]> take(String name) {
        return faults.around("take", () -> Optional.ofNullable(store.kept.remove(name))
                .filter(kept -> store.clock.instant().isBefore(kept.until())).map(Kept::sealed));
    }

    /** What goes wrong at this node, by the names of the port's methods. */
    public Faults faults() {
        return faults;
    }
}
