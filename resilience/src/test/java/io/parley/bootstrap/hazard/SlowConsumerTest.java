package io.parley.bootstrap.hazard;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import io.parley.bootstrap.testing.ChatClient;
import io.parley.bootstrap.testing.SharedCluster;
import io.parley.bootstrap.testing.TestCluster;
import io.parley.bootstrap.testing.TestNode;
import io.parley.bootstrap.testing.TestTokens;
import io.parley.bootstrap.testing.Unique;

import static org.assertj.core.api.Assertions.assertThat;

/** A client that does not read costs nobody but itself. */
@ExtendWith(SharedCluster.class)
class SlowConsumerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int MESSAGES = 150;
    /** Together more than the sockets' buffers and the hub's queue hold. */
    private static final String LARGE = "'" + "x".repeat(100_000) + "'";

    private final TestNode node;
    private final String room = Unique.channel("chat:");
    private final String slow = Unique.user("slow");

    SlowConsumerTest(TestCluster cluster) {
        node = cluster.a();
    }

    @Test
    void aSlowReaderIsClosedAndItsPresenceLeavesWhileOthersHearEverything() throws Exception {
        try (ChatClient fast = node.connect(Unique.user("fast"));
                SilentClient reader = SilentClient.connect(node.port(), TestTokens.of(slow))) {
            fast.subscribe(room);
            reader.send("{\"type\":\"subscribe\",\"channel\":\"" + room + "\"}");
            fast.awaitPresence("presence:join", room, slow);
            for (int i = 0; i < MESSAGES; i++) {
                node.admin().post("/realtime/channels/" + room + "/broadcast", "{'event':'large','data':" + LARGE + "}");
            }
            List<Long> offsets = IntStream.range(0, MESSAGES).mapToObj(_ -> fast.awaitMessage(room).path("offset").asLong()).toList();
            assertThat(offsets).isEqualTo(IntStream.rangeClosed(1, MESSAGES).mapToObj(Long::valueOf).toList());
            Awaitility.await().atMost(PATIENCE).untilAsserted(() -> fast.awaitPresence("presence:leave", room, slow));
        }
    }
}
