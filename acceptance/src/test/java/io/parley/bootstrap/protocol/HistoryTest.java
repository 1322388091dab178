package io.parley.bootstrap.protocol;

import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

import io.parley.bootstrap.testing.ChatClient;
import io.parley.bootstrap.testing.SharedCluster;
import io.parley.bootstrap.testing.TestCluster;
import io.parley.bootstrap.testing.Unique;

import static io.parley.bootstrap.protocol.Fields.code;
import static io.parley.bootstrap.protocol.Fields.epoch;
import static io.parley.bootstrap.protocol.Fields.numbers;
import static io.parley.bootstrap.protocol.Fields.offset;
import static io.parley.bootstrap.protocol.Fields.position;
import static io.parley.bootstrap.protocol.Fields.type;
import static org.assertj.core.api.Assertions.assertThat;

/** The command {@code history}: those who hear a channel read what is kept of it, from any place, in both directions. */
@ExtendWith(SharedCluster.class)
class HistoryTest {
    private final TestCluster cluster;
    private final ChatClient client;
    private final String alice = Unique.user("alice");
    private final String room = Unique.channel("chat:");

    HistoryTest(TestCluster cluster) {
        this.cluster = cluster;
        client = cluster.a().connect(alice);
        client.subscribe(room);
    }

    @AfterEach
    void hangUp() {
        client.close();
    }

    private void says(int first, int last) {
        IntStream.rangeClosed(first, last).forEach(number -> client.say(room, "e", String.valueOf(number)));
    }

    private JsonNode history(String more) {
        return client.ask("'type':'history','channel':'" + room + "'" + more);
    }

    @Test
    void theAnswerTellsWhereTheChannelIsAndWhatWasSaid() {
        says(1, 3);
        JsonNode heard = client.awaitMessage(room);
        JsonNode history = history(",'limit':1");
        assertThat(history.propertyNames()).containsExactly("type", "id", "channel", "epoch", "offset", "messages");
        assertThat(type(history)).isEqualTo("history");
        assertThat(epoch(history)).isEqualTo(epoch(heard));
        assertThat(offset(history)).isEqualTo(3);
        assertThat(history.get("messages")).containsExactly(heard);
    }

    @Test
    void withoutAnIdItIsAnsweredTheSame() {
        client.send("{'type':'history','channel':'" + room + "'}");
        assertThat(client.await("history").has("id")).isFalse();
    }

    @Test
    void whereNothingWasSaidItIsEmpty() {
        assertThat(history("").get("messages")).isEmpty();
        assertThat(offset(history(""))).isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '"', value = {"\"\"; 1,2,3,4,5", ",'limit':2; 1,2", ",'reverse':true; 5,4,3,2,1",
            ",'reverse':true,'limit':2; 5,4", ",'from':3; 4,5", ",'from':0,'limit':1; 1", ",'from':3,'reverse':true; 2,1",
            ",'from':4,'reverse':true,'limit':1; 3", ",'limit':1000; 1,2,3,4,5"})
    void itIsReadFromAnyPlaceInBothDirections(String more, String read) {
        says(1, 5);
        String epoch = epoch(history(""));
        String asked = more.replaceAll("'from':(\\d)", "'from':{'epoch':'" + epoch + "','offset':$1}");
        assertThat(numbers(history(asked).get("messages")).stream().map(String::valueOf)).containsExactly(read.split(","));
    }

    @Test
    void aHundredAreReadUnlessOthersAreAskedForAndNoMoreThanAreKept() {
        says(1, 105);
        assertThat(numbers(history("").get("messages"))).isEqualTo(IntStream.rangeClosed(6, 105).boxed().toList());
        assertThat(numbers(history(",'limit':1000").get("messages"))).hasSize(100);
    }

    @Test
    void theEndOfTheHistoryIsEmpty() {
        says(1, 2);
        String epoch = epoch(history(""));
        assertThat(history(",'from':" + position(epoch, 2)).get("messages")).isEmpty();
        assertThat(history(",'reverse':true,'from':" + position(epoch, 1)).get("messages")).isEmpty();
        assertThat(history(",'limit':0").get("messages")).isEmpty();
    }

    @Test
    void anUnknownEpochFindsNothing() {
        says(1, 2);
        JsonNode history = history(",'from':" + position("no-such-epoch", 0));
        assertThat(history.get("messages")).isEmpty();
        assertThat(offset(history)).isEqualTo(2);
    }

    @Test
    void whatTheFilterSaysNoToAndWhatWasForOthersIsNotAmongIt() {
        cluster.b().admin().post("/realtime/channels/" + room + "/broadcast",
                "{'event':'e','data':8,'exclude':{'users':['" + alice + "']}}");
        says(1, 4);
        assertThat(numbers(history("").get("messages"))).containsExactly(1, 2, 3, 4);
        client.subscribe(room, "message.data % 2 == 0");
        assertThat(numbers(history("").get("messages"))).containsExactly(2, 4);
    }

    @Test
    void whoDoesNotHearAChannelReadsNothingOfIt() {
        client.ask("'type':'unsubscribe','channel':'" + room + "'");
        assertThat(code(history(""))).isEqualTo("RT_004");
    }

    @Test
    void aChannelThatKeepsNothingHasNoHistory() {
        String plain = Unique.channel("public:");
        client.subscribe(plain);
        assertThat(code(client.ask("'type':'history','channel':'" + plain + "'"))).isEqualTo("RT_004");
    }
}
