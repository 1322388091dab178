package io.parley.bootstrap.protocol;

import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import io.parley.bootstrap.testing.ChatClient;
import io.parley.bootstrap.testing.HubApi;
import io.parley.bootstrap.testing.SharedCluster;
import io.parley.bootstrap.testing.TestCluster;
import io.parley.bootstrap.testing.Unique;

import static io.parley.bootstrap.protocol.Fields.number;
import static io.parley.bootstrap.protocol.Fields.numbersHeard;
import static io.parley.bootstrap.protocol.Fields.offset;
import static org.assertj.core.api.Assertions.assertThat;

/** For whom a server's message is: Ada has a connection on each of two nodes, Bob one, with the role editor. */
@ExtendWith(SharedCluster.class)
class AudienceTest {
    private static final String EVERYBODY = "system:all";

    private final TestCluster cluster;
    private final HubApi server;
    private final String ada = Unique.user("ada");
    private final String bob = Unique.user("bob");
    private final String room = Unique.channel("chat:");
    private final ChatClient adaOnA;
    private final ChatClient adaOnB;
    private final ChatClient bobOnB;

    AudienceTest(TestCluster cluster) {
        this.cluster = cluster;
        server = cluster.a().admin();
        adaOnA = cluster.a().connect(ada);
        adaOnB = cluster.b().connect(ada);
        bobOnB = cluster.b().connectAs(bob, claims -> claims.claim("roles", List.of("editor")).claim("team", 7));
        List.of(adaOnA, adaOnB, bobOnB).forEach(client -> client.subscribe(room));
    }

    @AfterEach
    void hangUp() {
        List.of(adaOnA, adaOnB, bobOnB).forEach(ChatClient::close);
    }

    /** Says 1 to the audience and 2 to all, and returns who heard the 1, in the order of the fields above. */
    private String whoHears(String audience) {
        String path = "/realtime/channels/" + room + "/broadcast";
        assertThat(server.post(path, "{'event':'e','data':1," + named(audience) + "}").status()).isEqualTo(200);
        assertThat(server.post(path, "{'event':'e','data':2}").status()).isEqualTo(200);
        return heard("adaOnA", adaOnA) + heard("adaOnB", adaOnB) + heard("bobOnB", bobOnB);
    }

    private String named(String text) {
        return text.replace("ADA-ON-B", adaOnB.connectionId()).replace("ADA", ada).replace("BOB", bob);
    }

    private String heard(String name, ChatClient client) {
        client.await("what is said to all", message -> ChatClient.ofType("message").test(message) && number(message) == 2);
        return numbersHeard(client, room).contains(1) ? name + " " : "";
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|', ignoreLeadingAndTrailingWhitespace = true, value = {
            "'to':{'users':['ADA']}                                          | adaOnA adaOnB",
            "'to':{'users':['ADA','BOB']}                                    | adaOnA adaOnB bobOnB",
            "'to':{'users':['nobody']}                                       | ``",
            "'to':{'users':[]}                                               | ``",
            "'exclude':{'users':['ADA']}                                     | bobOnB",
            "'exclude':{'connections':['ADA-ON-B']}                          | adaOnA bobOnB",
            "'exclude':{'users':['BOB'],'connections':['ADA-ON-B']}          | adaOnA",
            "'to':{'users':['ADA','BOB']},'exclude':{'users':['BOB']}        | adaOnA adaOnB",
            "'filter':'auth.roles.includes(\\u0027editor\\u0027)'            | bobOnB",
            "'filter':'auth.uid == \\u0027ADA\\u0027'                        | adaOnA adaOnB",
            "'filter':'auth.claims.team == 7'                                | bobOnB",
            "'filter':'message.data == 1 && channel.startsWith(\\u0027chat:\\u0027)' | adaOnA adaOnB bobOnB",
            "'filter':'auth.claims.noSuchClaim == 1'                         | ``",
            "'filter':'auth.uid == \\u0027ADA\\u0027','exclude':{'connections':['ADA-ON-B']} | adaOnA"})
    void aBroadcastIsHeardByItsAudienceOnBothNodes(String audience, String hearers) {
        assertThat(whoHears(audience).strip()).isEqualTo(hearers);
    }

    @Test
    void theAudienceHoldsForWhatIsReadLater() {
        whoHears("'to':{'users':['ADA']}");
        try (ChatClient adaAgain = cluster.b().connect(ada); ChatClient bobAgain = cluster.a().connect(bob)) {
            String ask = "'type':'subscribe','history':10,'channel':'" + room + "'";
            assertThat(adaAgain.ask(ask).get("messages").valueStream().map(Fields::number)).containsExactly(1, 2);
            assertThat(bobAgain.ask(ask).get("messages").valueStream().map(Fields::number)).containsExactly(2);
        }
    }

    @Test
    void whatWasForOthersLeavesAGapInTheOffsetsAndNoMore() {
        whoHears("'to':{'users':['ADA']}");
        assertThat(adaOnB.history().stream().filter(ChatClient.ofType("message")).map(Fields::offset)).containsExactly(1L, 2L);
        assertThat(bobOnB.history().stream().filter(ChatClient.ofType("message")).map(Fields::offset)).containsExactly(2L);
    }

    @Test
    void whatIsForAllIsHeardByEveryConnectionUnasked() {
        String event = Unique.user("maintenance");
        server.post("/realtime/broadcast", "{'event':'" + event + "','data':{'at':1.50}}");
        for (ChatClient client : List.of(adaOnA, adaOnB, bobOnB)) {
            JsonNode heard = client.await(event, message -> message.path("event").asString("").equals(event));
            assertThat(heard.get("channel").asString()).isEqualTo(EVERYBODY);
            assertThat(client.frames()).anyMatch(frame -> frame.contains(event) && frame.contains("\"data\":{\"at\":1.50}"));
        }
    }

    @Test
    void whatIsForAllMayHaveAnAudienceToo() {
        String event = Unique.user("maintenance");
        server.post("/realtime/broadcast", "{'event':'" + event + "','filter':'auth.uid == \\u0027" + bob + "\\u0027'}");
        server.post("/realtime/broadcast", "{'event':'" + event + "-over'}");
        for (ChatClient client : List.of(adaOnA, adaOnB, bobOnB)) {
            client.await("the end", message -> message.path("event").asString("").equals(event + "-over"));
        }
        assertThat(List.of(adaOnA, adaOnB, bobOnB))
                .filteredOn(client -> client.history().stream().anyMatch(message -> message.path("event").asString("").equals(event)))
                .containsExactly(bobOnB);
    }

    @Test
    void whatIsForAUserIsHeardOnHisOwnChannelOnAllHisConnections() {
        String own = "private:user-" + ada;
        server.post("/realtime/users/" + ada + "/broadcast", "{'event':'e','data':5}");
        server.post("/realtime/users/" + bob + "/broadcast", "{'event':'e','data':6}");
        for (ChatClient client : List.of(adaOnA, adaOnB)) {
            JsonNode heard = client.awaitMessage(own);
            assertThat(number(heard)).isEqualTo(5);
            assertThat(offset(heard)).isEqualTo(1);
        }
        assertThat(number(bobOnB.awaitMessage("private:user-" + bob))).isEqualTo(6);
        assertThat(numbersHeard(bobOnB, own)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"user.", "user:"})
    void aUsersOwnChannelIsHeardByTheNameByWhichItWasSubscribedLast(String prefix) {
        adaOnA.subscribe(prefix + ada);
        server.broadcast("private:user-" + ada, "e", 7);
        assertThat(number(adaOnA.awaitMessage(prefix + ada))).isEqualTo(7);
        assertThat(number(adaOnB.awaitMessage("private:user-" + ada))).isEqualTo(7);
    }

    @Test
    void aServersMessageHasNoSender() {
        server.broadcast(room, "e", 1);
        assertThat(adaOnA.awaitMessage(room).has("sender")).isFalse();
    }

    @Test
    void aFilterThatMeansNothingIsRefusedWithItsPlace() {
        HubApi.Answer refused = server.post("/realtime/channels/" + room + "/broadcast", "{'event':'e','filter':'auth.uid === 1'}");
        assertThat(refused.json().get("code").asString()).isEqualTo("RT_007");
        assertThat(refused.json().get("details").get("path").asString()).isEqualTo("$.filter");
        assertThat(refused.json().get("details").get("position").asInt()).isEqualTo(11);
    }
}
