package io.parley.application.realm;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.parley.domain.identity.RealmId;

/** The realms of an installation. */
public final class Realms {
    private final Map<RealmId, Realm> byId;
    private final Map<String, Realm> byHost;

    /** @throws IllegalArgumentException if none of them is the {@link RealmId#DEFAULT default}, one is the hub's own, or two share a host */
    public Realms(Collection<Realm> realms) {
        byId = realms.stream().collect(Collectors.toUnmodifiableMap(Realm::id, Function.identity()));
        byHost = realms.stream().flatMap(realm -> realm.hosts().stream().map(host -> Map.entry(host.toLowerCase(Locale.ROOT), realm)))
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue, (one, other) -> {
                    throw new IllegalArgumentException("A host belongs to one realm, not to " + one.id() + " and " + other.id());
                }));
        if (!byId.containsKey(RealmId.DEFAULT)) {
            throw new IllegalArgumentException("There is always a realm " + RealmId.DEFAULT);
        }
        if (byId.containsKey(RealmId.HUB)) {
            throw new IllegalArgumentException("The realm " + RealmId.HUB + " is the hub's own");
        }
    }

    /** The realm; one that was found here before. */
    public Realm of(RealmId id) {
        Realm realm = byId.get(id);
        if (realm == null) {
            throw new IllegalArgumentException("There is no realm " + id);
        }
        return realm;
    }

    /** The realm of that name, if there is one. */
    public Optional<Realm> named(String name) {
        return byId.values().stream().filter(realm -> realm.id().value().equals(name)).findFirst();
    }

    /** The realm for which the hub is called by that name. */
    public Optional<Realm> calledBy(String host) {
        int port = host.startsWith("[") ? host.indexOf(':', Math.max(host.indexOf(']'), 0)) : host.indexOf(':');
        return Optional.ofNullable(byHost.get((port < 0 ? host : host.substring(0, port)).toLowerCase(Locale.ROOT)));
    }

    /**
     * Whether a page may talk to one of them.
     *
     * @param origin its {@code Origin}
     * @param host   the name under which it calls the hub
     */
    public boolean letIn(String origin, String host) {
        return byId.values().stream().anyMatch(realm -> realm.origins().admits(Optional.of(origin), host));
    }

    /** The one that a small installation sees. */
    public Realm byDefault() {
        return of(RealmId.DEFAULT);
    }
}
