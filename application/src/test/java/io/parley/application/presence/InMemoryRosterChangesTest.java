package io.parley.application.presence;

/** The contract holds in memory. */
class InMemoryRosterChangesTest extends RosterChangesContract {
    @Override
    protected PresenceCluster cluster() {
        return new InMemoryPresenceCluster();
    }
}
