package io.parley.bootstrap.reliability;

import java.time.Duration;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import io.parley.devservices.testing.TestServers;

import static org.assertj.core.api.Assertions.assertThat;

/** What subscribers hear who were away themselves. */
@Tag("fault")
class ClientFaultsTest {
    private static final int SLOW = 10;
    private static Site site;

    @BeforeAll
    static void start() {
        site = new Site().node("node-a", TestServers.redisUrl()).node("node-b", TestServers.redisUrl());
    }

    @AfterAll
    static void stop() {
        site.close();
    }

    @Test
    void everyConnectionIsCutAndAllIsRecovered() {
        Report report = Drill.brief(site, Site.LEDGER, Faults.everyConnectionCut(), Duration.ZERO);
        assertThat(Marks.EVERY_CONNECTION_CUT.inABuild().missedBy(report)).as(report.text()).isEmpty();
        assertThat(report.account().count(Journal.Recovered.class)).isGreaterThanOrEqualTo(report.account().journals().size());
    }

    @Test
    void historyIsTrimmedUnderSlowClientsAndTheyAreToldOnce() {
        Report report = Drill.brief(site, Site.SCROLL, Faults.historyTrimmed(SLOW, Duration.ofSeconds(2)),
                Pace.brief(Duration.ZERO).settlingIn(Duration.ofSeconds(5)));
        assertThat(Marks.HISTORY_TRIMMED.inABuild().missedBy(report)).as(report.text()).isEmpty();
        assertThat(report.account().count(Journal.Told.class)).isEqualTo(SLOW);
    }
}
