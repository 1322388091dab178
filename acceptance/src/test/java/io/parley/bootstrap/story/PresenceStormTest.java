package io.parley.bootstrap.story;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

import io.parley.bootstrap.testing.ChatClient;
import io.parley.bootstrap.testing.FoldedRoster;
import io.parley.bootstrap.testing.SharedCluster;
import io.parley.bootstrap.testing.TestCluster;
import io.parley.bootstrap.testing.Unique;

import static org.assertj.core.api.Assertions.assertThat;

/** Hundreds come, go and change on two nodes at once: what each client adds up is what a server reads. */
@ExtendWith(SharedCluster.class)
class PresenceStormTest {
    private static final int PEOPLE = 200;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final TestCluster cluster;
    private final String room = Unique.channel("chat:");

    PresenceStormTest(TestCluster cluster) {
        this.cluster = cluster;
    }

    private Map<String, JsonNode> roster() {
        Map<String, JsonNode> users = new TreeMap<>();
        cluster.a().admin().get("/realtime/channels/" + room + "/presence").json().get("users")
                .forEach(user -> users.put(user.get("id").asString(), user));
        return users;
    }

    private static void atOnce(List<ChatClient> clients, Consumer<ChatClient> deed) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            CompletableFuture.allOf(clients.stream().map(client -> CompletableFuture.runAsync(() -> deed.accept(client), threads))
                    .toArray(CompletableFuture[]::new)).join();
        }
    }

    private void turmoil(ChatClient client, int number) {
        client.subscribe(room);
        client.ask("'type':'presence:update','channel':'" + room + "','data':{'n':" + number + "}");
        if (number % 3 == 0) {
            client.ask("'type':'unsubscribe','channel':'" + room + "'");
        }
        if (number % 6 == 0) {
            client.subscribe(room);
        }
    }

    @Test
    void whatEveryClientAddsUpIsTheRoster() {
        List<ChatClient> clients = IntStream.range(0, PEOPLE).parallel()
                .mapToObj(i -> (i % 2 == 0 ? cluster.a() : cluster.b()).connect(Unique.user("user"))).toList();
        try {
            atOnce(clients, client -> turmoil(client, clients.indexOf(client)));
            List<ChatClient> there = IntStream.range(0, PEOPLE).filter(i -> i % 3 != 0 || i % 6 == 0).mapToObj(clients::get).toList();
            Awaitility.await().atMost(PATIENCE).until(() -> roster().size() == there.size());
            Map<String, JsonNode> roster = roster();
            Awaitility.await().atMost(PATIENCE).untilAsserted(() -> there
                    .forEach(client -> assertThat(FoldedRoster.of(client, room).users()).isEqualTo(roster)));
        } finally {
            clients.forEach(ChatClient::close);
        }
    }
}
