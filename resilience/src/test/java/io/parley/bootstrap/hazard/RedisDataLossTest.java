package io.parley.bootstrap.hazard;

import java.time.Duration;
import java.util.List;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import io.parley.bootstrap.testing.ChatClient;
import io.parley.bootstrap.testing.TestNode;
import io.parley.bootstrap.testing.TestTokens;
import io.parley.bootstrap.testing.Unique;
import io.parley.devservices.testing.StoppableRedis;
import io.parley.devservices.testing.TestServers;

import static org.assertj.core.api.Assertions.assertThat;

/** What clients of two nodes are told when Redis came back without its data. */
class RedisDataLossTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final StoppableRedis redis = TestServers.startRedis();
    private final String database = TestServers.freshDatabaseUrl();
    private final TestNode one = node("one");
    private final TestNode other = node("other");
    private final String room = Unique.channel("chat:");

    private TestNode node(String name) {
        return TestNode.alone("PARLEY_NODE_ID=" + name, "REDIS_URL=" + redis.url(), "DATABASE_URL=" + database,
                "JWT_SECRET=" + TestTokens.SECRET, "PARLEY_ADMIN_KEY=" + TestNode.ADMIN_KEY);
    }

    @AfterEach
    void stop() {
        one.close();
        other.close();
        redis.close();
    }

    @Test
    void whoHearsAChannelIsToldThatItWasLostAndHearsTheNewEpochFromItsBeginning() {
        try (ChatClient alice = one.connect(Unique.user("alice")); ChatClient bob = other.connect(Unique.user("bob"))) {
            String lost = alice.subscribe(room).get("epoch").asString();
            bob.subscribe(room);
            bob.say(room, "said", "1");
            redis.stop();
            redis.startEmpty();
            Awaitility.await().atMost(PATIENCE).until(() -> bob.say(room, "said", "2").path("type").asString("").equals("ack"));
            for (ChatClient client : List.of(alice, bob)) {
                JsonNode recovery = client.await("of the room", message -> ChatClient.ofType("recovery").test(message)
                        && message.get("channel").asString().equals(room));
                assertThat(recovery.propertyNames()).containsExactly("type", "channel", "recovered", "epoch", "offset");
                assertThat(recovery.get("recovered").asBoolean(true)).isFalse();
                assertThat(recovery.get("epoch").asString()).isNotEqualTo(lost);
                JsonNode heard = client.await("what was said after", message -> message.path("data").asInt(-1) == 2);
                assertThat(heard.get("epoch")).isEqualTo(recovery.get("epoch"));
                assertThat(heard.get("offset").asLong()).isEqualTo(recovery.get("offset").asLong() + 1);
            }
            JsonNode back = alice.ask("'type':'subscribe','channel':'" + room + "','recover':{'epoch':'" + lost + "','offset':1}");
            assertThat(back.get("recovered").asBoolean(true)).isFalse();
        }
    }
}
