package io.parley.application.identity;

import java.net.InetAddress;
import java.util.Optional;

import io.parley.domain.identity.Identity;
import io.parley.domain.identity.RealmId;
import io.parley.domain.refusal.Refusal;

/** Port: has a say about connections of those who may come in otherwise, e.g. because there are too many already. */
public interface Doorkeeper {
    /**
     * Why a client may not open a connection now; empty: it may. Called once for each attempt; may block for a round trip or two.
     *
     * @param client its address
     * @param who    who it is; empty: it has to say so by message
     */
    Optional<Refusal> refuse(RealmId realm, InetAddress client, Optional<Identity> who);
}
