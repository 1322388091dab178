package io.parley.bootstrap.start;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.LinkedHashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import io.parley.bootstrap.ParleyApplication;
import io.parley.bootstrap.testing.TestTokens;
import io.parley.devservices.testing.TestServers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Each thing that an operator can get wrong is told in one line that says what to do, and never a secret. */
@ExtendWith(OutputCaptureExtension.class)
class FailedStartTest {
    private static final String PASSWORD = "pass-of-nobody";

    private final Map<String, String> settings = new LinkedHashMap<>();

    private FailedStartTest with(String key, String value) {
        settings.put(key, value);
        return this;
    }

    private FailedStartTest withServers() {
        return with("REDIS_URL", TestServers.redisUrl()).with("DATABASE_URL", TestServers.freshDatabaseUrl());
    }

    /** Tries to start, and returns what stands on standard error. */
    private String failure(CapturedOutput output) {
        settings.putIfAbsent("server.port", "0");
        settings.putIfAbsent("parley.dev.enabled", "false");
        settings.putIfAbsent("JWT_SECRET", TestTokens.SECRET);
        String[] arguments = settings.entrySet().stream().map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                .toArray(String[]::new);
        assertThatThrownBy(() -> new SpringApplicationBuilder(ParleyApplication.class).registerShutdownHook(false).run(arguments).close())
                .isInstanceOf(Exception.class);
        assertThat(output.getOut()).doesNotContain(PASSWORD);
        return output.getErr();
    }

    private static void assertOneLine(String errors, String... words) {
        assertThat(errors.lines()).singleElement().asString().startsWith("parley: cannot start: ").contains(words)
                .doesNotContain(PASSWORD);
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
        with("REDIS_URL", "redis://:" + PASSWORD + "@127.0.0.1:" + port).with("DATABASE_URL", TestServers.freshDatabaseUrl());
        assertOneLine(failure(output), "Redis does not answer at 127.0.0.1:" + port, "REDIS_URL");
    }

    @Test
    void aRedisThatRefusesThePassword(CapturedOutput output) {
        withServers().with("REDIS_URL", TestServers.redisUrl().replaceFirst("//.*@", "//:" + PASSWORD + "@"));
        assertOneLine(failure(output), "password", "REDIS_URL");
    }

    @Test
    void aRedisUrlOfAnotherForm(CapturedOutput output) {
        assertOneLine(withServers().with("REDIS_URL", "http://:" + PASSWORD + "@localhost").failure(output), "REDIS_URL");
    }

    @Test
    void anUnreachablePostgres(CapturedOutput output) throws IOException {
        withServers().with("DATABASE_URL", "postgresql://parley:" + PASSWORD + "@127.0.0.1:" + unusedPort() + "/parley");
        assertOneLine(failure(output), "PostgreSQL does not answer", "DATABASE_URL");
    }

    @Test
    void aPostgresThatRefusesThePassword(CapturedOutput output) {
        withServers().with("DATABASE_URL", TestServers.freshDatabaseUrl().replaceFirst("//.*@", "//stranger:" + PASSWORD + "@"));
        assertOneLine(failure(output), "user or password", "DATABASE_URL");
    }

    @Test
    void aDatabaseThatIsNotThere(CapturedOutput output) {
        withServers().with("DATABASE_URL", TestServers.freshDatabaseUrl() + "_gone");
        assertOneLine(failure(output), "no such database", "DATABASE_URL");
    }

    @Test
    void aDatabaseUrlOfAnotherForm(CapturedOutput output) {
        assertOneLine(withServers().with("DATABASE_URL", "mysql://u:" + PASSWORD + "@localhost/db").failure(output), "DATABASE_URL");
    }

    @Test
    void noRedisUrlWithoutDevServices(CapturedOutput output) {
        with("DATABASE_URL", TestServers.freshDatabaseUrl());
        assertOneLine(failure(output), "REDIS_URL is not set", "parley-standalone.jar");
    }

    @Test
    void noDatabaseUrlWithoutDevServices(CapturedOutput output) {
        with("REDIS_URL", TestServers.redisUrl());
        assertOneLine(failure(output), "DATABASE_URL is not set", "parley-standalone.jar");
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

    @Test
    void aNodeNameThatIsNone(CapturedOutput output) {
        assertOneLine(withServers().with("PARLEY_NODE_ID", "not a name!").failure(output), "PARLEY_NODE_ID");
    }

    @Test
    void aPortThatIsNoNumber(CapturedOutput output) {
        assertOneLine(withServers().with("server.port", "eighty").failure(output), "server.port");
    }
}
