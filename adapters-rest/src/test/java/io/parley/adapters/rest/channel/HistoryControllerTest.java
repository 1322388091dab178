package io.parley.adapters.rest.channel;

import java.util.EnumSet;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.parley.adapters.rest.RestNode;
import io.parley.domain.identity.Scope;

import static org.assertj.core.api.Assertions.assertThat;

/** What was said in a channel, as a server reads it. */
class HistoryControllerTest {
    private static final String ROOM = "/realtime/channels/room:1";

    private final RestNode node = new RestNode();

    private void said(int count) {
        IntStream.rangeClosed(1, count).forEach(data -> node.post(ROOM + "/broadcast", RestNode.json("{'event':'e','data':" + data + "}")));
    }

    private RestNode.Answer history(String query) {
        return node.get(ROOM + "/history" + query);
    }

    private List<Integer> read(String query) {
        return history(query).json().get("messages").valueStream().map(message -> message.get("data").asInt()).toList();
    }

    @Test
    void theAnswerTellsWhereTheChannelIsAndWhatWasSaid() {
        said(2);
        RestNode.Answer answer = history("?limit=1");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).isEqualTo(
                RestNode.json("{'channel':'room:1','epoch':'epoch-1','offset':2,'messages':[{'data':1,'offset':1}]}"));
        assertThat(answer.response().getContentType()).isEqualTo("application/json");
    }

    @Test
    void whereNothingWasSaidItIsEmpty() {
        assertThat(history("").text()).isEqualTo(RestNode.json("{'channel':'room:1','epoch':'epoch-1','offset':0,'messages':[]}"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {"'';1,2,3,4,5", "?limit=2;1,2", "?reverse=true;5,4,3,2,1", "?reverse=true&limit=2;5,4",
            "?epoch=epoch-1&offset=3;4,5", "?epoch=epoch-1&offset=0&limit=1;1", "?epoch=epoch-1&offset=3&reverse=true;2,1",
            "?limit=1000;1,2,3,4,5"})
    void itIsReadFromAnyPlaceInBothDirections(String query, String numbers) {
        said(5);
        assertThat(read(query).stream().map(String::valueOf)).containsExactly(numbers.split(","));
    }

    @Test
    void aHundredAreReadUnlessOthersAreAskedFor() {
        said(101);
        assertThat(read("?reverse=true")).hasSize(100);
    }

    @Test
    void aLostPositionFindsNothing() {
        said(1);
        assertThat(read("?epoch=another&offset=0")).isEmpty();
    }

    @Test
    void aServerReadsWhatIsForOthers() {
        node.post(ROOM + "/broadcast", RestNode.json("{'event':'e','data':1,'to':{'users':['bob']}}"));
        assertThat(read("")).containsExactly(1);
    }

    @ParameterizedTest
    @CsvSource({"?limit=0,limit", "?limit=1001,limit", "?limit=-1,limit", "?limit=many,limit", "?limit=99999999999,limit",
            "?reverse=maybe,reverse", "?offset=1,epoch", "?epoch=&offset=1,epoch", "?epoch=e,offset", "?epoch=e&offset=-1,offset",
            "?epoch=e&offset=1.5,offset", "?epoch=e&offset=99999999999999999999,offset"})
    void whatCannotBeAskedIsToldWithItsPlace(String query, String path) {
        assertThat(history(query).mistake()).isEqualTo("400 RT_007 " + path);
    }

    @Test
    void anEpochHas64Characters() {
        assertThat(history("?offset=1&epoch=" + "e".repeat(64)).status()).isEqualTo(200);
        assertThat(history("?offset=1&epoch=" + "e".repeat(65)).mistake()).isEqualTo("400 RT_007 epoch");
    }

    @Test
    void aChannelWithoutHistoryHasNone() {
        assertThat(node.get("/realtime/channels/public:lobby/history").problem()).isEqualTo("404 RT_004");
    }

    @Test
    void anUnknownChannelIsNotFound() {
        assertThat(node.get("/realtime/channels/nothing:like:this/history").problem()).isEqualTo("404 RT_004");
    }

    @Test
    void withoutTheScopeNobodyReadsHistory() {
        node.as(RestNode.server(EnumSet.of(Scope.PUBLISH)));
        assertThat(history("").problem()).isEqualTo("403 RT_003");
    }

    @Test
    void whereTheStoreIsAwayHistoryIsUnavailable() {
        node.backplane.faults().storeIsAwayAt("read");
        assertThat(history("").problem()).isEqualTo("503 RT_010");
    }
}
