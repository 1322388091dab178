package io.parley.application.connection;

import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.parley.application.event.HubEvent;
import io.parley.application.protocol.ServerMessage;
import io.parley.domain.connection.CloseCode;
import io.parley.domain.connection.Transport;
import io.parley.domain.delivery.Message;
import io.parley.domain.payload.Payload;
import io.parley.domain.refusal.ErrorCode;
import io.parley.domain.refusal.Refusal;

import static org.assertj.core.api.Assertions.assertThat;

/** What a client sends, as text and as bytes, and what it is told if that is nothing. */
class SessionFramesTest {
    private static final int MAX = TestNode.MAX_MESSAGE_BYTES;

    private final TestNode node = new TestNode();
    private final TestClient ada = node.connectsOneWay(People.ADA);

    @Test
    void aTextFrameIsACommand() {
        ada.sends("ping 1");
        assertThat(ada.reply("1")).isInstanceOf(ServerMessage.Pong.class);
    }

    @Test
    void aTokenMayComeInATextFrame() {
        TestClient client = node.connectsUnknown();
        client.sends("auth bob's 1");
        assertThat(client.reply("1")).isInstanceOf(ServerMessage.Authenticated.class);
        assertThat(client.session().identity()).isEqualTo(People.BOB);
    }

    @Test
    void aBinaryFrameIsAMessageWhoseDataAreBytes() {
        ada.subscribes("1", "room:1");
        ada.sendsBinary("room:1 abc");
        assertThat(ada.heard(Message.class)).extracting(Message::data).containsExactly(Payload.ofBinary(new byte[]{'a', 'b', 'c'}));
    }

    @Test
    void aBinaryFrameNeedsTheRightsOfAnyMessage() {
        ada.sendsBinary("private:user-bob abc");
        assertThat(TestClient.codeOf(ada.downlink().last())).isEqualTo(ErrorCode.PERMISSION_DENIED);
    }

    @Test
    void aBinaryFrameOfSomebodyUnknownIsRefused() {
        TestClient client = node.connectsUnknown();
        client.sendsBinary("room:1 abc");
        assertThat(TestClient.codeOf(client.downlink().last())).isEqualTo(ErrorCode.AUTH_REQUIRED);
    }

    @Test
    void malformedInputIsAnsweredWithItsIdAndTheConnectionStays() {
        ada.sends("nonsense 1");
        assertThat(ada.refusal("1")).isEqualTo(ErrorCode.INVALID_MESSAGE);
        assertThat(ada.downlink().closed()).isEmpty();
    }

    @Test
    void malformedInputOfSomebodyUnknownIsAnsweredToo() {
        TestClient client = node.connectsUnknown();
        client.sends("nonsense 1");
        assertThat(client.refusal("1")).isEqualTo(ErrorCode.INVALID_MESSAGE);
        assertThat(client.downlink().closed()).isEmpty();
    }

    static Stream<Named<BiConsumer<TestClient, String>>> eitherFrame() {
        return Stream.of(Named.of("text", TestClient::sends), Named.of("binary", TestClient::sendsBinary));
    }

    @ParameterizedTest
    @MethodSource("eitherFrame")
    void aFrameOverTheBoundIsToldTheBoundAndTheConnectionStays(BiConsumer<TestClient, String> sends) {
        sends.accept(ada, "p".repeat(MAX + 1));
        Refusal refusal = ((ServerMessage.Refused) ada.downlink().last()).refusal();
        assertThat(refusal.code()).isEqualTo(ErrorCode.MESSAGE_TOO_LARGE);
        assertThat(refusal.details()).isEqualTo(Map.of("limit", MAX, "got", MAX + 1));
        assertThat(ada.downlink().closed()).isEmpty();
    }

    @Test
    void aFrameAtTheBoundIsRead() {
        ada.sends("ping " + "1".repeat(MAX - 5));
        assertThat(ada.downlink().last()).isInstanceOf(ServerMessage.Pong.class);
    }

    @Test
    void aBinaryFrameAtTheBoundIsRead() {
        ada.subscribes("1", "room:1");
        ada.sendsBinary("room:1 " + "x".repeat(MAX - 7));
        assertThat(ada.heard(Message.class)).hasSize(1);
    }

    /** What counts as a mistake: the client does not speak the protocol. */
    static Stream<Named<Consumer<TestClient>>> mistakes() {
        return Stream.of(Named.of("text", client -> client.sends("nonsense")), Named.of("binary", client -> client.sendsBinary("nonsense")),
                Named.of("filter", client -> client.subscribesFor("1", "room:1", "nonsense")));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void nineMistakesAreForgiven(Consumer<TestClient> mistake) {
        IntStream.range(0, 9).forEach(_ -> mistake.accept(ada));
        assertThat(ada.messages(ServerMessage.Refused.class)).hasSize(9);
        assertThat(ada.downlink().closed()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void theTenthMistakeIsAnsweredAndEndsTheConnection(Consumer<TestClient> mistake) {
        IntStream.range(0, 10).forEach(_ -> mistake.accept(ada));
        assertThat(ada.messages(ServerMessage.Refused.class)).hasSize(10);
        assertThat(ada.downlink().last()).isEqualTo(new ServerMessage.Disconnect(CloseCode.PROTOCOL_VIOLATION, Optional.empty()));
        assertThat(ada.downlink().closed()).contains(CloseCode.PROTOCOL_VIOLATION);
    }

    @Test
    void mistakesOfAMinuteAgoAreForgotten() {
        IntStream.range(0, 9).forEach(_ -> ada.sends("nonsense"));
        node.timePasses(60);
        IntStream.range(0, 9).forEach(_ -> ada.sends("nonsense"));
        assertThat(ada.downlink().closed()).isEmpty();
    }

    @Test
    void somebodyUnknownHasNoMoreMistakes() {
        TestClient client = node.connectsUnknown();
        IntStream.range(0, 10).forEach(_ -> client.sends("nonsense"));
        assertThat(client.downlink().closed()).contains(CloseCode.PROTOCOL_VIOLATION);
        assertThat(node.told(HubEvent.ConnectionRejected.class))
                .containsExactly(new HubEvent.ConnectionRejected(Transport.WEBSOCKET, CloseCode.PROTOCOL_VIOLATION.reason()));
    }

    @Test
    void whoSaysWhoHeIsHasMadeTheMistakesBefore() {
        TestClient client = node.connectsUnknown();
        IntStream.range(0, 9).forEach(_ -> client.sends("nonsense"));
        client.authenticates("1", "ada's");
        assertThat(client.downlink().closed()).isEmpty();
        client.sends("nonsense");
        assertThat(client.downlink().closed()).contains(CloseCode.PROTOCOL_VIOLATION);
    }

    @Test
    void whoBecomesAnotherHasMadeTheMistakesBefore() {
        IntStream.range(0, 9).forEach(_ -> ada.sends("nonsense"));
        ada.logsOut("1");
        ada.authenticates("2", "bob's");
        ada.sends("nonsense");
        assertThat(ada.downlink().closed()).contains(CloseCode.PROTOCOL_VIOLATION);
    }

    @Test
    void whatIsRefusedForAnotherReasonIsNoMistake() {
        IntStream.range(0, 20).forEach(i -> {
            ada.subscribes("a" + i, "nowhere");
            ada.subscribes("b" + i, "private:user-bob");
            ada.authenticates("c" + i, "forged");
            ada.sends("p".repeat(MAX + 1));
        });
        assertThat(ada.messages(ServerMessage.Refused.class)).hasSize(80);
        assertThat(ada.downlink().closed()).isEmpty();
    }
}
