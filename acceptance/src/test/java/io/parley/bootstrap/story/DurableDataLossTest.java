package io.parley.bootstrap.story;

import java.util.List;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import io.parley.bootstrap.testing.ChatClient;
import io.parley.bootstrap.testing.TestNode;
import io.parley.bootstrap.testing.Unique;

import static io.parley.bootstrap.story.ArchivedCluster.acknowledges;
import static io.parley.bootstrap.story.ArchivedCluster.numbers;
import static io.parley.bootstrap.story.ArchivedCluster.subscribes;
import static org.assertj.core.api.Assertions.assertThat;

/** The decided question "Two tiers", after Redis lost its data: nothing is pretended, and what was archived can be read. */
class DurableDataLossTest {
    private final String channel = Unique.channel("inbox:");
    private final String ada = Unique.user("ada");

    @Test
    void whenRedisLosesItsDataThatIsSaidUntilItIsAcknowledgedAndTheArchiveIsReadable() {
        try (ArchivedCluster cluster = new ArchivedCluster()) {
            play(cluster);
        }
    }

    private void play(ArchivedCluster cluster) {
        JsonNode before;
        try (ChatClient phone = cluster.one.connect(ada)) {
            before = subscribes(phone, channel);
            cluster.says(channel, 1, 5);
            acknowledges(phone, channel, before, 1);
        }
        cluster.awaitArchived();
        cluster.redis.stop();
        cluster.redis.startEmpty();
        Awaitility.await().atMost(ArchivedCluster.PATIENCE).ignoreExceptions()
                .until(() -> cluster.one.admin().broadcast(channel, "said", 6).status() == 200);
        for (TestNode node : List.of(cluster.other, cluster.one)) {
            assertThat(subscribesAgain(node).get("recovered").asBoolean()).isFalse();
        }
        try (ChatClient laptop = cluster.other.connect(ada)) {
            JsonNode now = subscribes(laptop, channel);
            acknowledges(laptop, channel, now, now.get("offset").asInt());
            JsonNode old = laptop.ask("'type':'history','channel':'" + channel + "','from':{'epoch':'" + before.get("epoch").asString()
                    + "','offset':1}");
            assertThat(numbers(old)).containsExactly(2, 3, 4, 5);
        }
        assertThat(subscribesAgain(cluster.one).get("recovered").asBoolean()).isTrue();
    }

    private JsonNode subscribesAgain(TestNode node) {
        try (ChatClient client = node.connect(ada)) {
            return Awaitility.await().atMost(ArchivedCluster.PATIENCE).until(() -> subscribes(client, channel),
                    ChatClient.ofType("subscribed")::test);
        }
    }
}
