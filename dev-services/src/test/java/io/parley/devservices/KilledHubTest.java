package io.parley.devservices;

import java.io.IOException;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class KilledHubTest {
    @TempDir
    Path data;

    @Test
    void aSecondHubIsRefusedAndAKilledOnesServersAreStoppedByTheNext() throws IOException, InterruptedException {
        Process hub = HubOfItsOwn.on(data);
        assertThatThrownBy(() -> Installation.in(data)).isInstanceOf(EmbeddedServerFailure.class)
                .hasMessage(data.toRealPath() + " is used by another hub (pid " + hub.pid()
                        + "). Stop it, or set PARLEY_DATA_DIR, or set REDIS_URL and DATABASE_URL to join it.");

        hub.destroyForcibly().waitFor();
        ServerProcess redis = RedisFolder.in(data).running().orElseThrow();
        ServerProcess postgres = PostgresFolder.in(data).running().orElseThrow();

        try (Installation next = Installation.in(data)) {
            next.startRedis();
            next.startPostgres();
            assertThat(redis.isRunning()).isFalse();
            assertThat(postgres.isRunning()).isFalse();
            assertThat(RedisConversation.say(next.addresses().get("REDIS_URL"), "PING")).isEqualTo("+PONG");
        }
        assertThat(RedisFolder.in(data).running()).isEmpty();
        assertThat(PostgresFolder.in(data).running()).isEmpty();
    }
}
