package io.parley.bootstrap.reliability;

import java.time.Duration;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import io.parley.bootstrap.testing.HubProcess;
import io.parley.devservices.testing.TestServers;

import static org.assertj.core.api.Assertions.assertThat;

/** What subscribers hear when a node dies, or stands still for longer than its lease. */
@Tag("fault")
class HubNodeFaultsTest {
    private static final String SHORT_LEASE = "parley.node.lease=2s";

    private final Site site = new Site().node("node-a", TestServers.redisUrl(), SHORT_LEASE);

    @Test
    void aNodeIsKilledAndItsClientsMissNothingOnTheOther() {
        try (site) {
            HubProcess dying = site.process("node-b", TestServers.redisUrl(), SHORT_LEASE);
            Report report = Drill.brief(site, Site.LEDGER, Faults.hubKilled(dying), Duration.ZERO);
            assertThat(Marks.HUB_KILLED.inABuild().missedBy(report)).as(report.text()).isEmpty();
        }
    }

    @Test
    void aNodeStandsStillForLongerThanItsLeaseAndNothingIsMissed() {
        try (site) {
            HubProcess slow = site.process("node-b", TestServers.redisUrl(), SHORT_LEASE);
            Report report = Drill.brief(site, Site.LEDGER, Faults.hubPaused(slow), Duration.ofSeconds(4));
            assertThat(Marks.HUB_PAUSED.inABuild().missedBy(report)).as(report.text()).isEmpty();
        }
    }
}
