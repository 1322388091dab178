package io.parley.application.presence;

import java.util.List;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class RosterPropertiesTest {
    @Provide
    Arbitrary<List<RosterStory.Step>> steps() {
        return RosterStory.steps(60);
    }

    @Property(tries = 500)
    void aSnapshotAndTheChangesAfterItAreTheRoster(@ForAll("steps") List<RosterStory.Step> steps) {
        try (PresenceCluster cluster = new InMemoryPresenceCluster()) {
            RosterStory story = new RosterStory(cluster);
            story.goesOn(steps);
            story.endsWell();
        }
    }
}
