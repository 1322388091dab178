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
import static io.parley.bootstrap.protocol.Fields.number;
import static io.parley.bootstrap.protocol.Fields.numbersHeard;
import static io.parley.bootstrap.protocol.Fields.type;
import static org.assertj.core.api.Assertions.assertThat;

/** Whoever subscribes with a filter hears what it says yes to. */
@ExtendWith(SharedCluster.class)
class FilterTest {
    private final TestCluster cluster;
    private final ChatClient hearer;
    private final ChatClient speaker;
    private final String bob = Unique.user("bob");
    private final String room = Unique.channel("chat:");

    FilterTest(TestCluster cluster) {
        this.cluster = cluster;
        hearer = cluster.a().connect(Unique.user("alice"));
        speaker = cluster.b().connect(bob);
    }

    @AfterEach
    void hangUp() {
        hearer.close();
        speaker.close();
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = ';', value = {
            "message.event == 'goal'                                ; goal ; {'minute':1}  ; foul ; {'minute':1}",
            "message.data.minute > 80                               ; goal ; {'minute':81} ; goal ; {'minute':80}",
            "message.event == 'goal' || message.data.minute > 80    ; foul ; {'minute':81} ; foul ; {'minute':1}",
            "message.sender == 'BOB'                                ; goal ; 1             ; none ; 1",
            "message.data.tags.exists(tag, tag == 'x')              ; goal ; {'tags':['x']} ; goal ; {'tags':[]}",
            "message.data == null                                   ; goal ; null          ; goal ; 0"})
    void aFilterSaysWhatIsHeard(String filter, String event, String data, String otherEvent, String otherData) {
        hearer.subscribe(room, filter.replace("BOB", bob));
        if (otherEvent.equals("none")) {
            cluster.b().admin().broadcast(room, "of a server", 1);
        } else {
            speaker.say(room, otherEvent, otherData);
        }
        speaker.say(room, event, data);
        assertThat(hearer.awaitMessage(room).get("offset").asLong()).isEqualTo(2);
    }

    @Test
    void whatAFilterCannotAnswerItSaysNoTo() {
        hearer.subscribe(room, "message.data.minute > 80");
        speaker.say(room, "goal", "'no minute'");
        speaker.say(room, "goal", "{'minute':'ninety'}");
        speaker.say(room, "goal", "{'minute':90}");
        assertThat(hearer.awaitMessage(room).get("offset").asLong()).isEqualTo(3);
    }

    @Test
    void eachOfTwoSubscribersHearsByHisOwnFilterAndAThirdHearsAll() {
        try (ChatClient odd = cluster.a().connect(Unique.user("odd")); ChatClient all = cluster.a().connect(Unique.user("all"))) {
            hearer.subscribe(room, "message.data % 2 == 0");
            odd.subscribe(room, "message.data % 2 == 1");
            all.subscribe(room);
            sayNumbers(1, 7);
            IntStream.of(2, 4, 6).forEach(wanted -> assertThat(number(hearer.awaitMessage(room))).isEqualTo(wanted));
            IntStream.of(1, 3, 5, 7).forEach(wanted -> assertThat(number(odd.awaitMessage(room))).isEqualTo(wanted));
            IntStream.rangeClosed(1, 7).forEach(wanted -> assertThat(number(all.awaitMessage(room))).isEqualTo(wanted));
        }
    }

    @Test
    void aFilterHoldsForOneSubscriptionOfAConnection() {
        String unfiltered = Unique.channel("chat:");
        hearer.subscribe(room, "false");
        hearer.subscribe(unfiltered);
        speaker.say(room, "e", "1");
        speaker.say(unfiltered, "e", "2");
        assertThat(number(hearer.awaitMessage(unfiltered))).isEqualTo(2);
        assertThat(numbersHeard(hearer, room)).isEmpty();
    }

    @Test
    void theFilterOfTheLastSubscribeHolds() {
        hearer.subscribe(room, "message.data == 1");
        hearer.subscribe(room, "message.data == 2");
        sayNumbers(1, 2);
        assertThat(number(hearer.awaitMessage(room))).isEqualTo(2);
        hearer.subscribe(room);
        sayNumbers(3, 3);
        assertThat(number(hearer.awaitMessage(room))).isEqualTo(3);
    }

    @Test
    void aRefusedFilterLeavesTheOneBefore() {
        hearer.subscribe(room, "message.data == 2");
        assertThat(code(hearer.subscribe(room, "message.data ="))).isEqualTo("RT_007");
        sayNumbers(1, 2);
        assertThat(number(hearer.awaitMessage(room))).isEqualTo(2);
        assertThat(numbersHeard(hearer, room)).containsExactly(2);
    }

    @Test
    void aFilterIsReplacedWithoutAGap() {
        String[] filters = {"message.data > 0", "message.data > -1", "true"};
        int many = 300;
        hearer.subscribe(room);
        for (int said = 1; said <= many; said++) {
            speaker.send("{'type':'message','channel':'" + room + "','event':'e','data':" + said + "}");
            if (said % 10 == 0) {
                hearer.subscribe(room, filters[said / 10 % filters.length]);
            }
        }
        IntStream.rangeClosed(1, many).forEach(wanted -> assertThat(number(hearer.awaitMessage(room))).isEqualTo(wanted));
    }

    private void sayNumbers(int from, int to) {
        IntStream.rangeClosed(from, to).forEach(number -> speaker.say(room, "e", String.valueOf(number)));
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|', value = {
            "message.event === 'goal'   | 16",
            "nonsense == 1              | 0",
            "auth.uid == 'ada'          | 0",
            "data.members.includes('x') | 0",
            "message.event == 'goal     | 17"})
    void aFilterThatMeansNothingIsRefusedWithItsPlace(String filter, int position) {
        JsonNode error = hearer.subscribe(room, filter);
        assertThat(code(error)).isEqualTo("RT_007");
        assertThat(error.get("details").get("path").asString()).isEqualTo("$.filter");
        assertThat(error.get("details").get("position").asInt()).isEqualTo(position);
        assertThat(error.get("details").get("expected").asString()).isNotBlank();
        assertThat(error.get("details").get("got").asString()).isNotBlank();
        assertThat(code(hearer.ask("'type':'unsubscribe','channel':'" + room + "'"))).isEqualTo("RT_004");
    }

    @Test
    void aFilterHasAtMost512Characters() {
        assertThat(type(hearer.subscribe(room, "message.event == '" + "x".repeat(512 - 19) + "'"))).isEqualTo("subscribed");
        assertThat(code(hearer.subscribe(room, "message.event == '" + "x".repeat(513 - 19) + "'"))).isEqualTo("RT_007");
    }

    @Test
    void theEleventhFilterOfAConnectionIsRefusedAndTheTenthMayBeReplaced() {
        String last = "";
        for (int filters = 0; filters < 10; filters++) {
            last = Unique.channel("chat:");
            assertThat(type(hearer.subscribe(last, "true"))).isEqualTo("subscribed");
        }
        JsonNode error = hearer.subscribe(room, "true");
        assertThat(code(error)).isEqualTo("RT_008");
        assertThat(error.get("details").get("limit").asInt()).isEqualTo(10);
        assertThat(type(hearer.subscribe(last, "false"))).isEqualTo("subscribed");
        assertThat(type(hearer.subscribe(room))).isEqualTo("subscribed");
        hearer.ask("'type':'unsubscribe','channel':'" + last + "'");
        assertThat(type(hearer.subscribe(room, "true"))).isEqualTo("subscribed");
    }
}
