package io.parley.bootstrap.reliability;

import java.time.Duration;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import io.parley.devservices.testing.StoppableRedis;
import io.parley.devservices.testing.TestServers;

import static org.assertj.core.api.Assertions.assertThat;

/** What subscribers on two nodes hear while the one Redis is in trouble, and after. */
class SingleRedisFaultsTest {
    private static StoppableRedis redis;
    private static Site site;

    @BeforeAll
    static void start() {
        redis = TestServers.startRedis();
        site = new Site().node("node-a", redis.url()).node("node-b", redis.url());
    }

    @AfterAll
    static void stop() {
        site.close();
        redis.close();
    }

    private static Report brief(String channels, Fault fault, Duration during) {
        Report report = new Drill(site.hubs(), channels, fault, Pace.brief(during)).run();
        System.out.println(report.text() + report.row());
        return report;
    }

    @Test
    void redisIsDownAndNothingAcknowledgedIsLost() {
        Report report = brief(Site.LEDGER, Faults.redisDown(redis), Duration.ofSeconds(4));
        assertThat(Mark.NOTHING_MISSING.backWithin(Duration.ofSeconds(2)).unreadyWithin(Duration.ofSeconds(10))
                .refusedWithin(Duration.ofMillis(250)).missedBy(report)).isEmpty();
    }

    @Test
    void theScriptCacheIsFlushedAndNobodyNotices() {
        Report report = brief(Site.LEDGER, Faults.scriptsFlushed(redis.url()), Duration.ZERO);
        assertThat(Mark.NOTHING_MISSING.silentFor(Duration.ofSeconds(1)).missedBy(report)).isEmpty();
    }

    @Test
    void everyConnectionIsCutAndAllIsRecovered() {
        Report report = brief(Site.LEDGER, Faults.everyConnectionCut(), Duration.ZERO);
        assertThat(Mark.NOTHING_MISSING.silentFor(Duration.ofMillis(1500)).missedBy(report)).isEmpty();
    }

    @Test
    void historyIsTrimmedUnderSlowClientsAndTheyAreTold() {
        Report report = brief(Site.SCROLL, Faults.historyTrimmed(10, Duration.ofSeconds(2)), Duration.ZERO);
        assertThat(Mark.NOTHING_SILENT.missedBy(report)).isEmpty();
        assertThat(report.account().count(Journal.Told.class)).isEqualTo(10);
    }
}
