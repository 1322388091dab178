package io.parley.adapters.sse;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockAsyncContext;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

import io.parley.application.ManualClock;
import io.parley.application.connection.Session;
import io.parley.application.event.HubEvent;
import io.parley.application.protocol.EncodedMessage;
import io.parley.application.protocol.Lossy;
import io.parley.application.protocol.ServerMessage;
import io.parley.domain.channel.ChannelId;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.connection.CloseCode;
import io.parley.domain.connection.Transport;
import io.parley.domain.delivery.Audience;
import io.parley.domain.delivery.Message;
import io.parley.domain.delivery.Priority;
import io.parley.domain.identity.RealmId;
import io.parley.domain.payload.Payload;

import static org.assertj.core.api.Assertions.assertThat;

class SseDownlinkTest {
    private static final int BACKLOG = 100;
    /** What the bound leaves for a message's own text. */
    private static final int ROOM = BACKLOG - "event: message\ndata: \n\n".length();

    private final Stream stream = new Stream();
    private final Completions async = new Completions(stream);
    private final Queue<Runnable> writers = new ArrayDeque<>();
    private final SseDownlink downlink = new SseDownlink(async, new EventStreamFormat(new PlainFormat()), BACKLOG, writers::add,
            new ManualClock());

    /** A response whose client may be gone, and which counts how often it was flushed. */
    private static final class Stream extends MockHttpServletResponse {
        private RuntimeException complaint;
        private boolean gone;
        private int flushes;

        @Override
        public ServletOutputStream getOutputStream() {
            if (complaint != null) {
                throw complaint;
            }
            return gone ? new BrokenPipe() : super.getOutputStream();
        }

        @Override
        public void flushBuffer() {
            flushes++;
            super.flushBuffer();
        }

        String text() {
            return new String(getContentAsByteArray(), StandardCharsets.UTF_8);
        }
    }

    private static final class BrokenPipe extends ServletOutputStream {
        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            throw new UnsupportedOperationException("test: streams are written by blocking");
        }

        @Override
        public void write(int b) throws IOException {
            throw new IOException("broken pipe");
        }
    }

    /** Counts how often the response was completed; a container accepts that once. */
    private static final class Completions extends MockAsyncContext {
        private int count;

        Completions(Stream response) {
            super(new MockHttpServletRequest(), response);
        }

        @Override
        public void complete() {
            if (++count > 1) {
                throw new IllegalStateException("test: completed before");
            }
        }
    }

    private static EncodedMessage message(String text) {
        return message("a", text, Priority.NORMAL);
    }

    private static EncodedMessage message(String channel, String text, Priority priority) {
        ChannelName name = new ChannelName(channel);
        return new EncodedMessage(
                new ServerMessage.Event(new Message(new ChannelId(RealmId.DEFAULT, name), text, Payload.NULL, Instant.EPOCH,
                        Optional.empty(), Audience.EVERYBODY, priority), Optional.empty(), name));
    }

    private boolean offer(String text) {
        return downlink.offer(message(text));
    }

    private void writersRun() {
        for (Runnable writer = writers.poll(); writer != null; writer = writers.poll()) {
            writer.run();
        }
    }

    private void fill() {
        while (offer("0123456789")) {
            assertThat(stream.text()).isEmpty();
        }
    }

    /** A session of this stream on a node of its own. */
    private SseNode served() {
        SseNode node = new SseNode();
        Session session = node.hub.open(RealmId.DEFAULT, Transport.SSE, downlink, new PlainFormat(), SseNode.HEARTBEAT,
                InetAddress.getLoopbackAddress(), Optional.of(SseNode.ADA));
        downlink.serve(session);
        writersRun();
        return node;
    }

    // What is written

    @Test
    void aMessageIsAnEventWithItsTypeAndItsBytes() {
        offer("ä🦊");
        writersRun();
        assertThat(stream.text()).isEqualTo("event: message\ndata: ä🦊\n\n");
    }

    @Test
    void messagesAreWrittenInTheOrderInWhichTheyWereOffered() {
        offer("a");
        offer("b");
        offer("c");
        writersRun();
        assertThat(stream.text()).isEqualTo("event: message\ndata: a\n\nevent: message\ndata: b\n\nevent: message\ndata: c\n\n");
    }

    @Test
    void whatIsOfHighPriorityGoesBeforeWhatWaitsOfOtherChannels() {
        offer("a");
        downlink.offer(message("b", "urgent", Priority.HIGH));
        writersRun();
        assertThat(stream.text()).isEqualTo("event: message\ndata: urgent\n\nevent: message\ndata: a\n\n");
    }

    @Test
    void insideAChannelNothingOvertakesAnything() {
        offer("a");
        downlink.offer(message("a", "urgent", Priority.HIGH));
        writersRun();
        assertThat(stream.text()).isEqualTo("event: message\ndata: a\n\nevent: message\ndata: urgent\n\n");
    }

    @Test
    void aPingIsAHeartbeat() {
        downlink.ping();
        writersRun();
        assertThat(stream.text()).isEqualTo("event: heartbeat\ndata: heartbeat\n\n");
    }

    @Test
    void whatWasWrittenIsFlushed() {
        offer("a");
        writersRun();
        assertThat(stream.flushes).isEqualTo(1);
    }

    @Test
    void whatWaitsIsWrittenInOneGo() {
        offer("a");
        offer("b");
        offer("c");
        writersRun();
        assertThat(stream.flushes).isEqualTo(1);
    }

    @Test
    void asLongAsSomebodyIsToWriteNobodyElseIsAsked() {
        offer("a");
        offer("b");
        assertThat(writers).hasSize(1);
    }

    @Test
    void whoHasWrittenEverythingIsAskedAgain() {
        offer("a");
        writersRun();
        offer("b");
        writersRun();
        assertThat(stream.text()).isEqualTo("event: message\ndata: a\n\nevent: message\ndata: b\n\n");
    }

    @Test
    void offeringNeverWritesOnTheCallersThread() {
        offer("a");
        assertThat(stream.text()).isEmpty();
    }

    @Test
    void underManyThreadsEveryMessageIsWrittenWhole() {
        try (ExecutorService threads = Executors.newFixedThreadPool(8); ExecutorService writing = Executors.newSingleThreadExecutor()) {
            SseDownlink wide = new SseDownlink(async, new EventStreamFormat(new PlainFormat()), 1_000_000, writing, new ManualClock());
            try (ExecutorService offering = threads) {
                IntStream.range(0, 2_000).forEach(i -> offering.submit(() -> wide.offer(message("m" + i))));
            }
        }
        List<String> events = List.of(stream.text().split("(?<=\n\n)"));
        assertThat(events).containsExactlyInAnyOrderElementsOf(
                IntStream.range(0, 2_000).mapToObj(i -> "event: message\ndata: m" + i + "\n\n").toList());
    }

    // The bound

    @Test
    void overTheBoundAMessageIsRefused() {
        assertThat(offer("x".repeat(ROOM + 1))).isFalse();
    }

    @Test
    void aMessageThatFillsTheBoundWithItsFramingIsTaken() {
        assertThat(offer("x".repeat(ROOM))).isTrue();
    }

    @Test
    void theBacklogIsBounded() {
        fill();
        assertThat(offer("x")).isFalse();
    }

    @Test
    void aPingForWhichThereIsNoRoomMakesNobodySlow() {
        offer("x".repeat(ROOM));
        downlink.ping();
        writersRun();
        assertThat(offer("y")).isTrue();
    }

    @Test
    void whatWaitsIsWrittenHoweverMuchItIs() {
        SseDownlink wide = new SseDownlink(async, new EventStreamFormat(new PlainFormat()), 1_000_000, writers::add, new ManualClock());
        String large = "x".repeat(50_000);
        IntStream.range(0, 5).forEach(_ -> wide.offer(message(large)));
        writersRun();
        assertThat(stream.text()).isEqualTo(("event: message\ndata: " + large + "\n\n").repeat(5));
    }

    @Test
    void whatWasWrittenMakesRoom() {
        IntStream.range(0, 100).forEach(_ -> {
            assertThat(offer("0123456789")).isTrue();
            writersRun();
        });
    }

    @Test
    void afterOneRefusalNothingIsAccepted() {
        fill();
        writersRun();
        assertThat(offer("x")).isFalse();
    }

    @Test
    void ofASlowClientsBacklogNothingIsWritten() {
        fill();
        downlink.close(CloseCode.SLOW_CONSUMER);
        writersRun();
        assertThat(stream.text()).isEmpty();
    }

    @Test
    void aSlowClientOfALossyChannelIsToldWhereSomethingIsMissing() {
        SseDownlink wide = new SseDownlink(async, new EventStreamFormat(new PlainFormat()), 700, writers::add, new ManualClock());
        String large = "x".repeat(200);
        for (int i = 1; i <= 4; i++) {
            wide.offer(lossy(i + large));
        }
        writersRun();
        assertThat(stream.text()).isEqualTo("event: gap\ndata: gap\n\nevent: message\ndata: 3" + large + "\n\nevent: message\ndata: 4"
                + large + "\n\n");
    }

    private static EncodedMessage lossy(String text) {
        ServerMessage.Event event = (ServerMessage.Event) message(text).message();
        return new EncodedMessage(
                new ServerMessage.Event(event.event(), event.position(), event.channel(), Optional.of(Lossy.OLDEST_FIRST)));
    }

    @Test
    void aSlowClientIsToldWhyBeforeItsStreamEnds() {
        fill();
        downlink.offer(new EncodedMessage(new ServerMessage.Disconnect(CloseCode.SLOW_CONSUMER, Optional.empty())));
        downlink.close(CloseCode.SLOW_CONSUMER);
        writersRun();
        assertThat(stream.text()).isEqualTo("event: disconnect\ndata: disconnect\n\n");
        assertThat(async.count).isEqualTo(1);
    }

    @Test
    void whatIsSaidAfterTheLastWordDoesNotTakeItBack() {
        fill();
        downlink.offer(new EncodedMessage(new ServerMessage.Disconnect(CloseCode.SLOW_CONSUMER, Optional.empty())));
        offer("late");
        downlink.close(CloseCode.SLOW_CONSUMER);
        writersRun();
        assertThat(stream.text()).isEqualTo("event: disconnect\ndata: disconnect\n\n");
    }

    @Test
    void aSlowClientsStreamIsEnded() {
        fill();
        downlink.close(CloseCode.SLOW_CONSUMER);
        writersRun();
        assertThat(async.count).isEqualTo(1);
    }

    @Test
    void theSessionOfASlowClientIsToldOfTheEnd() {
        SseNode node = served();
        offer("x".repeat(BACKLOG + 1));
        downlink.close(CloseCode.SLOW_CONSUMER);
        writersRun();
        assertThat(node.closed()).isEqualTo(1);
    }

    // Closing

    @Test
    void whatWaitsIsWrittenBeforeTheStreamEnds() {
        offer("a");
        downlink.close(CloseCode.GOING_AWAY);
        writersRun();
        assertThat(stream.text()).isEqualTo("event: message\ndata: a\n\n");
    }

    @Test
    void aClosedStreamIsEnded() {
        downlink.close(CloseCode.GOING_AWAY);
        writersRun();
        assertThat(async.count).isEqualTo(1);
    }

    @Test
    void aClosedStreamIsNotEndedBeforeWhatWaitsIsWritten() {
        offer("a");
        downlink.close(CloseCode.GOING_AWAY);
        assertThat(async.count).isZero();
    }

    @Test
    void theSecondCloseDoesNothing() {
        downlink.close(CloseCode.GOING_AWAY);
        writersRun();
        downlink.close(CloseCode.GOING_AWAY);
        writersRun();
        assertThat(async.count).isEqualTo(1);
    }

    @Test
    void afterTheCloseNothingIsWritten() {
        downlink.close(CloseCode.GOING_AWAY);
        offer("a");
        downlink.ping();
        writersRun();
        assertThat(stream.text()).isEmpty();
    }

    @Test
    void afterTheCloseNobodyIsCalledSlow() {
        downlink.close(CloseCode.GOING_AWAY);
        assertThat(offer("x".repeat(BACKLOG + 1))).isTrue();
    }

    // The end

    @Test
    void theSessionIsToldOfTheEnd() {
        SseNode node = served();
        downlink.end("stream ended");
        assertThat(node.parts.events.events(HubEvent.ConnectionClosed.class)).extracting(HubEvent.ConnectionClosed::reason)
                .containsExactly("stream ended");
    }

    @Test
    void theSessionIsToldOfTheEndOnce() {
        SseNode node = served();
        downlink.end("stream ended");
        downlink.end("stream broken");
        downlink.close(CloseCode.NORMAL);
        writersRun();
        assertThat(node.closed()).isEqualTo(1);
    }

    @Test
    void theEndThatComesBeforeTheSessionIsKnownIsToldThen() {
        downlink.end("stream ended");
        assertThat(served().closed()).isEqualTo(1);
    }

    @Test
    void aResponseIsCompletedOnce() {
        downlink.end("stream ended");
        downlink.end("stream ended");
        assertThat(async.count).isEqualTo(1);
    }

    @Test
    void aResponseThatTheContainerCompletedIsNoFailure() {
        async.complete();
        SseNode node = served();
        downlink.end("stream ended");
        assertThat(node.closed()).isEqualTo(1);
    }

    @Test
    void afterTheEndNothingIsWritten() {
        downlink.end("stream ended");
        offer("a");
        writersRun();
        assertThat(stream.text()).isEmpty();
    }

    @Test
    void afterTheEndNobodyIsCalledSlow() {
        downlink.end("stream ended");
        assertThat(offer("x".repeat(BACKLOG + 1))).isTrue();
    }

    @Test
    void aBrokenStreamEndsTheSession() {
        SseNode node = served();
        stream.gone = true;
        offer("a");
        writersRun();
        assertThat(node.parts.events.events(HubEvent.ConnectionClosed.class)).extracting(HubEvent.ConnectionClosed::reason)
                .containsExactly("stream broken");
    }

    @Test
    void aStreamThatTheContainerTookAwayEndsTheSession() {
        SseNode node = served();
        stream.complaint = new IllegalStateException("test: response recycled");
        offer("a");
        writersRun();
        assertThat(node.closed()).isEqualTo(1);
    }

    @Test
    void afterABrokenStreamNobodyIsAskedToWrite() {
        stream.gone = true;
        offer("a");
        writersRun();
        offer("b");
        assertThat(writers).isEmpty();
    }
}
