package io.parley.bootstrap.reliability;

import java.time.Duration;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import io.parley.devservices.testing.StoppableRedis;
import io.parley.devservices.testing.TcpProxy;
import io.parley.devservices.testing.TestServers;

import static org.assertj.core.api.Assertions.assertThat;

/** What subscribers on two nodes hear while the one Redis is in trouble, and after. The nodes live through all of it. */
@Tag("fault")
class SingleRedisFaultsTest {
    private static final Duration LONGER_THAN_A_COMMAND_MAY_TAKE = Duration.ofSeconds(4);
    private static StoppableRedis redis;
    private static TcpProxy network;
    private static Site site;

    @BeforeAll
    static void start() {
        redis = TestServers.startRedis();
        network = TcpProxy.to("127.0.0.1", Faults.port(redis));
        site = new Site().node("node-a", redis.url()).node("node-b", Faults.through(network, redis));
    }

    @AfterAll
    static void stop() {
        site.close();
        network.close();
        redis.close();
    }

    @Test
    void redisComesBackEmptyAndWhatIsMissingIsTold() {
        Report report = Drill.brief(site, Site.LEDGER, Faults.redisRestartedEmpty(redis), Duration.ofSeconds(2));
        assertThat(Marks.REDIS_RESTARTED_EMPTY.inABuild().missedBy(report)).as(report.text()).isEmpty();
    }

    @Test
    void redisIsDownAndNothingAcknowledgedIsLost() {
        Report report = Drill.brief(site, Site.LEDGER, Faults.redisDown(redis), LONGER_THAN_A_COMMAND_MAY_TAKE);
        assertThat(Marks.REDIS_DOWN.inABuild().missedBy(report)).as(report.text()).isEmpty();
    }

    @Test
    void redisHangsAndNothingIsLost() {
        Report report = Drill.brief(site, Site.LEDGER, Faults.redisPaused(redis), LONGER_THAN_A_COMMAND_MAY_TAKE);
        assertThat(Marks.REDIS_PAUSED.inABuild().missedBy(report)).as(report.text()).isEmpty();
    }

    @Test
    void oneNodeIsCutFromRedisAndItsSubscribersMissNothing() {
        Report report = Drill.brief(site, Site.LEDGER, Faults.nodeCutFromRedis(network), LONGER_THAN_A_COMMAND_MAY_TAKE);
        assertThat(Marks.NODE_CUT_FROM_REDIS.inABuild().missedBy(report)).as(report.text()).isEmpty();
    }

    @Test
    void theScriptCacheIsFlushedAndNobodyNotices() {
        Report report = Drill.brief(site, Site.LEDGER, Faults.scriptsFlushed(redis), Duration.ZERO);
        assertThat(Marks.SCRIPTS_FLUSHED.inABuild().missedBy(report)).as(report.text()).isEmpty();
    }
}
