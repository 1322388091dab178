package io.parley.adapters.redis;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.redisson.api.RedissonClient;

import io.parley.application.Unavailable;
import io.parley.devservices.testing.StoppableRedis;
import io.parley.devservices.testing.TestServers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

class RedisTest {
    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void assertUnavailable(String url) {
        assertTimeoutPreemptively(Duration.ofSeconds(10),
                () -> assertThatExceptionOfType(Unavailable.class).isThrownBy(() -> Redis.connect(url).shutdown()));
    }

    @Test
    void aServerThatIsNotThereIsUnavailable() throws IOException {
        assertUnavailable("redis://127.0.0.1:" + closedPort());
    }

    @Test
    void aServerThatAcceptsAndSaysNothingIsUnavailable() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            assertUnavailable("redis://127.0.0.1:" + silent.getLocalPort());
        }
    }

    @Test
    void aWrongPasswordIsUnavailable() {
        assertUnavailable(TestServers.redisUrl().replaceFirst("//.*@", "//:wrong-password@"));
    }

    @Test
    void aMissingPasswordIsUnavailable() {
        assertUnavailable(TestServers.redisUrl().replaceFirst("//.*@", "//"));
    }

    @Test
    void whatIsSaidAboutAWrongPasswordDoesNotRepeatIt() {
        assertThatExceptionOfType(Unavailable.class)
                .isThrownBy(() -> Redis.connect(TestServers.redisUrl().replaceFirst("//.*@", "//:wrong-password@")).shutdown())
                .satisfies(e -> assertThat(e.getMessage() + e.getCause()).doesNotContain("wrong-password"));
    }

    @Test
    void aServerThatAnswersAnswers() {
        RedissonClient redis = Redis.connect(TestServers.redisUrl());
        try {
            assertThat(Redis.answers(redis)).isTrue();
        } finally {
            redis.shutdown();
        }
    }

    @Test
    void aServerThatWasStoppedDoesNotAnswer() {
        try (StoppableRedis server = TestServers.startRedis()) {
            RedissonClient redis = Redis.connect(server.url());
            try {
                server.stop();
                assertThat(Redis.answers(redis)).isFalse();
            } finally {
                redis.shutdown();
            }
        }
    }

    @Test
    void aConnectionThatCannotBeMadeLeavesNoThreads() throws IOException {
        Set<Thread> before = threadsOfRedisson();
        assertUnavailable("redis://127.0.0.1:" + closedPort());
        Awaitility.await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(before).containsAll(threadsOfRedisson()));
    }

    private static Set<Thread> threadsOfRedisson() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("redisson-netty") || thread.getName().startsWith("redisson-timer"))
                .collect(Collectors.toSet());
    }
}
