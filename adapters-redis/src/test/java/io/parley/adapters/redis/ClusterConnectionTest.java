package io.parley.adapters.redis;

import java.time.Duration;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.redisson.api.RedissonClient;

import io.parley.application.Unavailable;
import io.parley.devservices.testing.ClusterServers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Whom a node finds, and what it holds of them, in a cluster. */
class ClusterConnectionTest {
    private static final String KEY = "{1}";
    private static ClusterServers servers;

    @BeforeAll
    static void start() {
        servers = ClusterServers.start(Duration.ofMillis(500));
    }

    @AfterAll
    static void stop() {
        servers.close();
    }

    private static boolean isReached(String url) {
        RedissonClient redis = Redis.connect(url);
        try {
            return Redis.answers(redis);
        } finally {
            redis.shutdown();
        }
    }

    @Test
    void oneNodeOfTheUrlLeadsToAll() {
        assertThat(isReached(servers.url().replaceAll(",.*", ""))).isTrue();
    }

    @Test
    void aWrongPasswordIsUnavailable() {
        String url = servers.url().replace(servers.password(), "wrong-password");
        assertThatExceptionOfType(Unavailable.class).isThrownBy(() -> isReached(url))
                .satisfies(e -> assertThat(e.getMessage() + e.getCause()).doesNotContain("wrong-password"));
    }

    @Test
    void aReplicaThatIsAwayIsNotMissed() {
        var replica = servers.replicaOf(KEY);
        RedissonClient redis = Redis.connect(servers.url());
        try {
            replica.kill();
            assertThat(Redis.answers(redis)).isTrue();
        } finally {
            redis.shutdown();
            replica.start();
        }
        servers.awaitHealthy();
    }

    @Test
    void oneMasterThatHangsIsMissedUntilItsReplicaTakesOver() {
        RedissonClient redis = Redis.connect(servers.url());
        var hung = servers.masterOf(KEY);
        try {
            hung.pause();
            assertThat(Redis.answers(redis)).isFalse();
            servers.awaitMasterOtherThan(hung, KEY);
            Awaitility.await().atMost(Duration.ofSeconds(15)).until(() -> Redis.answers(redis));
        } finally {
            hung.resume();
            redis.shutdown();
        }
        servers.awaitHealthy();
    }

    @Test
    void aNodeOfTheUrlMayBeAway() {
        var killed = servers.masterOf(KEY);
        killed.kill();
        servers.awaitMasterOtherThan(killed, KEY);
        servers.awaitHealthy();
        try {
            String address = killed.url().replaceAll(".*@", "");
            String url = servers.url().replaceFirst("@", "@" + address + ",");
            assertThat(isReached(url)).isTrue();
        } finally {
            killed.start();
        }
        servers.awaitHealthy();
    }
}
