package io.parley.application.limit;

import java.net.InetAddress;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntSupplier;

import io.parley.application.identity.Doorkeeper;
import io.parley.domain.identity.Identity;
import io.parley.domain.identity.RealmId;
import io.parley.domain.refusal.ErrorCode;
import io.parley.domain.refusal.Refusal;

/**
 * Turns clients away from a node that has as many connections as it is to have, whoever they are: another node may have room. Of several that come at
 * the same moment a few may be let in too many. Thread-safe.
 */
public final class NodeCapacity implements Doorkeeper {
    private static final long RETRY_AFTER_MS = 5_000;

    private final IntSupplier connections;
    private final int most;
    private final Doorkeeper next;

    /**
     * A bound on one node.
     *
     * @param connections how many there are now
     * @param next        is asked where there is room
     */
    public NodeCapacity(IntSupplier connections, int most, Doorkeeper next) {
        this.connections = connections;
        this.most = most;
        this.next = next;
    }

    @Override
    public Optional<Refusal> refuse(RealmId realm, InetAddress client, Optional<Identity> who) {
        return connections.getAsInt() < most
                ? next.refuse(realm, client, who)
                : Optional.of(new Refusal(ErrorCode.UNAVAILABLE, "This node has no room for another connection; try again in 5 s",
                        Map.of("limit", "connections of a node", "most", most, "retryAfterMs", RETRY_AFTER_MS)));
    }
}
