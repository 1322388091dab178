package io.parley.devservices;

import java.time.Duration;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import io.parley.devservices.testing.RedisTalk;
import io.parley.devservices.testing.SentinelServers;

import static org.assertj.core.api.Assertions.assertThat;

class SentinelServersTest {
    private static SentinelServers servers;

    @BeforeAll
    static void start() {
        servers = SentinelServers.start(Duration.ofMillis(500), Duration.ofSeconds(1));
    }

    @AfterAll
    static void stop() {
        servers.close();
    }

    @Test
    void theUrlNamesTheSentinelsAndTheMaster() {
        assertThat(servers.url()).matches("redis-sentinel://:[^@]+@(127\\.0\\.0\\.1:\\d+,?){3}/parley");
    }

    @Test
    void aKilledMasterIsReplacedByAServerWithItsData() {
        int killed = servers.masterPort();
        try (RedisTalk talk = servers.talkToMaster()) {
            talk.ask("SET", "greeting", "hello");
            assertThat(talk.ask("WAIT", "1", "1000")).isNotEqualTo(0L);
        }
        servers.master().kill();
        servers.awaitMasterOtherThan(killed);
        try (RedisTalk talk = servers.talkToMaster()) {
            assertThat(talk.text("GET", "greeting")).isEqualTo("hello");
        }
    }

    @Test
    void aPausedMasterIsReplacedAndComesBackAsAReplica() {
        int paused = servers.masterPort();
        var formerMaster = servers.master();
        formerMaster.pause();
        servers.awaitMasterOtherThan(paused);
        formerMaster.resume();
        servers.awaitHealthy();
        try (RedisTalk talk = RedisTalk.with(paused, servers.password())) {
            assertThat(talk.info("replication", "role")).isEqualTo("slave");
        }
    }
}
