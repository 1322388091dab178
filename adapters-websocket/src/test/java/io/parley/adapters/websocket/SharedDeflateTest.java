package io.parley.adapters.websocket;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;

import org.eclipse.jetty.websocket.core.OpCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.parley.application.protocol.EncodedMessage;

import static org.assertj.core.api.Assertions.assertThat;

/** Compression that many receivers share, on a real line. */
class SharedDeflateTest {
    private static final String BROWSER = "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits";
    private static final String LONG = "the same again, ".repeat(1_000);

    private static RawClient connected(Way way, EchoServer server, String... headers) throws IOException {
        return new RawClient(way.socket(server.uri().getPort()), server.uri(), headers);
    }

    private static byte[] noise(int length) {
        byte[] noise = new byte[length];
        new Random(1).nextBytes(noise);
        return noise;
    }

    @Test
    void whatABrowserOffersIsTakenWithoutMemoryOnEitherSide() throws Exception {
        try (EchoServer server = new EchoServer(); RawClient client = connected(Way.DIRECT, server, BROWSER)) {
            assertThat(client.header("Sec-WebSocket-Extensions").replace(" ", "").split(";")).containsExactlyInAnyOrder(
                    "permessage-deflate",
                    "server_no_context_takeover", "client_no_context_takeover");
        }
    }

    @Test
    void whoOffersNothingIsAnsweredNothing() throws Exception {
        try (EchoServer server = new EchoServer(); RawClient client = connected(Way.DIRECT, server)) {
            assertThat(client.header("Sec-WebSocket-Extensions")).isEmpty();
            client.says(LONG);
            assertThat(client.reads().isCompressed()).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsLongComesCompressedEachTimeAnew(Way way) throws Exception {
        try (EchoServer server = new EchoServer(way::connector); RawClient client = connected(way, server, BROWSER)) {
            for (int i = 0; i < 3; i++) {
                client.says(LONG);
                RawClient.Frame frame = client.reads();
                assertThat(frame.isCompressed()).isTrue();
                assertThat(frame.payload()).hasSizeLessThan(LONG.length() / 10);
                assertThat(frame.text()).isEqualTo(LONG);
            }
        }
    }

    @Test
    void whatIsShortComesAsItIs() throws Exception {
        try (EchoServer server = new EchoServer(); RawClient client = connected(Way.DIRECT, server, BROWSER)) {
            client.says("short");
            RawClient.Frame frame = client.reads();
            assertThat(frame.isCompressed()).isFalse();
            assertThat(frame.text()).isEqualTo("short");
        }
    }

    @Test
    void whatDoesNotGetSmallerComesAsItIs() throws Exception {
        byte[] noise = noise(10_000);
        try (EchoServer server = new EchoServer(); RawClient client = connected(Way.DIRECT, server, BROWSER)) {
            client.sends(Frames.BINARY, noise);
            RawClient.Frame frame = client.reads();
            assertThat(frame.isCompressed()).isFalse();
            assertThat(frame.payload()).isEqualTo(noise);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 9, 12, 15})
    void whoWantsASmallerWindowGetsNothingThatRefersFurtherBack(int bits) throws Exception {
        String fits = LONG.substring(0, Math.min(LONG.length(), 1 << bits));
        try (EchoServer server = new EchoServer();
                RawClient client = connected(Way.DIRECT, server, BROWSER + "; server_max_window_bits=" + bits)) {
            assertThat(client.header("Sec-WebSocket-Extensions")).contains("server_max_window_bits=" + bits);
            client.says(fits);
            assertThat(client.reads().isCompressed()).isTrue();
            client.says(LONG);
            assertThat(client.reads().isCompressed()).isEqualTo(bits >= 14);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "16", "x"})
    void aWindowThatCannotBeIsABadRequest(String bits) throws Exception {
        try (EchoServer server = new EchoServer();
                RawClient client = connected(Way.DIRECT, server, BROWSER + "; server_max_window_bits=" + bits)) {
            assertThat(client.status()).contains(" 400 ");
        }
    }

    @Test
    void aPingBetweenTwoPartsOfACompressedMessageDoesNotBreakIt() throws Exception {
        byte[] compressed = RawClient.deflated(noise(5_000));
        int half = compressed.length / 2;
        try (EchoServer server = new EchoServer(); RawClient client = connected(Way.DIRECT, server, BROWSER)) {
            client.sends(Frames.COMPRESSED | OpCode.BINARY, java.util.Arrays.copyOf(compressed, half));
            client.pings("between");
            client.sends(0x80 | OpCode.CONTINUATION, java.util.Arrays.copyOfRange(compressed, half, compressed.length));
            assertThat(client.reads().opcode()).isEqualTo(OpCode.PONG);
            assertThat(client.reads().payload()).isEqualTo(noise(5_000));
        }
    }

    @Test
    void whatInflatesToMoreThanIsReadEndsTheConnection() throws Exception {
        byte[] bomb = RawClient.deflated(new byte[EchoServer.MOST_BYTES + 1]);
        try (EchoServer server = new EchoServer(); RawClient client = connected(Way.DIRECT, server, BROWSER)) {
            client.sends(Frames.COMPRESSED | Frames.BINARY, bomb);
            RawClient.Frame frame = client.reads();
            assertThat(frame.opcode()).isEqualTo(OpCode.CLOSE);
            assertThat(ByteBuffer.wrap(frame.payload()).getShort()).isEqualTo((short) 1009);
        }
    }

    @Test
    void allWhoTakeItShareOneCompressedFrame() {
        Encodings encodings = new Encodings(new EchoFormat(), 64);
        EncodedMessage message = EchoServer.message("text", LONG.getBytes(StandardCharsets.UTF_8));
        byte[] first = encodings.of(Integer.MAX_VALUE, false).frame(message);
        assertThat(encodings.of(Integer.MAX_VALUE, true).frame(message)).isSameAs(first);
        assertThat(encodings.of(1 << 15, false).frame(message)).isSameAs(first);
    }

    @Test
    void allOthersShareThePlainOne() {
        Encodings encodings = new Encodings(new EchoFormat(), 64);
        EncodedMessage message = EchoServer.message("text", LONG.getBytes(StandardCharsets.UTF_8));
        assertThat(encodings.of(0, false).frame(message)).isSameAs(encodings.of(512, true).frame(message));
    }
}
