package io.parley.adapters.redis;

import java.time.Duration;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.redisson.api.RedissonClient;

import io.parley.application.Unavailable;
import io.parley.devservices.testing.SentinelServers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Whom a node finds, and what it holds of them, where Sentinels watch. */
class SentinelConnectionTest {
    private static SentinelServers servers;

    @BeforeAll
    static void start() {
        servers = SentinelServers.start(Duration.ofMillis(500), Duration.ofSeconds(1));
    }

    @AfterAll
    static void stop() {
        servers.close();
    }

    @AfterEach
    void mend() {
        for (int number = 0; number < 3; number++) {
            servers.sentinel(number).resume();
            servers.sentinel(number).start();
        }
    }

    private static boolean isReached(String url) {
        RedissonClient redis = Redis.connect(url);
        try {
            return Redis.answers(redis);
        } finally {
            redis.shutdown();
        }
    }

    private static void assertUnavailable(String url) {
        assertThatExceptionOfType(Unavailable.class).isThrownBy(() -> isReached(url))
                .satisfies(e -> assertThat(e.getMessage() + e.getCause()).doesNotContain(servers.password(), "wrong-password"));
    }

    @Test
    void theMasterIsReached() {
        assertThat(isReached(servers.url())).isTrue();
    }

    @Test
    void theFirstSentinelOfTheUrlMayBeAway() {
        servers.sentinel(0).kill();
        assertThat(isReached(servers.url())).isTrue();
    }

    @Test
    void theFirstSentinelOfTheUrlMayHang() {
        servers.sentinel(0).pause();
        assertThat(isReached(servers.url())).isTrue();
    }

    @Test
    void oneSentinelIsEnough() {
        servers.sentinel(0).kill();
        servers.sentinel(1).kill();
        assertThat(isReached(servers.url())).isTrue();
    }

    @Test
    void withoutASentinelItIsUnavailable() {
        servers.sentinel(0).kill();
        servers.sentinel(1).kill();
        servers.sentinel(2).kill();
        assertUnavailable(servers.url());
    }

    @Test
    void aMasterOfAnotherNameIsUnavailable() {
        assertUnavailable(servers.url().replace("/" + SentinelServers.MASTER_NAME, "/another"));
    }

    @Test
    void sentinelsMayHaveAPasswordOfTheirOwn() {
        assertThat(isReached(servers.url() + "?sentinelPassword=" + servers.password())).isTrue();
        assertUnavailable(servers.url() + "?sentinelPassword=wrong-password");
    }

    @Test
    void aWrongPasswordIsUnavailable() {
        assertUnavailable(servers.url().replace(servers.password(), "wrong-password"));
    }

    @Test
    void aHungMasterDoesNotAnswerUntilAnotherIsMaster() {
        RedissonClient redis = Redis.connect(servers.url());
        int port = servers.masterPort();
        var hung = servers.master();
        try {
            hung.pause();
            assertThat(Redis.answers(redis)).isFalse();
            servers.awaitMasterOtherThan(port);
            Awaitility.await().atMost(Duration.ofSeconds(15)).until(() -> Redis.answers(redis));
        } finally {
            hung.resume();
            redis.shutdown();
        }
        servers.awaitHealthy();
    }
}
