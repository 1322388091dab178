package io.parley.application.presence;

import io.parley.application.delivery.Backplane;

/** Nodes that share rosters, for tests; a store may be shared by all of them, so realms and channels are new in each. */
public interface PresenceCluster extends AutoCloseable {
    /** A new node, which lives. */
    PresenceDirectory node();

    /** When this returns, the node has been silent for the length of its lease, and the others have not. */
    void letLeaseRunOut(PresenceDirectory dead);

    /** What the channels hear. */
    Backplane backplane();

    @Override
    void close();
}
