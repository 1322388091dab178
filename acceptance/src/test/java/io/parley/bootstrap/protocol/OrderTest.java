package io.parley.bootstrap.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

import io.parley.bootstrap.testing.ChatClient;
import io.parley.bootstrap.testing.SharedCluster;
import io.parley.bootstrap.testing.TestCluster;
import io.parley.bootstrap.testing.Unique;

import static io.parley.bootstrap.protocol.Fields.offset;
import static org.assertj.core.api.Assertions.assertThat;

/** What a client hears of a channel is in order, without a gap and never twice, whoever says it and whenever he enters. */
@ExtendWith(SharedCluster.class)
class OrderTest {
    private static final int MANY = 200;

    private final TestCluster cluster;
    private final ChatClient hearer;
    private final ChatClient onA;
    private final ChatClient onB;
    private final String room = Unique.channel("chat:");

    OrderTest(TestCluster cluster) {
        this.cluster = cluster;
        hearer = cluster.a().connect(Unique.user("alice"));
        onA = cluster.a().connect(Unique.user("bob"));
        onB = cluster.b().connect(Unique.user("carol"));
    }

    @AfterEach
    void hangUp() {
        List.of(hearer, onA, onB).forEach(ChatClient::close);
    }

    private void say(ChatClient speaker, int data, String priority) {
        speaker.send("{'type':'message','channel':'" + room + "','event':'e','data':" + data + ",'priority':'" + priority + "'}");
    }

    private static List<Long> upTo(long last) {
        return LongStream.rangeClosed(1, last).boxed().toList();
    }

    private List<Long> hear(ChatClient client, int count) {
        return IntStream.range(0, count).mapToObj(_ -> offset(client.awaitMessage(room))).toList();
    }

    @Test
    void whatManySayOnBothNodesIsHeardInTheSameOrderEverywhere() {
        try (ChatClient otherHearer = cluster.b().connect(Unique.user("dave"))) {
            hearer.subscribe(room);
            otherHearer.subscribe(room);
            for (int i = 0; i < MANY; i++) {
                say(onA, i, "normal");
                say(onB, -i, "normal");
            }
            assertThat(hear(hearer, 2 * MANY)).isEqualTo(upTo(2 * MANY));
            assertThat(hear(otherHearer, 2 * MANY)).isEqualTo(upTo(2 * MANY));
            assertThat(Fields.numbersHeard(otherHearer, room)).isEqualTo(Fields.numbersHeard(hearer, room));
        }
    }

    @Test
    void whatIsSaidWithoutWaitingIsAcknowledgedInItsOrderWithThePositionAtWhichItIsHeard() {
        hearer.subscribe(room);
        IntStream.range(0, MANY)
                .forEach(i -> onB.send("{'id':" + i + ",'type':'message','channel':'" + room + "','event':'e','data':" + i + "}"));
        for (int i = 0; i < MANY; i++) {
            JsonNode ack = onB.await("ack");
            JsonNode heard = hearer.awaitMessage(room);
            assertThat(ack.get("id").asInt()).isEqualTo(i);
            assertThat(offset(ack)).isEqualTo(i + 1);
            assertThat(heard.get("data").asInt()).isEqualTo(i);
            assertThat(offset(heard)).isEqualTo(i + 1);
            assertThat(heard.get("epoch")).isEqualTo(ack.get("epoch"));
        }
    }

    @Test
    void insideAChannelNoPriorityOvertakesAnother() {
        String[] priorities = {"low", "normal", "high"};
        hearer.subscribe(room);
        IntStream.range(0, MANY).forEach(i -> say(onB, i, priorities[i % priorities.length]));
        assertThat(hear(hearer, MANY)).isEqualTo(upTo(MANY));
    }

    /** The race has several outcomes; each has to be right. */
    @RepeatedTest(5)
    void whoEntersWhileMuchIsSaidMissesNothingAndHearsNothingTwice() {
        onA.ask("'type':'message','channel':'" + room + "','event':'e','data':0");
        IntStream.rangeClosed(1, 50).forEach(i -> say(onB, i, "normal"));
        JsonNode subscribed = hearer.ask("'type':'subscribe','history':100,'channel':'" + room + "'");
        IntStream.range(51, 90).forEach(i -> say(onB, i, "normal"));
        List<Long> read = new ArrayList<>(subscribed.get("messages").valueStream().map(Fields::offset).toList());
        assertThat(read).isEqualTo(upTo(offset(subscribed)));
        read.addAll(hear(hearer, 90 - read.size()));
        assertThat(read).isEqualTo(upTo(90));
    }

    @Test
    void subscribedComesBeforeEverythingElseOfItsChannel() {
        IntStream.rangeClosed(1, 50).forEach(i -> say(onB, i, "high"));
        hearer.subscribe(room);
        say(onB, 51, "high");
        hearer.await("the last", message -> message.path("data").asInt(-1) == 51);
        assertThat(hearer.history()).filteredOn(message -> message.path("channel").asString("").equals(room)).extracting(Fields::type)
                .startsWith("subscribed").filteredOn("subscribed"::equals).hasSize(1);
    }

    @Test
    void whoLeavesAndComesBackHearsNoOffsetTwice() {
        hearer.subscribe(room);
        IntStream.range(0, 20).forEach(i -> say(onB, i, "normal"));
        hear(hearer, 20);
        hearer.ask("'type':'unsubscribe','channel':'" + room + "'");
        hearer.subscribe(room);
        say(onB, 20, "normal");
        assertThat(hear(hearer, 1)).containsExactly(21L);
    }
}
