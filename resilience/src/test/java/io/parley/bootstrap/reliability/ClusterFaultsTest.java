package io.parley.bootstrap.reliability;

import java.time.Duration;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import io.parley.devservices.testing.ClusterServers;

import static org.assertj.core.api.Assertions.assertThat;

/** What subscribers hear while their channel moves to another master of a Redis Cluster. */
@Tag("fault")
class ClusterFaultsTest {
    private static final Duration FAILOVER = Duration.ofSeconds(6);
    private static ClusterServers servers;
    private static Site site;

    @BeforeAll
    static void start() {
        servers = ClusterServers.start();
        site = new Site().node("node-a", servers.url()).node("node-b", servers.url());
    }

    @AfterAll
    static void stop() {
        site.close();
        servers.close();
    }

    @Test
    void theSlotIsMovedAndNothingIsMissed() {
        Report report = Drill.brief(site, Site.LEDGER, Faults.slotMoved(servers), Duration.ZERO);
        assertThat(Marks.SLOT_MOVED.inABuild().missedBy(report)).as(report.text()).isEmpty();
    }

    @Test
    void theMasterIsKilledAndWhatAReplicaHadIsNotLost() {
        Report report = Drill.brief(site, Site.VAULT, Faults.masterKilled(servers), Pace.brief(Duration.ZERO).runningOn(FAILOVER));
        assertThat(Marks.MASTER_KILLED.inABuild().missedBy(report)).as(report.text()).isEmpty();
    }
}
