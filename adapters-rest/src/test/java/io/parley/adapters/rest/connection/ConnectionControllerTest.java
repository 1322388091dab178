package io.parley.adapters.rest.connection;

import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import io.parley.adapters.rest.RestNode;
import io.parley.domain.connection.Transport;
import io.parley.domain.identity.RealmId;

import static org.assertj.core.api.Assertions.assertThat;

/** Who is connected, as a server asks for it. */
class ConnectionControllerTest {
    private static final String CONNECTIONS = "/realtime/connections";

    private final RestNode node = new RestNode();

    private static List<String> ids(RestNode.Answer answer) {
        return answer.json().get("connections").valueStream().map(view -> view.get("id").asString()).toList();
    }

    private void open(String id, String user, String... channels) {
        node.connections.with(RealmId.DEFAULT, id, user, channels);
    }

    // Finding

    @Test
    void aConnectionIsShownWithAllThatIsKnown() {
        open("c-1", "ada", "chat:x", "private:user-ada");
        assertThat(node.get(CONNECTIONS).text()).isEqualTo(RestNode.json("{'connections':[{'id':'c-1','userId':'ada','node':'node-1',"
                + "'transport':'websocket','connectedAt':'" + node.connections.with(RealmId.DEFAULT, "c-1", "ada").connectedAt()
                        .toString().substring(0, 23)
                + "Z','channels':['chat:x','private:user-ada']}]}"));
    }

    @Test
    void nobodysConnectionIsShownWithoutAUser() {
        open("c-1", "");
        assertThat(node.get(CONNECTIONS).json().get("connections").get(0).get("userId").isNull()).isTrue();
    }

    @Test
    void whereNobodyIsThereAreNone() {
        assertThat(node.get(CONNECTIONS).text()).isEqualTo("{\"connections\":[]}");
    }

    @ParameterizedTest
    @CsvSource({"userId=ada,c-1 c-2", "channel=chat:x,c-2 c-3", "channel=user.ada,c-1", "transport=sse,c-3", "node=node-1,c-1 c-2 c-3",
            "node=another,", "userId=ada&channel=chat:x,c-2", "userId=ada%7Cb,"})
    void theyAreChosenByWhatIsAsked(String question, String chosen) {
        open("c-1", "ada", "private:user-ada");
        open("c-2", "ada", "chat:x");
        node.connections.with(RealmId.DEFAULT, "c-3", "bob", Transport.SSE, "chat:x");
        assertThat(ids(node.get(CONNECTIONS + "?" + question))).isEqualTo(chosen == null ? List.of() : List.of(chosen.split(" ")));
    }

    @Test
    void aPageSaysWhereTheNextBegins() {
        IntStream.range(1, 6).forEach(i -> open("c-" + i, "ada"));
        RestNode.Answer first = node.get(CONNECTIONS + "?limit=3");
        assertThat(ids(first)).containsExactly("c-1", "c-2", "c-3");
        RestNode.Answer second = node.get(CONNECTIONS + "?limit=3&cursor=" + first.json().get("next").asString());
        assertThat(ids(second)).containsExactly("c-4", "c-5");
        assertThat(second.json().has("next")).isFalse();
    }

    @Test
    void aPageHasAHundredUnlessMoreAreAskedFor() {
        IntStream.range(100, 300).forEach(i -> open("c-" + i, "ada"));
        assertThat(ids(node.get(CONNECTIONS))).hasSize(100);
        assertThat(ids(node.get(CONNECTIONS + "?limit=1000"))).hasSize(200);
    }

    @Test
    void thatANodeDidNotAnswerIsSaid() {
        open("c-1", "ada");
        node.connectionDirectory.fallSilent();
        JsonNode page = node.get(CONNECTIONS).json();
        assertThat(page.get("partial").asBoolean()).isTrue();
        assertThat(page.get("connections").isEmpty()).isTrue();
    }

    @Test
    void otherRealmsConnectionsAreNotThere() {
        node.connections.with(new RealmId("shop"), "c-1", "ada");
        assertThat(ids(node.get(CONNECTIONS))).isEmpty();
        assertThat(node.delete(CONNECTIONS + "/c-1").problem()).isEqualTo("404 RT_004");
    }

    @ParameterizedTest
    @CsvSource({"limit=0,limit", "limit=1001,limit", "limit=-1,limit", "limit=ten,limit", "transport=pigeon,transport",
            "transport=WEBSOCKET,transport", "node=a%20b,node", "node=,node", "channel=a%20b,channel", "channel=,channel", "userId=,userId",
            "userId=%00,userId", "cursor=,cursor", "cursor=!,cursor", "cursor=a,cursor"})
    void aQuestionThatMakesNoSenseIsAMistake(String question, String parameter) {
        assertThat(node.get(CONNECTIONS + "?" + question).mistake()).isEqualTo("400 RT_007 " + parameter);
    }

    @ParameterizedTest
    @ValueSource(ints = {129, 1000})
    void anEndlessUserIsAMistake(int length) {
        assertThat(node.get(CONNECTIONS + "?userId=" + "u".repeat(length)).mistake()).isEqualTo("400 RT_007 userId");
    }

    @Test
    void anEndlessCursorIsAMistake() {
        assertThat(node.get(CONNECTIONS + "?cursor=" + "a".repeat(1_000)).mistake()).isEqualTo("400 RT_007 cursor");
    }

    @Test
    void whereTheStoreIsAwayNobodyIsFound() {
        node.connectionDirectory.faults().storeIsAwayAt("find", "end");
        assertThat(node.get(CONNECTIONS).problem()).isEqualTo("503 RT_010");
        assertThat(node.delete(CONNECTIONS + "/c-1").problem()).isEqualTo("503 RT_010");
    }

    // Ending

    @Test
    void aConnectionIsEndedWithoutAWord() {
        open("c-1", "ada");
        RestNode.Answer answer = node.delete(CONNECTIONS + "/c-1");
        assertThat(answer.status() + answer.text()).isEqualTo("204");
        assertThat(ids(node.get(CONNECTIONS))).isEmpty();
    }

    @Test
    void aConnectionThatIsNotThereIsNotEnded() {
        assertThat(node.delete(CONNECTIONS + "/c-1").problem()).isEqualTo("404 RT_004");
    }

    @Test
    void whetherASilentNodeHasItIsNotKnown() {
        node.connectionDirectory.fallSilent();
        assertThat(node.delete(CONNECTIONS + "/c-1").problem()).isEqualTo("503 RT_010");
    }
}
