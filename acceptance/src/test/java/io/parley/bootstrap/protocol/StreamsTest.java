package io.parley.bootstrap.protocol;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

import io.parley.bootstrap.testing.EventStream;
import io.parley.bootstrap.testing.SharedCluster;
import io.parley.bootstrap.testing.TestCluster;
import io.parley.bootstrap.testing.TestNode;
import io.parley.bootstrap.testing.TestTokens;
import io.parley.bootstrap.testing.Unique;

import static org.assertj.core.api.Assertions.assertThat;

/** Server-Sent Events: what comes, in which order, and under which names. */
@ExtendWith(SharedCluster.class)
class StreamsTest {
    private final TestCluster cluster;
    private final TestNode node;
    private final String alice = Unique.user("alice");
    private final String first = Unique.channel("chat:");
    private final String second = Unique.channel("public:");

    StreamsTest(TestCluster cluster) {
        this.cluster = cluster;
        node = cluster.a();
    }

    private EventStream open(String query) {
        return new EventStream(node.at("/realtime/sse" + query), TestTokens.of(alice));
    }

    private static List<EventStream.Event> next(EventStream stream, int count) {
        return IntStream.range(0, count).mapToObj(_ -> stream.next()).toList();
    }

    private static String text(EventStream.Event event, String field) {
        return event.data().path(field).asString("");
    }

    @Test
    void aStreamIsAnEventStream() {
        try (EventStream stream = open("")) {
            assertThat(stream.contentType()).startsWith("text/event-stream");
        }
    }

    @Test
    void connectedIsFirstThenTheOwnChannelThenEveryChannelThatWasAskedFor() {
        try (EventStream stream = open("?channel=" + first + "&channel=" + second)) {
            List<EventStream.Event> events = next(stream, 4);
            assertThat(events).extracting(EventStream.Event::name).containsExactly("connected", "subscribed", "subscribed", "subscribed");
            assertThat(events.getFirst().data().get("userId").asString()).isEqualTo(alice);
            assertThat(events.subList(1, 4)).extracting(event -> text(event, "channel"))
                    .containsExactly("private:user-" + alice, first, second);
        }
    }

    @Test
    void aChannelThatIsRefusedIsAnErrorAndTheOthersAreHeard() {
        try (EventStream stream = open("?channel=admin:ops&channel=nobody:knows&channel=a/b&channel=" + first)) {
            List<EventStream.Event> events = next(stream, 6).subList(2, 6);
            assertThat(events).extracting(EventStream.Event::name).containsExactly("error", "error", "error", "subscribed");
            assertThat(events.subList(0, 3)).extracting(event -> text(event, "code")).containsExactly("RT_003", "RT_004", "RT_007");
            assertThat(text(events.getLast(), "channel")).isEqualTo(first);
        }
    }

    @Test
    void anEventIsNamedAfterTheTypeOfItsMessage() {
        try (EventStream stream = open("?channel=admin:ops&channel=" + first)) {
            node.admin().broadcast(first, "e", 7);
            List<EventStream.Event> events = next(stream, 4);
            assertThat(events).allSatisfy(event -> assertThat(event.name()).isEqualTo(text(event, "type")));
        }
    }

    @Test
    void whatIsSaidInAChannelIsHeard() {
        try (EventStream stream = open("?channel=" + first)) {
            next(stream, 3);
            node.admin().broadcast(first, "said", 7);
            EventStream.Event message = stream.next();
            assertThat(message.name()).isEqualTo("message");
            assertThat(text(message, "channel")).isEqualTo(first);
            assertThat(text(message, "event")).isEqualTo("said");
            assertThat(message.data().get("data").asInt()).isEqualTo(7);
        }
    }

    @Test
    void aStreamHasNoTimeOut() {
        try (EventStream stream = open("")) {
            JsonNode connected = stream.next().data();
            assertThat(connected.get("heartbeatInterval").asInt()).isEqualTo(30_000);
            assertThat(connected.has("heartbeatTimeout")).isFalse();
        }
    }

    @Test
    void anEventHasNoIdLine() {
        try (EventStream stream = open("?channel=" + first)) {
            next(stream, 3);
            node.admin().broadcast(first, "said", 7);
            stream.next();
            assertThat(stream.lines()).allMatch(line -> line.isEmpty() || line.startsWith("event: ") || line.startsWith("data: "));
        }
    }

    @Test
    void aTokenMayStandInTheAddress() {
        try (EventStream stream = new EventStream(node.at("/realms/default/realtime/sse?access_token=" + TestTokens.of(alice)))) {
            assertThat(text(stream.next(), "userId")).isEqualTo(alice);
        }
    }

    @Test
    void aStreamBeatsAsOftenAsItSays() {
        try (TestNode beating = cluster.join("node-beating", "parley.connections.sse-heartbeat=300ms");
                EventStream stream = new EventStream(beating.at("/realtime/sse"), TestTokens.of(alice))) {
            assertThat(stream.next().data().get("heartbeatInterval").asInt()).isEqualTo(300);
            Awaitility.await().until(() -> stream.next().name().equals("heartbeat"));
            EventStream.Event second = stream.next();
            assertThat(second.name()).isEqualTo("heartbeat");
            assertThat(text(second, "timestamp")).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
        }
    }

    @Test
    void aStreamEndsWithItsTokenAndSaysWhy() {
        try (EventStream stream = new EventStream(node.at("/realtime/sse"), TestTokens.lasting(alice, Duration.ofSeconds(3)))) {
            next(stream, 2);
            assertThat(text(stream.next(), "code")).isEqualTo("RT_002");
            EventStream.Event last = stream.next();
            assertThat(last.name()).isEqualTo("disconnect");
            assertThat(last.data().get("code").asInt()).isEqualTo(4401);
            stream.awaitEnd();
        }
    }
}
