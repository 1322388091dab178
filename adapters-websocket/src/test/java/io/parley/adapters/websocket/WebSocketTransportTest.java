package io.parley.adapters.websocket;

import java.util.List;
import java.util.Set;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.parley.application.channel.Publishing;
import io.parley.application.event.HubEvent;
import io.parley.application.realm.TestRealms;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.connection.Transport;
import io.parley.domain.delivery.Priority;
import io.parley.domain.identity.Scope;
import io.parley.domain.identity.Server;
import io.parley.domain.identity.User;
import io.parley.domain.payload.Payload;

import static org.assertj.core.api.Assertions.assertThat;

/** Handshakes and frames on a real line. */
class WebSocketTransportTest {
    private RunningTransport transport;

    @BeforeEach
    void start() throws Exception {
        transport = new RunningTransport();
    }

    @AfterEach
    void stop() throws Exception {
        transport.close();
    }

    private RealClient connected(String pathAndQuery, String... subprotocols) {
        RealClient client = transport.client().at(pathAndQuery, subprotocols);
        client.reads("text Connected");
        client.reads("text Subscribed");
        client.reads("text Subscribed");
        return client;
    }

    private void broadcast(User to, Payload data) {
        transport.node.publishing.broadcast(new Server(to.realm(), "backend", Set.of(Scope.PUBLISH)), ChannelName.ownOf(to.id()),
                Publishing.Words.toAll("news", data, Priority.NORMAL));
    }

    // Handshakes

    @ParameterizedTest
    @ValueSource(strings = {"/ws?token=good", "/realtime?access_token=good", "/ws?x=1&token=%67ood&y=2"})
    void whoShowsAGoodTokenIsConnected(String pathAndQuery) {
        assertThat(transport.client().at(pathAndQuery).reads()).startsWith("text Connected").contains("User[ada]");
    }

    @Test
    void whoIsOfAnotherRealmIsConnectedThere() {
        RealClient pupil = transport.client().at("/ws?token=pupil");
        pupil.reads("text Subscribed");
        broadcast(RunningTransport.ADA, Payload.ofJson("\"default\""));
        broadcast(RunningTransport.PUPIL, Payload.ofJson("\"school\""));
        assertThat(pupil.reads("text Event")).contains("channel=school/");
    }

    @Test
    void aBadTokenIsAStatus() {
        assertThat(transport.client().refusedAt("/ws?token=bad")).isEqualTo(401);
    }

    @Test
    void aRefusalIsToldToTheEventBusOnce() {
        transport.client().refusedAt("/ws?token=bad");
        assertThat(transport.node.events.events(HubEvent.ConnectionRejected.class)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"token=bad, AUTH_REQUIRED, 4401", "apiKey=key, PERMISSION_DENIED, 4403"})
    void aBrowserIsToldOverTheLineAndClosed(String query, String code, int closeCode) {
        RealClient browser = transport.client().ofPage(TestRealms.APP, "/ws?" + query);
        assertThat(browser.reads()).startsWith("text Refused").contains(code);
        assertThat(browser.reads()).startsWith("text Disconnect");
        assertThat(browser.reads()).isEqualTo("close " + closeCode);
    }

    @Test
    void aBrowserIsSentAwayForTheMomentWhereKeysCannotBeReached() {
        transport.node.tokens.faults().storeIsAwayAt("authenticate");
        assertThat(transport.client().ofPage(TestRealms.APP, "/ws?token=good").reads("close")).isEqualTo("close 1001");
    }

    @Test
    void aBrowsersRefusalIsToldToTheEventBusOnceToo() {
        RealClient browser = transport.client().ofPage(TestRealms.APP, "/ws?token=bad");
        browser.reads("close");
        // The hub closes the line first and tells then.
        Awaitility.await().untilAsserted(() -> assertThat(transport.node.events.events(HubEvent.ConnectionRejected.class))
                .extracting(HubEvent.ConnectionRejected::transport).containsExactly(Transport.WEBSOCKET));
    }

    @Test
    void aBrowsersRefusalNeverRepeatsTheToken() {
        RealClient browser = transport.client().ofPage(TestRealms.APP, "/ws?token=secret-token");
        assertThat(browser.reads()).doesNotContain("secret-token");
    }

    // Subprotocols

    @Test
    void noSubprotocolIsTheFirstVersion() {
        assertThat(connected("/ws?token=good").subprotocol()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"parley.v1", "parley.v1.batch"})
    void aKnownSubprotocolIsConfirmed(String subprotocol) {
        assertThat(connected("/ws?token=good", "unknown", subprotocol).subprotocol()).isEqualTo(subprotocol);
    }

    // Several messages in a frame

    @Test
    void aFrameIsOneMessage() {
        RealClient client = connected("/ws?token=good", "parley.v1");
        client.says("ping a\nping b");
        client.says("ping c");
        assertThat(List.of(client.reads(), client.reads())).satisfiesExactly(first -> assertThat(first).contains("json=a\nping"),
                second -> assertThat(second).contains("json=c"));
    }

    @ParameterizedTest
    @CsvSource({"/ws?token=good&batch=1, parley.v1", "/ws?token=good, parley.v1.batch"})
    void whoAsksForItSendsSeveralMessagesInAFrame(String pathAndQuery, String subprotocol) {
        RealClient client = connected(pathAndQuery, subprotocol);
        client.says("ping a\n\nnonsense b\nping c\n");
        assertThat(client.readsLines(3)).containsExactly("Pong", "Refused", "Pong");
    }

    @Test
    void aLineOverTheMessageLimitIsAnErrorAndTheOthersAreRead() {
        RealClient client = connected("/ws?token=good&batch=1");
        client.says("x".repeat(RunningTransport.MAX_MESSAGE_BYTES + 1) + "\nping a");
        assertThat(client.readsLines(2)).containsExactly("Refused", "Pong");
    }

    @Test
    void manyLinesMayExceedTheMessageLimitTogether() {
        RealClient client = connected("/ws?token=good&batch=1");
        client.says("ping a\n".repeat(300));
        assertThat(client.readsLines(300)).containsOnly("Pong");
    }

    // Sizes

    @Test
    void aFrameOverTheMessageLimitIsAnErrorAndTheConnectionStays() {
        RealClient client = connected("/ws?token=good");
        client.says("x".repeat(RunningTransport.MAX_MESSAGE_BYTES + 1));
        client.says("ping a");
        assertThat(client.reads()).contains("MESSAGE_TOO_LARGE");
        assertThat(client.reads()).startsWith("text Pong");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/ws?token=good", "/ws?token=good&batch=1"})
    void aFrameThatTheHubWillNotReadEndsTheConnection(String pathAndQuery) {
        RealClient client = connected(pathAndQuery);
        client.says("x".repeat(RunningTransport.MAX_FRAME_BYTES + 1));
        assertThat(client.reads("close")).isEqualTo("close 1009");
    }

    @Test
    void aBinaryFrameThatTheHubWillNotReadEndsTheConnection() {
        RealClient client = connected("/ws?token=good");
        client.saysInBinary("x".repeat(RunningTransport.MAX_FRAME_BYTES + 1));
        assertThat(client.reads("close")).isEqualTo("close 1009");
    }

    // Binary

    @ParameterizedTest
    @ValueSource(strings = {"/ws?token=good", "/ws?token=good&batch=1"})
    void bytesThatAClientSaysReachAClientAsBytes(String pathAndQuery) {
        RealClient client = connected(pathAndQuery);
        client.saysInBinary("public:a bytes");
        assertThat(client.reads()).startsWith("binary Event").contains("public:a");
    }

    @Test
    void aBinaryFrameThatIsNoMessageIsAnError() {
        RealClient client = connected("/ws?token=good");
        client.saysInBinary("nonsense");
        assertThat(client.reads()).startsWith("text Refused").contains("INVALID_MESSAGE");
    }

    @Test
    void bytesAndTextOfAChannelComeInTheirOrder() {
        RealClient client = connected("/ws?token=good&batch=1");
        broadcast(RunningTransport.ADA, Payload.ofBinary(new byte[]{1}));
        broadcast(RunningTransport.ADA, Payload.NULL);
        broadcast(RunningTransport.ADA, Payload.ofBinary(new byte[]{2}));
        assertThat(List.of(client.reads(), client.reads(), client.reads())).extracting(frame -> frame.split(" ", 2)[0])
                .containsExactly("binary", "text", "binary");
    }
}
