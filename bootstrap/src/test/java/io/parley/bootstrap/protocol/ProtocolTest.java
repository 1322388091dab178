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

import static org.assertj.core.api.Assertions.assertThat;

/** The native protocol over the wire: every command, and what is answered to a mistake. After each mistake the connection goes on. */
@ExtendWith(SharedCluster.class)
class ProtocolTest {
    private static final int KB = 1024;

    private final ChatClient client;

    ProtocolTest(TestCluster cluster) {
        client = cluster.a().connect(Unique.user("alice"));
    }

    @AfterEach
    void hangUp() {
        client.close();
    }

    private void assertStillServed() {
        assertThat(client.ask("'type':'ping'").get("type").asString()).isEqualTo("pong");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "", "hello", "[]", "{'type':'ping'} {'type':'ping'}", "{'type':'ping',}", "null", "\u0000"})
    void whatIsNotOneJsonObjectIsRefused(String frame) {
        client.send(frame);
        JsonNode error = client.await("error");
        assertThat(error.get("code").asString()).isEqualTo("RT_007");
        assertThat(error.get("name").asString()).isEqualTo("INVALID_MESSAGE");
        assertThat(error.get("details").propertyNames()).contains("expected", "got", "path");
        assertStillServed();
    }

    @Test
    void anErrorSaysWhen() {
        client.send("{");
        assertThat(client.await("error").get("timestamp").asString()).endsWith("Z");
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
            "'type':'subscribe','channel':'private:user-somebody-else' | RT_003",
            "'type':'subscribe','channel':'admin:ops'                  | RT_003",
            "'type':'message','channel':'event:x','event':'e'          | RT_003",
            "'type':'message','channel':'nobody:knows','event':'e'     | RT_004",
            "'type':'message','channel':'public:lobby'                 | RT_007",
            "'type':'unsubscribe','channel':'chat:never-entered'       | RT_004",
            "'type':'presence','channel':'chat:never-entered'          | RT_004",
            "'type':'auth'                                             | RT_007",
            "'type':'auth','token':'nonsense'                          | RT_002"})
    void aMistakenCommandIsAnsweredWithItsIdAndTheConnectionStays(String fields, String code) {
        JsonNode error = client.ask(fields);
        assertThat(error.get("type").asString()).isEqualTo("error");
        assertThat(error.get("code").asString()).isEqualTo(code);
        assertThat(error.get("message").asString()).isNotBlank();
        assertStillServed();
    }

    @Test
    void anIdThatIsATextComesBackAsAText() {
        client.send("{'type':'ping','id':'a-1'}");
        assertThat(client.await("pong").get("id").asString()).isEqualTo("a-1");
    }

    @Test
    void aPongSaysWhen() {
        assertThat(client.ask("'type':'ping'").get("timestamp").asString()).endsWith("Z");
    }

    @Test
    void withoutAnIdTypedRepliesStillCome() {
        client.send("{'type':'ping'}");
        assertThat(client.await("pong").has("id")).isFalse();
    }

    @Test
    void withoutAnIdThereIsNoAck() {
        client.send("{'type':'message','channel':'public:lobby','event':'e','data':1}");
        assertStillServed();
        assertThat(client.history()).noneMatch(ChatClient.ofType("ack"));
    }

    @Test
    void unknownFieldsAreIgnored() {
        assertThat(client.ask("'type':'ping','colour':{'of':['the',1,null,true]}").get("type").asString()).isEqualTo("pong");
    }

    @Test
    void everyIdIsAnsweredOnce() {
        String room = Unique.channel("chat:");
        client.subscribe(room);
        client.subscribe(room);
        client.say(room, "e", "1");
        client.ask("'type':'presence','channel':'" + room + "'");
        client.ask("'type':'unsubscribe','channel':'" + room + "'");
        client.ask("'type':'unsubscribe','channel':'" + room + "'");
        client.ask("'type':'no-such-type'");
        assertStillServed();
        assertThat(client.history().stream().filter(message -> message.has("id")).map(message -> message.get("id").asInt()))
                .containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
    }

    @Test
    void whatIsSaidAfterUnsubscribingIsNotHeard() {
        String left = Unique.channel("chat:");
        String kept = Unique.channel("chat:");
        client.subscribe(left);
        client.subscribe(kept);
        assertThat(client.ask("'type':'unsubscribe','channel':'" + left + "'").get("type").asString()).isEqualTo("unsubscribed");
        client.say(left, "e", "1");
        client.say(kept, "e", "2");
        assertThat(client.awaitMessage(kept).get("data").asInt()).isEqualTo(2);
        assertThat(client.history().stream().filter(ChatClient.ofType("message"))).hasSize(1);
    }

    @Test
    void aRepeatedSubscribeIsAnsweredAnewAndHearsOnce() {
        String room = Unique.channel("chat:");
        client.subscribe(room);
        client.say(room, "e", "1");
        assertThat(client.subscribe(room).get("offset").asLong()).isEqualTo(1);
        client.say(room, "e", "2");
        assertThat(client.awaitMessage(room).get("data").asInt()).isEqualTo(1);
        assertThat(client.awaitMessage(room).get("data").asInt()).isEqualTo(2);
        assertStillServed();
        assertThat(client.history().stream().filter(ChatClient.ofType("message"))).hasSize(2);
    }

    @Test
    void whoAsksForRecoveryIsNotToldAFairyTale() {
        String room = Unique.channel("chat:");
        JsonNode subscribed = client
                .ask("'type':'subscribe','channel':'" + room + "','recover':{'epoch':'of-another-age','offset':3}");
        assertThat(subscribed.get("recovered").asBoolean()).isFalse();
    }

    @Test
    void aMessageOverTheLimitIsRefusedAndTheConnectionStays() {
        client.send("{'type':'message','channel':'public:lobby','event':'e','data':'" + "x".repeat(128 * KB) + "'}");
        JsonNode error = client.await("error");
        assertThat(error.get("code").asString()).isEqualTo("RT_005");
        assertThat(error.get("details").get("limit").asInt()).isEqualTo(128 * KB);
        assertStillServed();
    }

    @Test
    void aMessageJustUnderTheLimitPasses() {
        String room = Unique.channel("chat:");
        client.subscribe(room);
        String data = "x".repeat(127 * KB);
        client.say(room, "e", "'" + data + "'");
        assertThat(client.awaitMessage(room).get("data").asString()).isEqualTo(data);
    }

    @Test
    void aFrameFarBeyondTheLimitEndsTheConnection() {
        client.sendRaw(" ".repeat(1024 * KB + 1));
        assertThat(client.awaitClose()).isEqualTo(1009);
    }

    @Test
    void aBinaryFrameIsRefusedAndTheConnectionStays() {
        client.sendBinary((byte) 1, (byte) 0);
        assertThat(client.await("error").get("code").asString()).isEqualTo("RT_007");
        assertStillServed();
    }

    @Test
    void tooDeepJsonIsRefused() {
        client.send("{'type':'ping','data':" + "[".repeat(10_000) + "]".repeat(10_000) + "}");
        assertThat(client.await("error").get("code").asString()).isEqualTo("RT_007");
        assertStillServed();
    }

    @Test
    void theHundredAndFirstSubscriptionIsRefused() {
        for (int entered = 1; entered < 100; entered++) { // The user's own channel is the hundredth.
            assertThat(client.subscribe(Unique.channel("public:")).get("type").asString()).isEqualTo("subscribed");
        }
        JsonNode error = client.subscribe(Unique.channel("public:"));
        assertThat(error.get("code").asString()).isEqualTo("RT_008");
        assertThat(error.get("details").get("limit").asInt()).isEqualTo(100);
    }
}
