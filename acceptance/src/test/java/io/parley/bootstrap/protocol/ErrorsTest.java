package io.parley.bootstrap.protocol;

import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

import io.parley.bootstrap.testing.ChatClient;
import io.parley.bootstrap.testing.HubApi;
import io.parley.bootstrap.testing.SharedCluster;
import io.parley.bootstrap.testing.TestCluster;
import io.parley.bootstrap.testing.TestNode;
import io.parley.bootstrap.testing.TestTokens;
import io.parley.bootstrap.testing.Unique;

import static org.assertj.core.api.Assertions.assertThat;

/** Every error code that a client of a healthy hub meets: its name, and what its details say. RT_010 and RT_011 are in {@link CustomCredentialsTest}. */
@ExtendWith(SharedCluster.class)
class ErrorsTest {
    private static final int KB = 1024;

    private final TestNode node;
    private final ChatClient client;

    ErrorsTest(TestCluster cluster) {
        node = cluster.a();
        client = node.connect(Unique.user("alice"));
    }

    @AfterEach
    void hangUp() {
        client.close();
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|', value = {
            "'type':'auth','token':'nonsense'                             | RT_002 | AUTH_REQUIRED",
            "'type':'subscribe','channel':'admin:ops'                     | RT_003 | PERMISSION_DENIED",
            "'type':'message','channel':'event:x','event':'e'             | RT_003 | PERMISSION_DENIED",
            "'type':'subscribe','channel':'nobody:knows'                  | RT_004 | CHANNEL_NOT_FOUND",
            "'type':'subscribe','channel':'private:room-nobody-made'      | RT_004 | CHANNEL_NOT_FOUND",
            "'type':'unsubscribe','channel':'chat:never-entered'          | RT_004 | CHANNEL_NOT_FOUND",
            "'type':'no-such-type'                                        | RT_007 | INVALID_MESSAGE",
            "'type':'subscribe','channel':'chat:x','filter':'message ==' | RT_007 | INVALID_MESSAGE"})
    void aMistakeHasACodeANameAMessageAndItsMoment(String fields, String code, String name) {
        JsonNode error = client.ask(fields);
        assertThat(error.get("type").asString()).isEqualTo("error");
        assertThat(error.get("code").asString()).isEqualTo(code);
        assertThat(error.get("name").asString()).isEqualTo(name);
        assertThat(error.get("message").asString()).isNotBlank();
        assertThat(error.get("timestamp").asString()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
    }

    @Test
    void whatIsTooLargeIsToldTheLimitAndItsSize() {
        String frame = "{'type':'ping','padding':'" + "x".repeat(128 * KB) + "'}";
        client.send(frame);
        JsonNode error = client.await("error");
        assertThat(error.get("code").asString()).isEqualTo("RT_005");
        assertThat(error.get("name").asString()).isEqualTo("MESSAGE_TOO_LARGE");
        assertThat(error.get("details").get("limit").asInt()).isEqualTo(128 * KB);
        assertThat(error.get("details").get("got").asInt()).isEqualTo(frame.length());
    }

    @Test
    void whatIsInvalidIsToldWhereWhatWasExpectedAndWhatCame() {
        JsonNode details = client.ask("'type':'subscribe','channel':5").get("details");
        assertThat(details.get("path").asString()).isEqualTo("$.channel");
        assertThat(details.get("expected").asString()).isEqualTo("a string");
        assertThat(details.get("got").asString()).isEqualTo("a number");
    }

    @Test
    void anExpressionThatDoesNotCompileIsToldAtWhichCharacter() {
        JsonNode details = client.ask("'type':'subscribe','channel':'chat:x','filter':'message.event === 1'").get("details");
        assertThat(details.get("path").asString()).isEqualTo("$.filter");
        assertThat(details.get("position").asInt()).isEqualTo("message.event ==".length());
    }

    @Test
    void theFilterOfABroadcastThatDoesNotCompileIsA400ThatSaysTheSame() {
        HubApi.Answer answer = node.admin().post("/realtime/channels/chat:x/broadcast", "{'event':'e','filter':'channel === 1'}");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().get("code").asString()).isEqualTo("RT_007");
        assertThat(answer.json().get("details").get("path").asString()).isEqualTo("$.filter");
        assertThat(answer.json().get("details").get("position").asInt()).isEqualTo("channel ==".length());
    }

    private static void assertFull(JsonNode error, int limit) {
        assertThat(error.get("code").asString()).isEqualTo("RT_008");
        assertThat(error.get("name").asString()).isEqualTo("CHANNEL_CAPACITY_EXCEEDED");
        assertThat(error.get("details").get("limit").asInt()).isEqualTo(limit);
    }

    @Test
    void whoFindsNoSeatIsToldHowManyThereAre() {
        String room = Unique.channel("chat:");
        node.admin().put("/realtime/channels/" + room, "{'capacity':1}");
        try (ChatClient seated = node.connect(Unique.user("bob"))) {
            seated.subscribe(room);
            assertFull(client.subscribe(room), 1);
        }
    }

    @Test
    void theEleventhFilterIsToldHowManyThereMayBe() {
        IntStream.range(0, 10).forEach(_ -> filtered());
        assertFull(filtered(), 10);
    }

    private JsonNode filtered() {
        return client.ask("'type':'subscribe','channel':'" + Unique.channel("chat:") + "','filter':'true'");
    }

    @Test
    void anErrorWithoutDetailsHasNone() {
        assertThat(client.subscribe("admin:ops").has("details")).isFalse();
    }
}
