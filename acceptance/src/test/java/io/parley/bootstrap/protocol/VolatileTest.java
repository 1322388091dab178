package io.parley.bootstrap.protocol;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

import io.parley.bootstrap.testing.ChatClient;
import io.parley.bootstrap.testing.SharedCluster;
import io.parley.bootstrap.testing.TestCluster;
import io.parley.bootstrap.testing.Unique;

import static io.parley.bootstrap.protocol.Fields.number;
import static io.parley.bootstrap.protocol.Fields.numbers;
import static io.parley.bootstrap.protocol.Fields.offset;
import static org.assertj.core.api.Assertions.assertThat;

/** {@code volatile}: what is said for now alone, in a channel that keeps history. */
@ExtendWith(SharedCluster.class)
class VolatileTest {
    private final ChatClient speaker;
    private final ChatClient hearer;
    private final String room = Unique.channel("chat:");

    VolatileTest(TestCluster cluster) {
        speaker = cluster.a().connect(Unique.user("bob"));
        hearer = cluster.b().connect(Unique.user("alice"));
        hearer.subscribe(room);
    }

    @AfterEach
    void hangUp() {
        speaker.close();
        hearer.close();
    }

    private JsonNode say(int data, String volatility) {
        return speaker.ask("'type':'message','channel':'" + room + "','event':'e','data':" + data + ",'volatile':" + volatility);
    }

    @Test
    void itIsAcknowledgedAndHeardWithoutAPosition() {
        assertThat(say(1, "true").propertyNames()).containsExactlyInAnyOrder("type", "id", "channel");
        JsonNode heard = hearer.awaitMessage(room);
        assertThat(number(heard)).isEqualTo(1);
        assertThat(heard.propertyNames()).doesNotContain("epoch", "offset");
    }

    @Test
    void itMovesNoOffset() {
        assertThat(offset(say(1, "false"))).isEqualTo(1);
        say(2, "true");
        assertThat(offset(say(3, "false"))).isEqualTo(2);
    }

    @Test
    void itIsNotKept() {
        say(1, "false");
        say(2, "true");
        say(3, "false");
        JsonNode history = hearer.ask("'type':'history','channel':'" + room + "'");
        assertThat(numbers(history.get("messages"))).containsExactly(1, 3);
    }

    @Test
    void withAKeyItIsHeardOnceToo() {
        String again = "true,'idempotencyKey':'k'";
        say(1, again);
        say(1, again);
        say(2, "true");
        hearer.await("the last", message -> message.path("data").asInt(-1) == 2);
        assertThat(Fields.numbersHeard(hearer, room)).containsExactly(1, 2);
    }
}
