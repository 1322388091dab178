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

    private static String optionOf(Path authority) {
        return "?ca=" + authority;
    }

    @Test
    void aServerWhoseCertificateIsNamedIsReached() {
        RedissonClient redis = Redis.connect(server.url() + optionOf(server.authority()));
        try {
            assertThat(Redis.answers(redis)).isTrue();
        } finally {
            redis.shutdown();
        }
    }

    @Test
    void aServerThatTheJvmDoesNotBelieveIsUnavailable() {
        assertThatExceptionOfType(Unavailable.class).isThrownBy(() -> Redis.connect(server.url()).shutdown());
    }

    @Test
    void aServerByANameThatIsNotInItsCertificateIsUnavailable() {
        assertThatExceptionOfType(Unavailable.class)
                .isThrownBy(() -> Redis.connect(server.urlByAnotherName() + optionOf(server.authority())).shutdown());
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
        assertThatIllegalArgumentException().isThrownBy(() -> Redis.connect(server.url() + optionOf(authority)).shutdown())
                .withMessageContaining(authority.toString()).withMessageContaining("REDIS_URL");
    }
}
