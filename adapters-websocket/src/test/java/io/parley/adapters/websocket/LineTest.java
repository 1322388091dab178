package io.parley.adapters.websocket;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import org.awaitility.Awaitility;
import org.eclipse.jetty.websocket.core.OpCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.parley.domain.connection.CloseCode;

import static org.assertj.core.api.Assertions.assertThat;

/** What goes down a real line, however the client is connected. */
class LineTest {
    /** More than the buffers of both ends of a socket hold. */
    private static final int MUCH = 20_000_000;
    private static final int LARGE = 200_000;

    private final List<AutoCloseable> open = new ArrayList<>();
    private EchoServer server;

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : open.reversed()) {
            each.close();
        }
    }

    private RawClient connected(Way way) throws Exception {
        if (server == null) {
            server = new EchoServer(way::connector);
            open.add(server);
        }
        int before = server.downlinks().size();
        Socket socket = way.socket(server.uri().getPort());
        RawClient client = new RawClient(socket, server.uri());
        open.add(client);
        Awaitility.await().until(() -> server.downlinks().size() > before);
        return client;
    }

    private WebSocketDownlink downlink() {
        return server.downlinks().getLast();
    }

    private static String text(String start, int length) {
        return start + " ".repeat(Math.max(0, length - start.length()));
    }

    private void offer(String text) {
        downlink().offer(EchoServer.message("text", text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void aClientOfOurConnectorIsWrittenToStraight() throws Exception {
        connected(Way.DIRECT);
        assertThat(server.lines()).hasOnlyElementsOfType(DirectLine.class);
    }

    @ParameterizedTest
    @EnumSource(names = "DIRECT", mode = EnumSource.Mode.EXCLUDE)
    void anyOtherIsWrittenToByJetty(Way way) throws Exception {
        connected(way);
        assertThat(server.lines()).hasOnlyElementsOfType(JettyLine.class);
    }

    @ParameterizedTest
    @EnumSource
    void framesOfAnySizeComeWholeAndInTheirOrder(Way way) throws Exception {
        RawClient client = connected(way);
        List<Integer> sizes = IntStream.range(0, 60).map(i -> i % 20 == 19 ? LARGE : i * i * i % 70_000).boxed().toList();
        sizes.forEach(size -> offer(text("m" + size, size)));
        for (int size : sizes) {
            assertThat(client.reads().text()).isEqualTo(text("m" + size, size));
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsAnsweredToPingsNeverLandsInsideAFrame(Way way) throws Exception {
        RawClient client = connected(way);
        int count = MUCH / LARGE;
        for (int i = 0; i < count; i++) {
            offer(text("m" + i, LARGE));
            client.pings("p" + i);
        }
        List<String> texts = new ArrayList<>();
        List<String> pongs = new ArrayList<>();
        while (texts.size() < count || pongs.size() < count) {
            RawClient.Frame frame = client.reads();
            (frame.opcode() == OpCode.PONG ? pongs : texts).add(frame.text().strip());
        }
        assertThat(texts).containsExactlyElementsOf(IntStream.range(0, count).mapToObj(i -> "m" + i).toList());
        assertThat(pongs).containsExactlyElementsOf(IntStream.range(0, count).mapToObj(i -> "p" + i).toList());
    }

    @ParameterizedTest
    @EnumSource
    void aClientThatClosesWhileAFrameIsOnItsWayGetsItWholeThenTheAnswerAndNothingElse(Way way) throws Exception {
        RawClient client = connected(way);
        IntStream.range(0, MUCH / LARGE).forEach(i -> offer(text("m" + i, LARGE)));
        client.closes();
        RawClient.Frame frame = client.reads();
        for (int i = 0; frame.opcode() == OpCode.TEXT; i++) {
            assertThat(frame.text()).isEqualTo(text("m" + i, LARGE));
            frame = client.reads();
        }
        assertThat(frame.opcode()).isEqualTo(OpCode.CLOSE);
        assertThat(client.isAtEnd()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void whatWasOfferedBeforeTheHubClosesComesBeforeTheClose(Way way) throws Exception {
        RawClient client = connected(way);
        IntStream.range(0, MUCH / LARGE).forEach(i -> offer(text("m" + i, LARGE)));
        downlink().close(CloseCode.GOING_AWAY);
        for (int i = 0; i < MUCH / LARGE; i++) {
            assertThat(client.reads().text()).isEqualTo(text("m" + i, LARGE));
        }
        assertThat(client.reads().opcode()).isEqualTo(OpCode.CLOSE);
    }

    @ParameterizedTest
    @EnumSource
    void whatSeveralSayAtOnceComesOnceAndInTheOrderOfEach(Way way) throws Exception {
        RawClient client = connected(way);
        int each = 2_000;
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            for (int who = 0; who < 4; who++) {
                String name = who + " ";
                threads.submit(() -> IntStream.range(0, each).forEach(i -> offer(name + i)));
            }
            List<List<Integer>> heard = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
            for (int i = 0; i < 4 * each; i++) {
                String[] said = client.reads().text().split(" ");
                heard.get(Integer.parseInt(said[0])).add(Integer.parseInt(said[1]));
            }
            assertThat(heard).allSatisfy(one -> assertThat(one).isEqualTo(IntStream.range(0, each).boxed().toList()));
        }
    }

    @ParameterizedTest
    @EnumSource
    void whoDoesNotReadKeepsNobodyWaiting(Way way) throws Exception {
        connected(way);
        IntStream.range(0, MUCH / LARGE).forEach(i -> offer(text("m" + i, LARGE)));
        List<RawClient> others = List.of(connected(way), connected(way)); // One of them with the same writer.
        for (RawClient other : others) {
            other.says("hello");
            assertThat(other.reads().text()).isEqualTo("hello");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aLineOnWhichNothingGoesOutBetweenTwoPingsIsCut(Way way) throws Exception {
        RawClient client = connected(way);
        WebSocketDownlink stuck = downlink();
        IntStream.range(0, MUCH / LARGE).forEach(i -> offer(text("m" + i, LARGE)));
        Awaitility.await().until(() -> isCutByPings(stuck, client));
    }

    /** Whether it is cut by now: its client finds no end of what waits, but a broken line. */
    private boolean isCutByPings(WebSocketDownlink stuck, RawClient client) throws IOException {
        stuck.ping();
        try {
            client.pings("still here");
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    @ParameterizedTest
    @EnumSource
    void aLineOnWhichAllHasGoneOutIsNotCut(Way way) throws Exception {
        RawClient client = connected(way);
        offer(text("much", LARGE));
        assertThat(client.reads().text()).isEqualTo(text("much", LARGE));
        for (int i = 0; i < 3; i++) {
            downlink().ping();
            assertThat(client.reads().opcode()).isEqualTo(OpCode.PING);
        }
    }
}
