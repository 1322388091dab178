package io.parley.bootstrap.reliability;

import java.time.Duration;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import io.parley.devservices.testing.SentinelServers;

import static org.assertj.core.api.Assertions.assertThat;

/** What subscribers hear while Sentinels make another server master. */
@Tag("fault")
class SentinelFaultsTest {
    private static final Duration DOWN_AFTER = Duration.ofSeconds(1);
    /** Sentinels let twice that time pass between two failovers, and the next test would wait for it. */
    private static final Duration FAILOVER_TIMEOUT = Duration.ofSeconds(4);
    private static final Duration FAILOVER = Duration.ofSeconds(6);
    private static SentinelServers servers;
    private static Site site;

    @BeforeAll
    static void start() {
        servers = SentinelServers.start(DOWN_AFTER, FAILOVER_TIMEOUT);
        site = new Site().node("node-a", servers.url()).node("node-b", servers.url());
    }

    @AfterAll
    static void stop() {
        site.close();
        servers.close();
    }

    @Test
    void theMasterIsKilledAndWhatAReplicaHadIsNotLost() {
        Report report = afterKilling(Site.VAULT);
        assertThat(Marks.MASTER_KILLED.inABuild().missedBy(report)).as(report.text()).isEmpty();
    }

    @Test
    void theMasterIsKilledAndWhatNoReplicaHadIsTold() {
        Report report = afterKilling(Site.LEDGER);
        assertThat(Marks.MASTER_KILLED_TOLD.inABuild().missedBy(report)).as(report.text()).isEmpty();
    }

    private static Report afterKilling(String channels) {
        return Drill.brief(site, channels, Faults.masterKilled(servers), Pace.brief(Duration.ZERO).runningOn(FAILOVER));
    }

    @Test
    void theMasterHangsAndTheNodesLeaveIt() {
        Report report = Drill.brief(site, Site.VAULT, Faults.masterHung(servers), FAILOVER);
        assertThat(Marks.MASTER_HUNG.inABuild().missedBy(report)).as(report.text()).isEmpty();
    }
}
