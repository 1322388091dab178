package io.parley.application.connection;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import io.parley.application.protocol.ServerMessage;
import io.parley.domain.connection.CloseCode;
import io.parley.domain.delivery.Position;

import static org.assertj.core.api.Assertions.assertThat;

/** Many clients of one node, on many threads. */
class HubAtOnceTest {
    private static List<TestClient> tenClientsOf(TestNode node) {
        return IntStream.range(0, 10).mapToObj(i -> node.connects(People.user("user-" + i, 3600))).toList();
    }

    @Test
    void manyClientsInOneRoomHearTheSameInTheSameOrder() {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<TestClient> clients = tenClientsOf(new TestNode(threads));
            clients.forEach(client -> client.subscribes("s", "room:1"));
            Awaitility.await().until(() -> clients.stream().allMatch(client -> client.replies("s").size() == 1));
            clients.forEach(client -> IntStream.range(0, 20).forEach(i -> client.publishes("p" + i, "room:1", "1")));
            Awaitility.await().until(() -> clients.stream().allMatch(client -> offsets(client).size() >= 200));
            List<Long> all = LongStream.rangeClosed(1, 200).boxed().toList();
            assertThat(clients).allSatisfy(client -> assertThat(offsets(client)).isEqualTo(all));
        }
    }

    @Test
    void everyIdOfManyClientsIsAnsweredExactlyOnce() {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<TestClient> clients = tenClientsOf(new TestNode(threads));
            clients.forEach(client -> IntStream.range(0, 50).forEach(i -> ask(client, i)));
            Awaitility.await().until(() -> clients.stream().allMatch(client -> !client.replies("c49").isEmpty()));
            assertThat(clients).allSatisfy(
                    client -> assertThat(IntStream.range(0, 50).map(i -> client.replies("c" + i).size())).containsOnly(1));
        }
    }

    @Test
    void whoComesAndGoesWhileTheHubStopsIsForgotten() {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            TestNode node = new TestNode(threads);
            List<TestClient> before = tenClientsOf(node);
            threads.execute(node.hub::stop);
            List<TestClient> meanwhile = tenClientsOf(node);
            Awaitility.await().until(() -> node.hub.size() == 0);
            assertThat(List.of(before, meanwhile)).allSatisfy(clients -> assertThat(clients)
                    .allSatisfy(client -> assertThat(client.downlink().closed()).contains(CloseCode.GOING_AWAY)));
            assertThat(node.parts.backplane.attached()).isEmpty();
        }
    }

    private static void ask(TestClient client, int number) {
        String id = "c" + number;
        switch (number % 5) {
            case 0 -> client.subscribes(id, "room:" + number % 8);
            case 1 -> client.publishes(id, "room:1", "1");
            case 2 -> client.pings(id);
            case 3 -> client.unsubscribes(id, "room:" + number % 8);
            default -> client.subscribes(id, "nowhere");
        }
    }

    private static List<Long> offsets(TestClient client) {
        return client.messages(ServerMessage.Event.class).stream().map(ServerMessage.Event::position).flatMap(Optional::stream)
                .map(Position::offset).toList();
    }
}
