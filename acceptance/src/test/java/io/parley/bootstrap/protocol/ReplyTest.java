package io.parley.bootstrap.protocol;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import io.parley.bootstrap.testing.ChatClient;
import io.parley.bootstrap.testing.SharedCluster;
import io.parley.bootstrap.testing.TestCluster;
import io.parley.bootstrap.testing.TestTokens;
import io.parley.bootstrap.testing.Unique;

import static io.parley.bootstrap.protocol.Fields.code;
import static io.parley.bootstrap.protocol.Fields.type;
import static org.assertj.core.api.Assertions.assertThat;

/** Whoever gives his message an id gets one reply with it, whatever comes of the message. */
@ExtendWith(SharedCluster.class)
class ReplyTest {
    private final ChatClient client;
    private final String alice = Unique.user("alice");
    private final String room = Unique.channel("chat:");

    ReplyTest(TestCluster cluster) {
        client = cluster.a().connect(alice);
        client.subscribe(room);
    }

    @AfterEach
    void hangUp() {
        client.close();
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|', value = {
            "'type':'auth','token':'GOOD'                              | authenticated",
            "'type':'auth','token':'ANOTHERS'                          | authenticated",
            "'type':'auth','token':null                                | authenticated",
            "'type':'subscribe','channel':'ROOM'                       | subscribed",
            "'type':'subscribe','channel':'public:lobby'               | subscribed",
            "'type':'subscribe','channel':'ROOM','auth':'GOOD'         | subscribed",
            "'type':'unsubscribe','channel':'ROOM'                     | unsubscribed",
            "'type':'message','channel':'ROOM','event':'e','data':1    | ack",
            "'type':'message','channel':'public:lobby','event':'e'     | ack",
            "'type':'presence','channel':'ROOM'                        | presence",
            "'type':'ping'                                             | pong"})
    void everyMessageIsAnsweredOnce(String fields, String reply) {
        assertThat(type(askedOnce(fields))).isEqualTo(reply);
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|', value = {
            "'type':'no-such-type'                                     | RT_007",
            "'channel':'public:lobby'                                  | RT_007",
            "'type':7                                                  | RT_007",
            "'type':'subscribe'                                        | RT_007",
            "'type':'subscribe','channel':'not a name'                 | RT_007",
            "'type':'subscribe','channel':'a/b'                        | RT_007",
            "'type':'subscribe','channel':5                            | RT_007",
            "'type':'subscribe','channel':'nobody:knows'               | RT_004",
            "'type':'subscribe','channel':'private:room-nobody-made'   | RT_004",
            "'type':'subscribe','channel':'private:user-somebody-else' | RT_003",
            "'type':'subscribe','channel':'admin:ops'                  | RT_003",
            "'type':'subscribe','channel':'ROOM','auth':'nonsense'     | RT_002",
            "'type':'subscribe','channel':'ROOM','auth':'ANOTHERS'     | RT_002",
            "'type':'subscribe','channel':'ROOM','filter':'='          | RT_007",
            "'type':'message','channel':'event:x','event':'e'          | RT_003",
            "'type':'message','channel':'nobody:knows','event':'e'     | RT_004",
            "'type':'message','channel':'public:lobby'                 | RT_007",
            "'type':'unsubscribe','channel':'chat:never-entered'       | RT_004",
            "'type':'presence','channel':'chat:never-entered'          | RT_004",
            "'type':'auth'                                             | RT_007",
            "'type':'auth','token':'nonsense'                          | RT_002"})
    void everyRefusalIsAnsweredOnceAndTheConnectionStays(String fields, String code) {
        JsonNode error = askedOnce(fields);
        assertThat(type(error)).isEqualTo("error");
        assertThat(code(error)).isEqualTo(code);
        assertThat(error.get("name").asString()).isNotBlank();
        assertThat(error.get("message").asString()).isNotBlank();
        assertThat(type(client.ask("'type':'ping'"))).isEqualTo("pong");
    }

    private JsonNode askedOnce(String fields) {
        JsonNode reply = client.ask(fields.replace("ROOM", room).replace("GOOD", TestTokens.of(alice)).replace("ANOTHERS",
                TestTokens.of(Unique.user("bob"))));
        client.ask("'type':'ping'"); // Its reply, whichever it is, comes behind all replies to what was asked before.
        assertThat(client.history()).filteredOn(message -> message.path("id").equals(reply.get("id"))).hasSize(1);
        return reply;
    }

    @Test
    void repliesComeInTheOrderOfTheQuestions() {
        String[] questions = {"'type':'subscribe','channel':'public:lobby'", "'type':'message','channel':'" + room + "','event':'e'",
                "'type':'nonsense'", "'type':'presence','channel':'" + room + "'", "'type':'subscribe','channel':'admin:ops'",
                "'type':'unsubscribe','channel':'public:lobby'", "'type':'ping'"};
        for (int i = 0; i < questions.length; i++) {
            client.send("{" + questions[i] + ",'id':'question-" + i + "'}");
        }
        client.await("the last reply", message -> message.path("id").asString("").equals("question-6"));
        assertThat(client.history()).extracting(message -> message.path("id").asString("")).filteredOn(id -> id.startsWith("question-"))
                .containsExactly("question-0", "question-1", "question-2", "question-3", "question-4", "question-5", "question-6");
    }

    static String[] ids() {
        return new String[]{"\"a-1\"", "\"\"", "\"0\"", "0", "-1", "1.50", "1e400", "\"\\u0061\\\"\"", "\"\u00e9 \ud83d\ude00\"",
                "\"" + "x".repeat(126) + "\"", "7".repeat(128)};
    }

    @ParameterizedTest
    @MethodSource("ids")
    void anIdComesBackAsItWasWritten(String id) {
        client.sendRaw("{\"type\":\"ping\",\"id\":" + id + "}");
        client.await("pong");
        assertThat(client.frames().getLast()).startsWith("{\"type\":\"pong\",\"id\":" + id + ",");
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|', value = {"{} | an object", "[1] | an array", "true | a boolean", "null | null"})
    void anIdOfAnotherTypeIsRefused(String id, String got) {
        client.send("{'type':'ping','id':" + id + "}");
        JsonNode error = client.await("error");
        assertThat(code(error)).isEqualTo("RT_007");
        assertThat(error.get("details").get("path").asString()).isEqualTo("$.id");
        assertThat(error.get("details").get("got").asString()).isEqualTo(got);
        assertThat(error.has("id")).isFalse();
    }

    static String[] longIds() {
        return new String[]{"\"" + "x".repeat(129) + "\"", "\"" + "\u00e9".repeat(65) + "\"", "7".repeat(129)};
    }

    @ParameterizedTest
    @MethodSource("longIds")
    void anIdThatIsTooLongIsRefusedAndNotRepeated(String id) {
        client.sendRaw("{\"type\":\"ping\",\"id\":" + id + "}");
        JsonNode error = client.await("error");
        assertThat(error.get("details").get("path").asString()).isEqualTo("$.id");
        assertThat(error.has("id")).isFalse();
        client.ask("'type':'ping'");
        assertThat(client.history()).filteredOn(ChatClient.ofType("pong")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'id':7,'type':'nonsense'}", "{'type':'nonsense','id':7}", "{'id':7,'type':'ping','type':5}",
            "{'id':7,'type':'ping'", "{'id':7} {}"})
    void aRefusalCarriesTheIdWhereverItStands(String frame) {
        client.send(frame);
        assertThat(client.await("error").get("id").asInt()).isEqualTo(7);
    }

    @Test
    void withoutAnIdTypedRepliesStillCome() {
        client.send("{'type':'ping'}");
        assertThat(client.await("pong").has("id")).isFalse();
    }
}
