package io.parley.bootstrap.start;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import io.parley.devservices.testing.RedisOfVersion;
import io.parley.devservices.testing.TestServers;

import static io.parley.bootstrap.start.FailingStart.PASSWORD;
import static io.parley.bootstrap.start.FailingStart.assertOneLine;
import static org.assertj.core.api.Assertions.assertThat;

/** Each thing that an operator can get wrong is told in one line that says what to do, and never a secret. */
@ExtendWith(OutputCaptureExtension.class)
class FailedStartTest {
    private static FailingStart with(String key, String value) {
        return new FailingStart().with(key, value);
    }

    private static FailingStart withServers() {
        return new FailingStart().withServers();
    }

    private static int unusedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Test
    void aBusyPort(CapturedOutput output) throws IOException {
        try (ServerSocket busy = new ServerSocket(0)) {
            String port = Integer.toString(busy.getLocalPort());
            assertOneLine(withServers().with("server.port", port).failure(output), "Port " + port + " is in use", "PORT");
        }
    }

    @Test
    void anUnreachableRedis(CapturedOutput output) throws IOException {
        int port = unusedPort();
        FailingStart start = with("REDIS_URL", "redis://:" + PASSWORD + "@127.0.0.1:" + port)
                .with("DATABASE_URL", TestServers.freshDatabaseUrl());
        assertOneLine(start.failure(output), "Redis does not answer at 127.0.0.1:" + port, "REDIS_URL");
    }

    @Test
    void aRedisThatRefusesThePassword(CapturedOutput output) {
        FailingStart start = withServers().with("REDIS_URL", TestServers.redisUrl().replaceFirst("//.*@", "//:" + PASSWORD + "@"));
        assertOneLine(start.failure(output), "password", "REDIS_URL");
    }

    @ParameterizedTest
    @CsvSource({"redis-sentinel,/parley", "redis-cluster,''"})
    void severalServersOfWhichNoneIsReached(String scheme, String path, CapturedOutput output) throws IOException {
        String one = "127.0.0.1:" + unusedPort();
        String two = "127.0.0.1:" + unusedPort();
        String url = scheme + "://:" + PASSWORD + "@" + one + "," + two + path;
        assertOneLine(withServers().with("REDIS_URL", url).failure(output), "Redis does not answer at " + one + ", " + two, "REDIS_URL");
        assertThat(output.getOut()).doesNotContain("\tat ", "\\tat ");
    }

    @Test
    void aRedisThatIsTooOld(CapturedOutput output) {
        try (RedisOfVersion old = RedisOfVersion.start("6.2.14")) {
            assertOneLine(withServers().with("REDIS_URL", old.url()).failure(output), "REDIS_URL", "Redis 6.2.14",
                    "needs Redis 7 or later");
        }
    }

    @Test
    void aRedisUrlOfAnotherForm(CapturedOutput output) {
        assertOneLine(withServers().with("REDIS_URL", "http://:" + PASSWORD + "@localhost").failure(output), "REDIS_URL");
    }

    @Test
    void anUnreachablePostgres(CapturedOutput output) throws IOException {
        FailingStart start = withServers().with("DATABASE_URL",
                "postgresql://parley:" + PASSWORD + "@127.0.0.1:" + unusedPort() + "/parley");
        assertOneLine(start.failure(output), "PostgreSQL does not answer", "DATABASE_URL");
    }

    @Test
    void aPostgresThatRefusesThePassword(CapturedOutput output) {
        FailingStart start = withServers().with("DATABASE_URL",
                TestServers.freshDatabaseUrl().replaceFirst("//.*@", "//stranger:" + PASSWORD + "@"));
        assertOneLine(start.failure(output), "user or password", "DATABASE_URL");
    }

    @Test
    void aDatabaseThatIsNotThere(CapturedOutput output) {
        FailingStart start = withServers().with("DATABASE_URL", TestServers.freshDatabaseUrl() + "_gone");
        assertOneLine(start.failure(output), "no such database", "DATABASE_URL");
    }

    @Test
    void aDatabaseUrlOfAnotherForm(CapturedOutput output) {
        assertOneLine(withServers().with("DATABASE_URL", "mysql://u:" + PASSWORD + "@localhost/db").failure(output), "DATABASE_URL");
    }

    @Test
    void noRedisUrlWithoutDevServices(CapturedOutput output) {
        FailingStart start = with("DATABASE_URL", TestServers.freshDatabaseUrl());
        assertOneLine(start.failure(output), "REDIS_URL is not set", "parley-standalone.jar");
    }

    @Test
    void noDatabaseUrlWithoutDevServices(CapturedOutput output) {
        FailingStart start = with("REDIS_URL", TestServers.redisUrl());
        assertOneLine(start.failure(output), "DATABASE_URL is not set", "parley-standalone.jar");
    }

    @Test
    void aShortSecret(CapturedOutput output) {
        assertOneLine(withServers().with("JWT_SECRET", PASSWORD).failure(output), "JWT_SECRET has 14 bytes", "32");
    }

    @Test
    void nothingThatVerifiesTokens(CapturedOutput output) {
        assertOneLine(withServers().with("JWT_SECRET", "").failure(output), "JWT_SECRET");
    }

    @Test
    void theLineIsNotDrownedInStackTracesAndReports(CapturedOutput output) {
        withServers().with("JWT_SECRET", PASSWORD).failure(output);
        assertThat(output.getOut()).doesNotContain("\tat ", "\\tat ", "APPLICATION FAILED TO START", "condition evaluation report");
    }

    @Test
    void aDeadlineOfZero(CapturedOutput output) {
        assertOneLine(withServers().with("parley.connections.auth-deadline", "0s").failure(output), "auth-deadline");
    }

    @Test
    void aHeartbeatLongerThanItsTimeOut(CapturedOutput output) {
        assertOneLine(withServers().with("parley.connections.heartbeat-interval", "2m").failure(output), "heartbeat-timeout");
    }

    @Test
    void aSettingThatIsNoDuration(CapturedOutput output) {
        assertOneLine(withServers().with("parley.node.lease", "soon").failure(output), "parley.node.lease", "soon");
    }

    @Test
    void aLeaseOfZero(CapturedOutput output) {
        assertOneLine(withServers().with("parley.node.lease", "0s").failure(output), "lease");
    }

    @ParameterizedTest
    @CsvSource({"grace,-1s", "away-after,0s", "typing-for,1s", "roster-limit,0"})
    void presenceThatCannotBe(String key, String value, CapturedOutput output) {
        assertOneLine(withServers().with("parley.presence." + key, value).failure(output), "parley.presence." + key);
    }

    @Test
    void aNodeNameThatIsNone(CapturedOutput output) {
        assertOneLine(withServers().with("PARLEY_NODE_ID", "not a name!").failure(output), "PARLEY_NODE_ID");
    }

    @Test
    void aPortThatIsNoNumber(CapturedOutput output) {
        assertOneLine(withServers().with("server.port", "eighty").failure(output), "server.port");
    }
}
