package io.parley.devservices;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import io.parley.devservices.testing.ClusterServers;
import io.parley.devservices.testing.RedisTalk;

import static org.assertj.core.api.Assertions.assertThat;

class ClusterServersTest {
    private static final String KEY = "{shared}greeting";
    private static ClusterServers servers;

    @BeforeAll
    static void start() {
        servers = ClusterServers.start();
    }

    @AfterAll
    static void stop() {
        servers.close();
    }

    private static void assertKept(String value) {
        try (RedisTalk talk = servers.talkToMasterOf(KEY)) {
            assertThat(talk.text("GET", KEY)).isEqualTo(value);
        }
    }

    private static void keep(String value) {
        try (RedisTalk talk = servers.talkToMasterOf(KEY)) {
            talk.ask("SET", KEY, value);
        }
    }

    @Test
    void theUrlNamesAllNodes() {
        assertThat(servers.url()).matches("redis-cluster://:[^@]+@(127\\.0\\.0\\.1:\\d+,?){6}");
    }

    @Test
    void aSlotMovesToAnotherMasterWithItsKeys() {
        keep("moved");
        var former = servers.masterOf(KEY);
        servers.moveSlotOf(KEY);
        servers.awaitHealthy();
        assertThat(servers.masterOf(KEY)).isNotSameAs(former);
        assertKept("moved");
    }

    @Test
    void aKilledMasterIsReplacedByItsReplicaAndComesBackAsOne() {
        try (RedisTalk talk = servers.talkToMasterOf(KEY)) {
            talk.ask("SET", KEY, "copied");
            assertThat(talk.ask("WAIT", "1", "1000")).isEqualTo(1L);
        }
        var killed = servers.masterOf(KEY);
        killed.kill();
        servers.awaitMasterOtherThan(killed, KEY);
        servers.awaitHealthy();
        assertKept("copied");
        killed.start();
        servers.awaitHealthy();
        assertThat(servers.masterOf(KEY)).isNotSameAs(killed);
    }
}
