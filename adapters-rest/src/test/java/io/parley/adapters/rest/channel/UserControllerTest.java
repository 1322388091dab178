package io.parley.adapters.rest.channel;

import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.parley.adapters.rest.RestNode;
import io.parley.application.delivery.RecordingListener;
import io.parley.domain.delivery.Message;
import io.parley.domain.delivery.Priority;
import io.parley.domain.delivery.UserDismissed;
import io.parley.domain.payload.Payload;

import static org.assertj.core.api.Assertions.assertThat;

/** What is said to all, or to one user; and how he is sent away. */
class UserControllerTest {
    private static final String TO_ALL = "/realtime/broadcast";
    private static final String GREETING = RestNode.json("{'event':'greeting','data':{'n': 1.00}}");

    private final RestNode node = new RestNode();

    private static String toUser(String user) {
        return "/realtime/users/" + user + "/broadcast";
    }

    private RestNode.Answer dismiss(String user) {
        return node.delete("/realtime/users/" + user + "/connections");
    }

    // To all

    @Test
    void whatIsSaidToAllIsSaidWhereAllHearIt() {
        RecordingListener heard = node.listenTo("system:all");
        node.post(TO_ALL, GREETING);
        assertThat(heard.events()).extracting(event -> ((Message) event).data()).containsExactly(Payload.ofJson("{\"n\": 1.00}"));
    }

    @Test
    void itIsAnsweredWithThatChannelAndNoPosition() {
        assertThat(node.post(TO_ALL, GREETING).text()).isEqualTo("{\"channel\":\"system:all\"}");
    }

    @Test
    void itHasAPriorityAndAnAudience() {
        RecordingListener heard = node.listenTo("system:all");
        node.post(TO_ALL, RestNode.json("{'event':'e','priority':'high','exclude':{'users':['bob']},'filter':'auth != null'}"));
        Message said = (Message) heard.events().getFirst();
        assertThat(said.priority()).isEqualTo(Priority.HIGH);
        assertThat(said.audience().withoutUsers()).isEqualTo(Set.of("bob"));
        assertThat(said.audience().filter()).isPresent();
    }

    // To one

    @Test
    void whatIsSaidToAUserIsSaidInHisOwnChannel() {
        RecordingListener heard = node.listenTo("private:user-ada");
        node.post(toUser("ada"), GREETING);
        assertThat(heard.events()).extracting(event -> ((Message) event).event()).containsExactly("greeting");
    }

    @Test
    void itIsStoredAndAnsweredWithItsPosition() {
        node.post(toUser("ada"), GREETING);
        assertThat(node.post(toUser("ada"), GREETING).text())
                .isEqualTo(RestNode.json("{'channel':'private:user-ada','epoch':'epoch-1','offset':2}"));
    }

    @ParameterizedTest
    @CsvSource({"auth0%7Cada,private:user-auth0=7Cada", "a%20b,private:user-a=20b", "%C3%A4,private:user-=C3=A4", "a:b,private:user-a=3Ab",
            "a+b,private:user-a=2Bb", "a@b.c,private:user-a@b.c", "a%253D,private:user-a=253D", "%0D%0AX,private:user-=0D=0AX"})
    void anyIdMayStandEscapedInThePath(String user, String channel) {
        assertThat(node.post(toUser(user), GREETING).json().get("channel").asString()).isEqualTo(channel);
    }

    @Test
    void anIdMayBeAsLongAsTheBound() {
        assertThat(node.post(toUser("u".repeat(128)), GREETING).status()).isEqualTo(200);
    }

    @Test
    void theLongestIdOfTheStrangestCharactersHasAChannelToo() {
        assertThat(node.post(toUser("%F0%9F%A6%8A".repeat(64)), GREETING).json().get("channel").asString()).startsWith("private:user-==");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a%00", "%00"})
    void anIdThatNoStoreCanKeepIsAMistake(String user) {
        assertThat(node.post(toUser(user), GREETING).mistake()).isEqualTo("400 RT_007 userId");
        assertThat(dismiss(user).mistake()).isEqualTo("400 RT_007 userId");
    }

    @Test
    void anIdOverTheBoundIsAMistake() {
        assertThat(node.post(toUser("u".repeat(129)), GREETING).mistake()).isEqualTo("400 RT_007 userId");
        assertThat(dismiss("u".repeat(129)).mistake()).isEqualTo("400 RT_007 userId");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '^', value = {"{};$.event", "{'event':''};$.event", "{'event':1};$.event",
            "{'event':'e','priority':'urgent'};$.priority", "{'event':'e','filter':'nonsense'};$.filter",
            "{'event':'e','to':{'users':'ada'}};$.to.users", "{'event':'e','exclude':1};$.exclude", "[];$", "null;$", "{;$"})
    void theBodyIsThatOfEveryBroadcast(String body, String path) {
        assertThat(node.post(TO_ALL, RestNode.json(body)).mistake()).isEqualTo("400 RT_007 " + path);
        assertThat(node.post(toUser("ada"), RestNode.json(body)).mistake()).isEqualTo("400 RT_007 " + path);
    }

    // Sent away

    @Test
    void whoIsSentAwayIsToldInHisOwnChannel() {
        RecordingListener heard = node.listenTo("private:user-auth0=7Cada");
        dismiss("auth0%7Cada");
        assertThat(heard.events()).containsExactly(new UserDismissed(RestNode.id("private:user-auth0=7Cada")));
    }

    @Test
    void toSendSomebodyAwayIsAnsweredWithoutAWord() {
        RestNode.Answer answer = dismiss("ada");
        assertThat(answer.status() + answer.text()).isEqualTo("204");
    }

    @Test
    void whereTheBackplaneIsAwayNobodyIsSentAway() {
        node.backplane.faults().storeIsAwayAt("publish");
        assertThat(dismiss("ada").problem()).isEqualTo("503 RT_010");
    }
}
