package io.parley.bootstrap.story;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;

import io.parley.application.delivery.ArchiveQueue;
import io.parley.bootstrap.testing.ChatClient;
import io.parley.bootstrap.testing.TestNode;
import io.parley.bootstrap.testing.TestTokens;
import io.parley.devservices.testing.StoppableRedis;
import io.parley.devservices.testing.TestServers;

import static org.assertj.core.api.Assertions.assertThat;

/** Two nodes on a Redis of their own: in channels {@code inbox:*} three messages are at hand and the rest is in the archive. */
final class ArchivedCluster implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(30);

    final StoppableRedis redis = TestServers.startRedis();
    final TestNode one;
    final TestNode other;

    ArchivedCluster() {
        String database = TestServers.freshDatabaseUrl();
        one = node("one", database);
        other = node("other", database);
    }

    private TestNode node(String name, String database) {
        String policy = "parley.realms.default.policies[0].";
        return TestNode.alone("PARLEY_NODE_ID=" + name, "REDIS_URL=" + redis.url(), "DATABASE_URL=" + database,
                "JWT_SECRET=" + TestTokens.SECRET, "PARLEY_ADMIN_KEY=" + TestNode.ADMIN_KEY, policy + "pattern=inbox:*",
                policy + "subscribe=auth != null", policy + "publish=auth != null", policy + "history-size=3", policy + "history-age=1h",
                policy + "archive=30d");
    }

    /** A server says these numbers. */
    void says(String channel, int first, int last) {
        IntStream.rangeClosed(first, last)
                .forEach(number -> assertThat(one.admin().broadcast(channel, "said", number).status()).isEqualTo(200));
    }

    /** Returns when all is in the archive, and only three messages are at hand. */
    void awaitArchived() {
        Awaitility.await().atMost(PATIENCE).until(() -> one.bean(ArchiveQueue.class).waiting(10).isEmpty());
    }

    static JsonNode subscribes(ChatClient client, String channel) {
        return client.ask("'type':'subscribe','channel':'" + channel + "','durable':'worker'");
    }

    static JsonNode acknowledges(ChatClient client, String channel, JsonNode upTo, int offset) {
        return client.ask("'type':'ack','channel':'" + channel + "','epoch':'" + upTo.get("epoch").asString() + "','offset':" + offset);
    }

    /** The numbers in a reply. */
    static List<Integer> numbers(JsonNode reply) {
        return StreamSupport.stream(reply.get("messages").spliterator(), false).map(message -> message.get("data").asInt()).toList();
    }

    @Override
    public void close() {
        one.close();
        other.close();
        redis.close();
    }
}
