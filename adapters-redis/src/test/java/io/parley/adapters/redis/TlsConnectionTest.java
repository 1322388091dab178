package io.parley.adapters.redis;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.redisson.api.RedissonClient;

import io.parley.application.Unavailable;
import io.parley.devservices.testing.TlsRedis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** Whom a node believes, where TLS is spoken. */
class TlsConnectionTest {
    private static TlsRedis server;

    @TempDir
    Path folder;

    @BeforeAll
    static void start() {
        server = TlsRedis.start();
    }

    @AfterAll
    static void stop() {
        server.close();
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
    void aServerWhoseCertificateIsNamedIsReached() {
        assertThat(isReached(server.url())).isTrue();
    }

    @Test
    void soIsAMasterThatASentinelWatches() {
        try (TlsRedis watched = TlsRedis.startWithSentinel()) {
            assertThat(isReached(watched.url())).isTrue();
            assertUnavailable(watched.urlWithoutAuthority());
        }
    }

    @Test
    void soIsACluster() {
        try (TlsRedis cluster = TlsRedis.startAsCluster()) {
            assertThat(isReached(cluster.url())).isTrue();
            assertUnavailable(cluster.urlWithoutAuthority());
        }
    }

    private static void assertUnavailable(String url) {
        assertThatExceptionOfType(Unavailable.class).isThrownBy(() -> isReached(url));
    }

    @Test
    void aServerThatTheJvmDoesNotBelieveIsUnavailable() {
        assertUnavailable(server.urlWithoutAuthority());
    }

    @Test
    void aServerByANameThatIsNotInItsCertificateIsUnavailable() {
        assertUnavailable(server.urlByAnotherName());
    }

    @Test
    void certificatesThatAreNotThereAreRefused() {
        assertRefused(folder.resolve("missing.pem"));
    }

    @Test
    void aFileThatHoldsNoCertificatesIsRefused() throws IOException {
        assertRefused(Files.writeString(folder.resolve("empty.pem"), ""));
        assertRefused(Files.writeString(folder.resolve("text.pem"), "no certificate"));
    }

    private static void assertRefused(Path authority) {
        assertThatIllegalArgumentException().isThrownBy(() -> isReached(server.urlWithoutAuthority() + "?ca=" + authority))
                .withMessageContaining(authority.toString()).withMessageContaining("REDIS_URL");
    }
}
