package io.parley.adapters.websocket;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.parley.application.protocol.EncodedMessage;
import io.parley.application.protocol.ServerMessage;
import io.parley.domain.channel.ChannelId;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.connection.CloseCode;
import io.parley.domain.delivery.Audience;
import io.parley.domain.delivery.Message;
import io.parley.domain.delivery.Priority;
import io.parley.domain.identity.RealmId;
import io.parley.domain.payload.Payload;

import static org.assertj.core.api.Assertions.assertThat;

class WebSocketDownlinkTest {
    /** A frame's header counts. */
    private static final int BACKLOG = 12;
    private static final Duration LONG = Duration.ofMinutes(5);

    private final FakeLine line = new FakeLine();
    private final PlainFormat format = new PlainFormat();
    private final WorkedDownlink downlink = new WorkedDownlink(line, format, BACKLOG, LONG, false);

    private static EncodedMessage message(String text) {
        return message("a", text, Priority.NORMAL, Payload.NULL);
    }

    private static EncodedMessage bytes(String text) {
        return message("a", text, Priority.NORMAL, Payload.ofBinary(new byte[0]));
    }

    private static EncodedMessage message(String channel, String text, Priority priority, Payload data) {
        ChannelName name = new ChannelName(channel);
        return new EncodedMessage(new ServerMessage.Event(new Message(new ChannelId(RealmId.DEFAULT, name), text, data, Instant.EPOCH,
                Optional.empty(), Audience.EVERYBODY, priority), Optional.empty(), name));
    }

    /** The way out to a client that takes several messages in a frame. */
    private WorkedDownlink gathering() {
        return new WorkedDownlink(line, format, 1_000_000, LONG, true);
    }

    private boolean offer(String text) {
        return downlink.offer(message(text));
    }

    /** One frame is on its way and not read, and the backlog behind it is full. */
    private void fill() {
        line.readsSlowly();
        offer("0");
        offer("1234567890");
    }

    // Order

    @Test
    void aMessageGoesOutAsOneTextFrame() {
        offer("ä🦊");
        assertThat(line.sent()).containsExactly("text ä🦊");
    }

    @Test
    void messagesGoOutInTheOrderInWhichTheyWereOffered() {
        offer("a");
        offer("b");
        offer("c");
        assertThat(line.sent()).containsExactly("text a", "text b", "text c");
    }

    @Test
    void whileAFrameIsOnItsWayNoOtherIsSent() {
        line.readsSlowly();
        offer("a");
        offer("b");
        assertThat(line.sent()).containsExactly("text a");
    }

    @Test
    void whenAFrameWasReadTheNextIsSent() {
        line.readsSlowly();
        offer("a");
        offer("b");
        offer("c");
        line.reads();
        assertThat(line.sent()).containsExactly("text a", "text b");
    }

    @Test
    void aPingGoesOutInItsTurn() {
        line.readsSlowly();
        offer("a");
        downlink.ping();
        offer("b");
        line.reads();
        line.reads();
        assertThat(line.sent()).containsExactly("text a", "ping ", "text b");
    }

    @Test
    void aPingGoesBeforeWhatWaits() {
        line.readsSlowly();
        offer("a");
        offer("b");
        downlink.ping();
        line.reads();
        assertThat(line.sent()).containsExactly("text a", "ping ");
    }

    @Test
    void manyPingsThatWaitAreOne() {
        line.readsSlowly();
        offer("a");
        downlink.ping();
        downlink.ping();
        line.reads();
        line.reads();
        assertThat(line.sent()).containsExactly("text a", "ping ");
    }

    @Test
    void whatIsOfHighPriorityGoesBeforeWhatWaitsOfOtherChannels() {
        WorkedDownlink wide = new WorkedDownlink(line, format, 1_000_000, LONG, false);
        line.readsSlowly();
        wide.offer(message("on its way"));
        wide.offer(message("normal"));
        wide.offer(message("b", "high", Priority.HIGH, Payload.NULL));
        line.reads();
        line.reads();
        assertThat(line.sent()).containsExactly("text on its way", "text high", "text normal");
    }

    @Test
    void insideAChannelNothingOvertakesAnything() {
        WorkedDownlink wide = new WorkedDownlink(line, format, 1_000_000, LONG, false);
        line.readsSlowly();
        wide.offer(message("on its way"));
        wide.offer(message("normal"));
        wide.offer(message("a", "high", Priority.HIGH, Payload.NULL));
        line.reads();
        line.reads();
        assertThat(line.sent()).containsExactly("text on its way", "text normal", "text high");
    }

    @Test
    void theLastWordIsTheLast() {
        WorkedDownlink wide = new WorkedDownlink(line, format, 1_000_000, LONG, false);
        line.readsSlowly();
        wide.offer(message("on its way"));
        wide.offer(message("b", "low", Priority.LOW, Payload.NULL));
        wide.offer(new EncodedMessage(new ServerMessage.Disconnect(CloseCode.NORMAL, Optional.empty())));
        wide.close(CloseCode.NORMAL);
        IntStream.range(0, 3).forEach(_ -> line.reads());
        assertThat(line.sent()).containsExactly("text on its way", "text low", "text Disconnect", "close 1000 closed by the client");
    }

    @Test
    void aMessageOfBytesGoesOutAsABinaryFrame() {
        downlink.offer(bytes("a"));
        assertThat(line.sent()).containsExactly("binary a");
    }

    // Several messages in a frame

    @Test
    void whatWaitsGoesOutInOneFrameALineEach() {
        WorkedDownlink gathering = gathering();
        line.readsSlowly();
        Stream.of("a", "b", "c", "d").map(WebSocketDownlinkTest::message).forEach(gathering::offer);
        line.reads();
        assertThat(line.sent()).containsExactly("text a", "text b\nc\nd");
    }

    @Test
    void whereNothingWaitsAMessageGoesOutAtOnce() {
        WorkedDownlink gathering = gathering();
        gathering.offer(message("a"));
        gathering.offer(message("b"));
        assertThat(line.sent()).containsExactly("text a", "text b");
    }

    @Test
    void whoDoesNotTakeSeveralMessagesInAFrameGetsOne() {
        line.readsSlowly();
        offer("a");
        offer("b");
        offer("c");
        line.reads();
        line.reads();
        assertThat(line.sent()).containsExactly("text a", "text b", "text c");
    }

    @Test
    void bytesGoAloneBetweenLinesAndInTheirTurn() {
        WorkedDownlink gathering = gathering();
        line.readsSlowly();
        Stream.of(message("0"), message("a"), message("b"), bytes("c"), bytes("d"), message("e"), message("f")).forEach(gathering::offer);
        IntStream.range(0, 4).forEach(_ -> line.reads());
        assertThat(line.sent()).containsExactly("text 0", "text a\nb", "binary c", "binary d", "text e\nf");
    }

    @Test
    void aFrameHoldsNoMoreThanItsBound() {
        WorkedDownlink gathering = gathering();
        String half = "x".repeat(Run.MAX_BYTES / 2 - 4);
        line.readsSlowly();
        Stream.of("0", half, half, half, "y").map(WebSocketDownlinkTest::message).forEach(gathering::offer);
        line.reads();
        line.reads();
        assertThat(line.sent()).containsExactly("text 0", "text " + half + "\n" + half, "text " + half + "\ny");
    }

    @Test
    void aMessageThatExceedsTheBoundOfAFrameGoesAlone() {
        WorkedDownlink gathering = gathering();
        String large = "x".repeat(Run.MAX_BYTES + 1);
        line.readsSlowly();
        Stream.of("0", "a", large, "b").map(WebSocketDownlinkTest::message).forEach(gathering::offer);
        IntStream.range(0, 3).forEach(_ -> line.reads());
        assertThat(line.sent()).containsExactly("text 0", "text a", "text " + large, "text b");
    }

    @Test
    void whatIsOfHighPriorityStandsFirstInItsFrame() {
        WorkedDownlink gathering = gathering();
        line.readsSlowly();
        Stream.of(message("0"), message("a"), message("b", "high", Priority.HIGH, Payload.NULL)).forEach(gathering::offer);
        line.reads();
        assertThat(line.sent()).containsExactly("text 0", "text high\na");
    }

    @Test
    void whatIsGatheredMakesRoom() {
        WorkedDownlink narrow = new WorkedDownlink(line, format, BACKLOG + 2, LONG, true);
        line.readsSlowly();
        Stream.of("0", "12345", "67890").map(WebSocketDownlinkTest::message).forEach(narrow::offer);
        line.reads();
        assertThat(narrow.offer(message("1234567890"))).isTrue();
    }

    @Test
    void underManyThreadsEveryLineGoesOutOnce() throws Exception {
        WorkedDownlink gathering = gathering();
        line.readsSlowly();
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            IntStream.range(0, 2_000).forEach(i -> threads.submit(() -> gathering.offer(message("m" + i))));
        }
        line.reads();
        assertThat(line.sent()).hasSize(2);
        assertThat(String.join("\n", line.sent()).replace("text ", "").split("\n"))
                .containsExactlyInAnyOrderElementsOf(IntStream.range(0, 2_000).mapToObj(i -> "m" + i).toList());
    }

    // What many share

    @Test
    void aMessageThatManyReceiveIsWholeForEach() {
        FakeLine other = new FakeLine();
        EncodedMessage shared = message("shared");
        downlink.offer(shared);
        new WorkedDownlink(other, format, BACKLOG, LONG, false).offer(shared);
        assertThat(other.sent()).isEqualTo(line.sent()).containsExactly("text shared");
    }

    @Test
    void underManyThreadsEveryMessageGoesOutOnceAndOneAtATime() throws Exception {
        WorkedDownlink wide = new WorkedDownlink(line, format, 1_000_000, LONG, false);
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Future<Boolean>> offers = new ArrayList<>();
            IntStream.range(0, 2_000).forEach(i -> offers.add(threads.submit(() -> wide.offer(message("m" + i)))));
            for (Future<Boolean> offer : offers) {
                assertThat(offer.get()).isTrue();
            }
        }
        assertThat(line.sent()).containsExactlyInAnyOrderElementsOf(IntStream.range(0, 2_000).mapToObj(i -> "text m" + i).toList());
    }

    @Test
    void underManyThreadsNeverMoreThanOneFrameIsOnItsWay() throws Exception {
        line.readsSlowly();
        WorkedDownlink wide = new WorkedDownlink(line, format, 1_000_000, LONG, false);
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            IntStream.range(0, 500).forEach(i -> threads.submit(() -> wide.offer(message("m" + i))));
        }
        IntStream.range(0, 499).forEach(_ -> line.reads());
        assertThat(line.most()).isEqualTo(1);
    }

    // The bound

    @Test
    void theBacklogMayBeAsLargeAsTheBound() {
        line.readsSlowly();
        offer("0");
        assertThat(offer("1234567890")).isTrue();
    }

    @Test
    void overTheBoundAMessageIsRefused() {
        fill();
        assertThat(offer("x")).isFalse();
    }

    @Test
    void theBoundIsInBytes() {
        line.readsSlowly();
        offer("0");
        assertThat(offer("äääääx")).isFalse();
    }

    @Test
    void whatIsOnItsWayDoesNotCount() {
        line.readsSlowly();
        offer("1234567890");
        assertThat(offer("1234567890")).isTrue();
    }

    @Test
    void whatWasReadMakesRoom() {
        fill();
        line.reads();
        assertThat(offer("1234567890")).isTrue();
    }

    @Test
    void afterOneRefusalNothingIsAcceptedThoughThereIsRoomAgain() {
        fill();
        offer("x");
        line.reads();
        assertThat(offer("y")).isFalse();
    }

    @Test
    void whatWasRefusedIsNeverSent() {
        fill();
        offer("x");
        line.reads();
        assertThat(line.sent()).containsExactly("text 0");
    }

    // Closing

    @ParameterizedTest
    @EnumSource
    void theLineIsClosedWithTheProtocolsCodeAndReason(CloseCode code) {
        downlink.close(code);
        assertThat(line.sent()).containsExactly("close " + code.code() + " " + code.reason());
    }

    @Test
    void whatIsQueuedIsSentBeforeTheLineIsClosed() {
        line.readsSlowly();
        offer("a");
        offer("b");
        downlink.close(CloseCode.GOING_AWAY);
        line.reads();
        line.reads();
        assertThat(line.sent()).containsExactly("text a", "text b", "close 1001 server going away");
    }

    @Test
    void asLongAsSomethingIsOnItsWayTheLineIsNotClosed() {
        line.readsSlowly();
        offer("a");
        downlink.close(CloseCode.GOING_AWAY);
        assertThat(line.sent()).containsExactly("text a");
    }

    @Test
    void theSecondCloseDoesNothing() {
        downlink.close(CloseCode.GOING_AWAY);
        downlink.close(CloseCode.NORMAL);
        assertThat(line.sent()).containsExactly("close 1001 server going away");
    }

    @Test
    void afterTheCloseNothingIsSent() {
        downlink.close(CloseCode.GOING_AWAY);
        offer("a");
        downlink.ping();
        assertThat(line.sent()).containsExactly("close 1001 server going away");
    }

    @Test
    void afterTheCloseNobodyIsCalledSlow() {
        downlink.close(CloseCode.GOING_AWAY);
        assertThat(offer("much more than the backlog holds")).isTrue();
    }

    @Test
    void ofASlowClientsBacklogNothingIsSentBeforeTheClose() {
        fill();
        offer("x");
        downlink.close(CloseCode.SLOW_CONSUMER);
        line.reads();
        assertThat(line.sent()).containsExactly("text 0", "close 4503 slow consumer: recover from the last offset");
    }

    @Test
    void aSlowClientIsToldWhyBeforeTheClose() {
        fill();
        offer("x");
        downlink.offer(new EncodedMessage(new ServerMessage.Disconnect(CloseCode.SLOW_CONSUMER, Optional.empty())));
        downlink.close(CloseCode.SLOW_CONSUMER);
        line.reads();
        line.reads();
        assertThat(line.sent()).containsExactly("text 0", "text Disconnect", "close 4503 slow consumer: recover from the last offset");
    }

    @Test
    void afterASlowClientsCloseNobodyIsCalledSlowAgain() {
        fill();
        offer("x");
        downlink.close(CloseCode.SLOW_CONSUMER);
        assertThat(offer("y")).isTrue();
    }

    // The end

    @Test
    void aClientThatDoesNotGoIsCutOffAfterTheGrace() {
        WorkedDownlink brief = new WorkedDownlink(line, format, BACKLOG, Duration.ofMillis(50), false);
        line.readsSlowly();
        brief.offer(message("a"));
        brief.close(CloseCode.SLOW_CONSUMER);
        Awaitility.await().atMost(Duration.ofSeconds(5)).pollInterval(Duration.ofMillis(5)).until(() -> line.aborts() == 1);
    }

    @Test
    void beforeTheGraceIsOverTheLineIsNotCut() {
        downlink.close(CloseCode.GOING_AWAY);
        assertThat(line.aborts()).isZero();
    }

    @Test
    void aLineThatBreaksIsCut() {
        line.readsSlowly();
        offer("a");
        line.breaks();
        assertThat(line.aborts()).isEqualTo(1);
    }

    @Test
    void onALineThatBrokeNothingIsSent() {
        line.readsSlowly();
        offer("a");
        offer("b");
        line.breaks();
        offer("c");
        assertThat(line.sent()).containsExactly("text a");
    }

    @Test
    void whatIsOfferedToALineThatBrokeDoesNotThrow() {
        line.readsSlowly();
        offer("a");
        line.breaks();
        assertThat(offer("b")).isTrue();
    }

    @Test
    void aLineThatBrokeMayBeClosed() {
        line.readsSlowly();
        offer("a");
        line.breaks();
        downlink.close(CloseCode.GOING_AWAY);
        assertThat(line.sent()).containsExactly("text a");
    }
}
