package io.parley.application.realm;

import java.util.Set;

import io.parley.domain.channel.PolicyBook;
import io.parley.domain.identity.RealmId;
import io.parley.domain.limit.Limits;

/**
 * What a realm is given by configuration.
 *
 * @param hosts     the names under which the hub is called for it, without port, in lower case
 * @param policies  what holds in its channels
 * @param anonymous whether somebody without credentials is let in, to public channels
 * @param origins   pages that may talk to it, beside the hub's own
 * @param addresses clients that may talk to it
 * @param limits    what its clients may ask for
 */
public record Realm(RealmId id, Set<String> hosts, PolicyBook policies, boolean anonymous, OriginPolicy origins, AddressPolicy addresses,
        Limits limits) {
    /** One without limits. */
    public Realm(RealmId id, Set<String> hosts, PolicyBook policies, boolean anonymous, OriginPolicy origins, AddressPolicy addresses) {
        this(id, hosts, policies, anonymous, origins, addresses, Limits.NONE);
    }
}
