package io.parley.application.realm;

import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

import io.parley.domain.channel.AckFrom;
import io.parley.domain.channel.ChannelPattern;
import io.parley.domain.channel.ChannelPolicy;
import io.parley.domain.channel.History;
import io.parley.domain.channel.RoomUse;
import io.parley.domain.channel.Rule;
import io.parley.domain.channel.Rules;
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
    /** The default realm alone, anonymous ones are let in, and in {@code inbox:*} three messages are at hand and the rest is archived. */
    public static final Realms ARCHIVED = new Realms(List.of(new Realm(RealmId.DEFAULT, Set.of(),
            ShippedPolicies.BOOK.with(List.of(new ChannelPolicy(ChannelPattern.of("inbox:*"), Rules.of(Rule.EVERYONE, Rule.EVERYONE),
                    new History(3, Duration.ofDays(1), Duration.ofDays(90), AckFrom.MASTER), false, RoomUse.NONE, OptionalInt.empty(),
                    false))),
            true, new OriginPolicy(Set.of(APP)), AddressPolicy.ANYBODY)));

    private TestRealms() {}

    private static Realm realm(RealmId id, Set<String> hosts, boolean anonymous) {
        return new Realm(id, hosts, ShippedPolicies.BOOK, anonymous, new OriginPolicy(Set.of(APP)), AddressPolicy.ANYBODY);
    }
}
