package io.parley.bootstrap.protocol;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import io.parley.bootstrap.testing.ChatClient;
import io.parley.bootstrap.testing.SharedCluster;
import io.parley.bootstrap.testing.TestCluster;
import io.parley.bootstrap.testing.Unique;

import static io.parley.bootstrap.protocol.Fields.code;
import static io.parley.bootstrap.protocol.Fields.type;
import static org.assertj.core.api.Assertions.assertThat;

/** What is answered to what the protocol does not know. After each mistake the connection goes on. */
@ExtendWith(SharedCluster.class)
class MistakesTest {
    private static final int KB = 1024;

    private final ChatClient client;

    MistakesTest(TestCluster cluster) {
        client = cluster.a().connect(Unique.user("alice"));
    }

    @AfterEach
    void hangUp() {
        client.close();
    }

    private void assertStillServed() {
        assertThat(type(client.ask("'type':'ping'"))).isEqualTo("pong");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "", "hello", "[]", "{'type':'ping'} {'type':'ping'}", "{'type':'ping'}\n{'type':'ping'}",
            "{'type':'ping',}", "null", "\u0000", "{'type':'ping','x':'\n'}"})
    void whatIsNotOneJsonObjectIsRefused(String frame) {
        client.send(frame);
        JsonNode error = client.await("error");
        assertThat(code(error)).isEqualTo("RT_007");
        assertThat(error.get("name").asString()).isEqualTo("INVALID_MESSAGE");
        assertThat(error.get("details").get("path").asString()).isEqualTo("$");
        assertThat(error.get("details").propertyNames()).containsExactlyInAnyOrder("expected", "got", "path");
        assertStillServed();
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|', value = {
            "'type':'no-such-type'                                         | $.type     | 'no-such-type'",
            "'type':7                                                      | $.type     | a number",
            "'no':'type'                                                   | $.type     | nothing",
            "'type':'auth'                                                 | $.token    | nothing",
            "'type':'auth','token':7                                       | $.token    | a number",
            "'type':'subscribe'                                            | $.channel  | nothing",
            "'type':'subscribe','channel':['chat:x']                       | $.channel  | an array",
            "'type':'subscribe','channel':'chat:x','presence':'yes'        | $.presence | a string",
            "'type':'subscribe','channel':'chat:x','history':'10'          | $.history  | a string",
            "'type':'subscribe','channel':'chat:x','history':1.5           | $.history  | a number",
            "'type':'subscribe','channel':'chat:x','history':-1            | $.history  | another",
            "'type':'subscribe','channel':'chat:x','history':1001          | $.history  | another",
            "'type':'subscribe','channel':'chat:x','recover':true          | $.recover  | a boolean",
            "'type':'subscribe','channel':'chat:x','filter':{}             | $.filter   | an object",
            "'type':'subscribe','channel':'chat:x','filter':'  '           | $.filter   | blanks",
            "'type':'subscribe','channel':'chat:x','auth':{}               | $.auth     | an object",
            "'type':'unsubscribe'                                          | $.channel  | nothing",
            "'type':'presence','channel':null                              | $.channel  | null",
            "'type':'message','event':'e'                                  | $.channel  | nothing",
            "'type':'message','channel':'chat:x'                           | $.event    | nothing",
            "'type':'message','channel':'chat:x','event':''                | $.event    | 0 characters",
            "'type':'message','channel':'chat:x','event':7                 | $.event    | a number",
            "'type':'message','channel':'chat:x','event':'e','priority':'urgent' | $.priority | 'urgent'",
            "'type':'message','channel':'chat:x','event':'e','priority':1  | $.priority | a number"})
    void aMistakeIsToldWithItsPlaceWhatWasExpectedAndWhatCame(String fields, String path, String got) {
        JsonNode error = client.ask(fields);
        assertThat(code(error)).isEqualTo("RT_007");
        assertThat(error.get("details").get("path").asString()).isEqualTo(path);
        assertThat(error.get("details").get("expected").asString()).isNotBlank();
        assertThat(error.get("details").get("got").asString()).isEqualTo(got);
        assertStillServed();
    }

    @Test
    void anErrorSaysWhenToTheMillisecond() {
        client.send("{");
        assertThat(client.await("error").get("timestamp").asString()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
    }

    @ParameterizedTest
    @ValueSource(strings = {"'colour':{'of':['the',1,null,true]}", "'channel':7", "'filter':'='", "'Type':'nonsense'", "'token':{}"})
    void whatAMessageDoesNotKnowIsIgnored(String field) {
        assertThat(type(client.ask("'type':'ping'," + field))).isEqualTo("pong");
    }

    @Test
    void tooDeepJsonIsRefused() {
        client.send("{'type':'ping','data':" + "[".repeat(10_000) + "]".repeat(10_000) + "}");
        assertThat(code(client.await("error"))).isEqualTo("RT_007");
        assertStillServed();
    }

    @Test
    void aMessageOverTheLimitIsRefusedAndTheConnectionStays() {
        String frame = "{\"type\":\"message\",\"channel\":\"public:lobby\",\"event\":\"e\",\"data\":\"" + "x".repeat(128 * KB)
                + "\",\"id\":7}";
        client.sendRaw(frame);
        JsonNode error = client.await("error");
        assertThat(error.get("id").asInt()).isEqualTo(7);
        assertThat(code(error)).isEqualTo("RT_005");
        assertThat(error.get("details").get("limit").asInt()).isEqualTo(128 * KB);
        assertThat(error.get("details").get("got").asInt()).isEqualTo(frame.length());
        assertStillServed();
    }

    @Test
    void aMessageOfJustTheLimitPasses() {
        String room = Unique.channel("chat:");
        client.subscribe(room);
        String start = "{\"type\":\"message\",\"channel\":\"" + room + "\",\"event\":\"e\",\"data\":\"";
        String data = "x".repeat(128 * KB - start.length() - 2);
        client.sendRaw(start + data + "\"}");
        assertThat(client.awaitMessage(room).get("data").asString()).isEqualTo(data);
    }

    @Test
    void aFrameFarBeyondTheLimitEndsTheConnection() {
        client.sendRaw(" ".repeat(1024 * KB + 1));
        assertThat(client.awaitClose()).isEqualTo(1009);
    }

    @Test
    void theHundredAndFirstSubscriptionIsRefused() {
        for (int entered = 0; entered < 100; entered++) { // Beside what is heard without asking: the user's own channel, and system:all.
            assertThat(type(client.subscribe(Unique.channel("public:")))).isEqualTo("subscribed");
        }
        JsonNode error = client.subscribe(Unique.channel("public:"));
        assertThat(code(error)).isEqualTo("RT_008");
        assertThat(error.get("details").get("limit").asInt()).isEqualTo(100);
    }

    @Test
    void whoLeavesAChannelMayEnterAnotherInItsPlace() {
        String first = Unique.channel("public:");
        client.subscribe(first);
        for (int entered = 1; entered < 100; entered++) {
            client.subscribe(Unique.channel("public:"));
        }
        client.ask("'type':'unsubscribe','channel':'" + first + "'");
        assertThat(type(client.subscribe(Unique.channel("public:")))).isEqualTo("subscribed");
    }
}
