package io.parley.adapters.redis.presence;

import io.parley.application.presence.PresenceCluster;
import io.parley.application.presence.RosterChangesContract;
import io.parley.devservices.testing.TestServers;

/** The contract of changes on a real Redis. */
class RedisRosterChangesTest extends RosterChangesContract {
    /** Where Redis is. */
    String url() {
        return TestServers.redisUrl();
    }

    @Override
    protected PresenceCluster cluster() {
        return new RedisPresenceCluster(url());
    }
}
