package io.parley.bootstrap.protocol;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

import io.parley.bootstrap.testing.ChatClient;
import io.parley.bootstrap.testing.SharedCluster;
import io.parley.bootstrap.testing.TestCluster;
import io.parley.bootstrap.testing.TestNode;
import io.parley.bootstrap.testing.TestTokens;
import io.parley.bootstrap.testing.Unique;

import static org.assertj.core.api.Assertions.assertThat;

/** A node that goes away sends its clients to the others, and not all at once. */
@ExtendWith(SharedCluster.class)
class DrainTest {
    private final TestCluster cluster;

    DrainTest(TestCluster cluster) {
        this.cluster = cluster;
    }

    @Test
    void everyClientIsToldToComeBackAtAnotherMomentWithinTenSeconds() {
        try (TestNode leaving = cluster.join("node-draining")) {
            List<ChatClient> clients = Stream.concat(IntStream.range(0, 5).mapToObj(_ -> leaving.connect(Unique.user("alice"))),
                    Stream.of(leaving.dial("/realtime").open())).toList();
            leaving.stop();
            List<JsonNode> farewells = clients.stream().map(client -> Farewell.assertEnded(client, 1001, "server going away", true))
                    .toList();
            List<Integer> moments = farewells.stream().map(farewell -> farewell.get("retryAfterMs").asInt()).toList();
            assertThat(moments).allSatisfy(moment -> assertThat(moment).isBetween(0, 10_000));
            assertThat(moments).as("those of %d clients", clients.size()).hasSizeGreaterThan(1).doesNotHaveDuplicates();
        }
    }
}
