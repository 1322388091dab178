package io.parley.adapters.redis.presence;

import java.util.List;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import io.parley.application.presence.PresenceCluster;
import io.parley.application.presence.RosterStory;
import io.parley.devservices.testing.TestServers;

class RedisRosterPropertiesTest {
    @Provide
    Arbitrary<List<RosterStory.Step>> steps() {
        return RosterStory.steps(60);
    }

    @Property(tries = 30)
    void aSnapshotAndTheChangesAfterItAreTheRoster(@ForAll("steps") List<RosterStory.Step> steps) {
        try (PresenceCluster cluster = new RedisPresenceCluster(TestServers.redisUrl())) {
            RosterStory story = new RosterStory(cluster);
            story.goesOn(steps);
            story.endsWell();
        }
    }
}
