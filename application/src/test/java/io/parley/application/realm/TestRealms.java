package io.parley.application.realm;

import java.util.List;
import java.util.Set;

import io.parley.domain.channel.ShippedPolicies;
import io.parley.domain.identity.RealmId;

/** Two realms for tests, both with the shipped policies: the default one wants credentials, the other admits anonymous ones. */
public final class TestRealms {
    /** Pages of this origin may talk to either realm. */
    public static final String APP = "https://app.example.com";
    /** The other realm. */
    public static final RealmId SCHOOL = new RealmId("school");
    /** The name under which the hub is called for the other realm. */
    public static final String SCHOOL_HOST = "school.example.com";
    /** Both. */
    public static final Realms BOTH = new Realms(
            List.of(realm(RealmId.DEFAULT, Set.of(), false), realm(SCHOOL, Set.of(SCHOOL_HOST), true)));
    /** The default realm alone, and anonymous ones are let in. */
    public static final Realms OPEN = new Realms(List.of(realm(RealmId.DEFAULT, Set.of(), true)));

    private TestRealms() {}

    private static Realm realm(RealmId id, Set<String> hosts, boolean anonymous) {
        return new Realm(id, hosts, ShippedPolicies.BOOK, anonymous, new OriginPolicy(Set.of(APP)), AddressPolicy.ANYBODY);
    }
}
