package io.parley.devservices;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RedisProcessTest {
    private static final String PASSWORD = "a-password-of-32-letters-and-more";

    @TempDir
    Path data;

    @Test
    void answersThoseWhoKnowThePassword() {
        try (var redis = started()) {
            assertThat(RedisConversation.say(redis.url(), "PING")).isEqualTo("+PONG");
            assertThat(RedisConversation.sayWithoutPassword(redis.url(), "PING")).startsWith("-NOAUTH");
        }
    }

    @Test
    void keepsItsDataFromStartToStart() {
        try (var first = started()) {
            RedisConversation.say(first.url(), "SET greeting hello");
        }
        try (var second = started()) {
            assertThat(RedisConversation.say(second.url(), "GET greeting")).isEqualTo("hello");
        }
    }

    @Test
    void isDurableAndNeverEvicts() {
        try (var redis = started()) {
            assertThat(RedisConversation.say(redis.url(), "CONFIG GET appendfsync"))
                    .isEqualTo("everysec");
            assertThat(RedisConversation.say(redis.url(), "CONFIG GET maxmemory-policy"))
                    .isEqualTo("noeviction");
        }
    }

    @Test
    void itsConfigurationIsPrivateAndItsPasswordOnNoCommandLine() throws IOException {
        try (var redis = started()) {
            assertThat(redis.url()).contains(PASSWORD);
            assertThat(mode(data.resolve("redis/redis.conf"))).isEqualTo("rw-------");
            assertThat(mode(data.resolve("redis/redis.log"))).isEqualTo("rw-------");
            assertThat(mode(data.resolve("redis"))).isEqualTo("rwx------");
            assertThat(processHandle().info().commandLine())
                    .hasValueSatisfying(line -> assertThat(line).contains("redis.conf").doesNotContain(PASSWORD));
        }
    }

    @Test
    void stopsInOrderAndOnlyOnce() throws IOException {
        var redis = started();
        var process = processHandle();
        redis.close();
        redis.close();
        assertThat(redis.isRunning()).isFalse();
        assertThat(new ServerProcess(process).isRunning()).isFalse();
        assertThat(Files.readString(data.resolve("redis/redis.log"))).contains("ready to exit, bye bye");
    }

    @Test
    void aBusyPreferredPortLeadsToAnother() throws IOException {
        try (var busy = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"));
                var redis = RedisProcess.start(data, PASSWORD, busy.getLocalPort())) {
            assertThat(redis.port()).isNotEqualTo(busy.getLocalPort());
            assertThat(RedisConversation.say(redis.url(), "PING")).isEqualTo("+PONG");
        }
    }

    @Test
    void aProcessThatMerelyReusesThePidIsLeftAlone() throws IOException {
        Process stranger = new ProcessBuilder("sleep", "60").start();
        try {
            Files.createDirectories(data.resolve("redis"));
            Files.writeString(data.resolve("redis/redis.pid"), stranger.pid() + "\n");
            try (var redis = started()) {
                assertThat(redis.isRunning()).isTrue();
                assertThat(stranger.isAlive()).isTrue();
            }
        } finally {
            stranger.destroyForcibly();
        }
    }

    @Test
    void aLostHandleIsHealedByTheNextStart() {
        var lost = started();
        RedisConversation.say(lost.url(), "SET greeting hello");
        try (var next = RedisProcess.start(data, PASSWORD, lost.port())) {
            assertThat(lost.isRunning()).isFalse();
            assertThat(next.port()).isEqualTo(lost.port());
            assertThat(RedisConversation.say(next.url(), "GET greeting")).isEqualTo("hello");
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void controlCInTheTerminalDoesNotReachIt() throws IOException {
        try (var redis = started()) {
            assertThat(redis.isRunning()).isTrue();
            assertThat(processGroup(processHandle())).isNotEqualTo(processGroup(ProcessHandle.current()));
        }
    }

    @Test
    void aFolderThatCannotBeUsedSaysWhatToDo() throws IOException {
        Files.writeString(data.resolve("redis"), "a file in its place");
        assertThatThrownBy(this::started).isInstanceOf(EmbeddedServerFailure.class).hasMessageContaining("PARLEY_DATA_DIR")
                .hasMessageContaining("REDIS_URL");
    }

    private RedisProcess started() {
        return RedisProcess.start(data, PASSWORD, LoopbackPorts.anyFree());
    }

    private ProcessHandle processHandle() throws IOException {
        return RedisFolder.in(data).running().orElseThrow().handle();
    }

    private static String processGroup(ProcessHandle process) throws IOException {
        String stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
        return stat.substring(stat.lastIndexOf(')') + 2).split(" ")[2];
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
