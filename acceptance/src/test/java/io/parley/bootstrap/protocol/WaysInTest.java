package io.parley.bootstrap.protocol;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.parley.bootstrap.testing.ChatClient;
import io.parley.bootstrap.testing.Dial;
import io.parley.bootstrap.testing.HubApi;
import io.parley.bootstrap.testing.SharedCluster;
import io.parley.bootstrap.testing.TestCluster;
import io.parley.bootstrap.testing.TestNode;
import io.parley.bootstrap.testing.TestTokens;
import io.parley.bootstrap.testing.Unique;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** The protocol's section of that name: WebSocket paths, subprotocols, and the realm that may stand before every path. */
@ExtendWith(SharedCluster.class)
class WaysInTest {
    private final TestNode node;
    private final String alice = Unique.user("alice");

    WaysInTest(TestCluster cluster) {
        node = cluster.a();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/realtime", "/ws", "/realms/default/realtime", "/realms/default/ws"})
    void everyPathIsAWayIn(String path) {
        try (ChatClient client = node.dial(path).bearer(TestTokens.of(alice)).open()) {
            assertThat(client.await("connected").get("userId").asString()).isEqualTo(alice);
        }
    }

    @ParameterizedTest
    @CsvSource({"/realtime,parley.v1", "/ws,parley.v1", "/realtime,parley.v1.batch", "/ws,parley.v1.batch"})
    void aSubprotocolIsAnsweredWithItself(String path, String subprotocol) {
        try (ChatClient client = node.dial(path).bearer(TestTokens.of(alice)).subprotocol(subprotocol).open()) {
            assertThat(client.subprotocol()).isEqualTo(subprotocol);
        }
    }

    @Test
    void theSubprotocolIsOptional() {
        try (ChatClient client = node.connect(alice)) {
            assertThat(client.subprotocol()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/realms/nobody/realtime", "/realms/nobody/ws", "/realms/DEFAULT/realtime"})
    void aRealmThatThereIsNotIsA404WithTheErrorObject(String path) {
        Dial dial = node.dial(path).bearer(TestTokens.of(alice));
        HubApi.Answer answer = catchThrowableOfType(Dial.Refused.class, () -> dial.open().close()).answer();
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.json().get("type").asString()).isEqualTo("error");
        assertThat(answer.json().get("code").asString()).isEqualTo("RT_004");
    }

    @Test
    void aStreamOfARealmThatThereIsNotIsA404WithTheErrorObject() {
        HubApi.Answer answer = node.api().bearer(TestTokens.of(alice)).get("/realms/nobody/realtime/sse");
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.json().get("type").asString()).isEqualTo("error");
        assertThat(answer.json().get("code").asString()).isEqualTo("RT_004");
    }

    @Test
    void theRealmMayStandBeforeThePathsOfTheServerApi() {
        try (ChatClient client = node.connect(alice)) {
            node.admin().post("/realms/default/realtime/users/" + alice + "/broadcast", "{'event':'e','data':1}");
            assertThat(client.awaitMessage("private:user-" + alice).get("data").asInt()).isEqualTo(1);
        }
    }

    @Test
    void theServerApiOfARealmThatThereIsNotIsA404() {
        HubApi.Answer answer = node.admin().get("/realms/nobody/realtime/channels/chat:x/presence");
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.json().get("code").asString()).isEqualTo("RT_004");
    }
}
