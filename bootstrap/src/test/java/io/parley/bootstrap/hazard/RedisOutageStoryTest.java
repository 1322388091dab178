package io.parley.bootstrap.hazard;

import java.time.Duration;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import io.parley.bootstrap.testing.ChatClient;
import io.parley.bootstrap.testing.TestNode;
import io.parley.bootstrap.testing.TestTokens;
import io.parley.bootstrap.testing.Unique;
import io.parley.devservices.testing.StoppableRedis;
import io.parley.devservices.testing.TestServers;

import static org.assertj.core.api.Assertions.assertThat;

/** What a client and an operator see while Redis is away, and after. */
class RedisOutageStoryTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static StoppableRedis redis;
    private static TestNode node;

    @BeforeAll
    static void start() {
        redis = TestServers.startRedis();
        node = TestNode.alone("REDIS_URL=" + redis.url(), "DATABASE_URL=" + TestServers.freshDatabaseUrl(),
                "JWT_SECRET=" + TestTokens.SECRET, "PARLEY_ADMIN_KEY=" + TestNode.ADMIN_KEY);
    }

    @AfterAll
    static void stop() {
        redis.start();
        node.stop();
        redis.close();
    }

    @Test
    void theConnectionStaysAndWorksAgainWithoutARestart() {
        String room = Unique.channel("chat:");
        try (ChatClient alice = node.connect(Unique.user("alice"))) {
            alice.subscribe(room);
            redis.stop();
            assertThat(alice.say(room, "said", "1").path("code").asString("")).isEqualTo("RT_010");
            assertThat(alice.ask("'type':'ping'").path("type").asString("")).isEqualTo("pong");
            assertThat(node.api().get("/actuator/health/readiness").status()).isEqualTo(503);
            assertThat(node.api().get("/health").status()).isEqualTo(503);
            assertThat(node.api().get("/actuator/health/liveness").status()).isEqualTo(200);
            redis.start();
            Awaitility.await().atMost(PATIENCE).until(() -> alice.say(room, "said", "2").path("type").asString("").equals("ack"));
            // The subscription comes back a moment after the commands do; what is said in between is stored, and not heard.
            Awaitility.await().atMost(PATIENCE).until(() -> {
                alice.say(room, "said", "3");
                return alice.history().stream().anyMatch(ChatClient.ofType("message"));
            });
            Awaitility.await().atMost(PATIENCE).until(() -> node.api().get("/actuator/health/readiness").status() == 200);
        }
    }
}
