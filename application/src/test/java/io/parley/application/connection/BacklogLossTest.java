package io.parley.application.connection;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import io.parley.application.protocol.Lossy;
import io.parley.application.protocol.ServerMessage;
import io.parley.domain.channel.ChannelId;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.delivery.Audience;
import io.parley.domain.delivery.Message;
import io.parley.domain.delivery.Position;
import io.parley.domain.delivery.Priority;
import io.parley.domain.delivery.Skipped;
import io.parley.domain.identity.RealmId;
import io.parley.domain.payload.Payload;

import static org.assertj.core.api.Assertions.assertThat;

/** What is lost where something may be, and what is said of it. */
class BacklogLossTest {
    private static final int SIZE = 1_000;
    private static final Lossy COALESCED = Lossy.replaceable("k");

    private final Backlog<String> backlog = new Backlog<>(5 * SIZE, BacklogLossTest::inWords);
    private long newest;

    private static String inWords(ServerMessage message) {
        ServerMessage.Gap gap = (ServerMessage.Gap) message;
        return "-" + gap.channel() + gap.skipped().range().map(range -> range.from() + ".." + range.to()).orElse("") + "("
                + gap.skipped().count() + ")";
    }

    static ServerMessage said(String channel, Optional<Position> position, Optional<Lossy> lossy, Priority priority) {
        ChannelName name = new ChannelName(channel);
        return new ServerMessage.Event(new Message(new ChannelId(RealmId.DEFAULT, name.canonical()), "e", Payload.NULL, Instant.EPOCH,
                Optional.empty(), Audience.EVERYBODY, priority), position, name, lossy);
    }

    private boolean offer(String channel, Optional<Lossy> lossy, int bytes, String epoch) {
        Position position = new Position(epoch, ++newest);
        return backlog.offer(channel + position.offset(), bytes, said(channel, Optional.of(position), lossy, Priority.NORMAL));
    }

    private void offer(int times, String channel, Lossy lossy) {
        IntStream.range(0, times).forEach(_ -> assertThat(offer(channel, Optional.of(lossy), SIZE, "e")).isTrue());
    }

    private void keep(int times, String channel) {
        IntStream.range(0, times).forEach(_ -> assertThat(offer(channel, Optional.empty(), SIZE, "e")).isTrue());
    }

    private List<String> all() {
        List<String> polled = new ArrayList<>();
        for (String item = backlog.poll(); item != null; item = backlog.poll()) {
            polled.add(item);
        }
        return polled;
    }

    // Which go

    @Test
    void untilTheBacklogIsAtItsBoundNothingIsLost() {
        offer(5, "a", Lossy.OLDEST_FIRST);
        assertThat(all()).containsExactly("a1", "a2", "a3", "a4", "a5");
    }

    @Test
    void theOldestGoFirstAndNoMoreThanIsNeeded() {
        offer(7, "a", Lossy.OLDEST_FIRST);
        assertThat(all()).containsExactly("-a1..3(3)", "a4", "a5", "a6", "a7");
    }

    @Test
    void whereMessagesGoTogetherTheNewestAloneIsLeft() {
        offer(6, "a", Lossy.TOGETHER);
        assertThat(all()).containsExactly("-a1..5(5)", "a6");
    }

    @Test
    void aNewerMessageTakesThePlaceOfAnOlderAlthoughThereIsRoom() {
        offer(2, "a", COALESCED);
        assertThat(all()).containsExactly("-a1..1(1)", "a2");
    }

    @Test
    void whatHasAnotherKeyStays() {
        offer(1, "a", COALESCED);
        offer(1, "a", Lossy.replaceable("other"));
        offer(1, "b", COALESCED);
        offer(2, "a", COALESCED);
        assertThat(all()).containsExactly("-a1..1(1)", "a2", "b3", "-a4..4(1)", "a5");
    }

    @Test
    void whatGoesToTheClientIsNotReplacedAnyMore() {
        offer(1, "a", COALESCED);
        keep(1, "b");
        assertThat(backlog.poll()).isEqualTo("a1");
        offer(1, "a", COALESCED);
        assertThat(all()).containsExactly("b2", "a3");
    }

    @Test
    void atTheBoundWhatIsCoalescedGoesOldestFirst() {
        IntStream.range(0, 6).forEach(i -> offer(1, "a", Lossy.replaceable("" + i)));
        assertThat(all()).containsExactly("-a1..2(2)", "a3", "a4", "a5", "a6");
    }

    @Test
    void aLossyChannelLosesItsOwnBeforeThoseOfOthers() {
        offer(1, "b", Lossy.OLDEST_FIRST);
        offer(5, "a", Lossy.OLDEST_FIRST);
        assertThat(all()).containsExactly("b1", "-a2..3(2)", "a4", "a5", "a6");
    }

    @Test
    void whatMayNotBeLostTakesTheRoomOfWhatMay() {
        offer(3, "a", Lossy.OLDEST_FIRST);
        keep(4, "b");
        assertThat(all()).containsExactly("-a1..3(3)", "b4", "b5", "b6", "b7");
    }

    @Test
    void whatMayNotBeLostIsNotLost() {
        keep(4, "b");
        offer(3, "a", Lossy.OLDEST_FIRST);
        assertThat(offer("b", Optional.empty(), 2 * SIZE, "e")).isFalse();
        assertThat(all()).startsWith("b1", "b2", "b3", "b4");
    }

    @Test
    void whereNothingElseCanBeLostItIsTheNewcomer() {
        keep(4, "b");
        assertThat(offer("b", Optional.empty(), SIZE / 2, "e")).isTrue();
        offer(2, "a", Lossy.OLDEST_FIRST);
        assertThat(all()).containsExactly("b1", "b2", "b3", "b4", "b5", "-a6..7(2)");
    }

    @Test
    void whereThereIsNotEvenRoomForAGapItIsRefused() {
        keep(5, "b");
        assertThat(offer("a", Optional.of(Lossy.OLDEST_FIRST), SIZE, "e")).isFalse();
    }

    @Test
    void whatIsLargerThanTheBoundIsRefusedAndNothingIsLostForIt() {
        offer(3, "a", Lossy.OLDEST_FIRST);
        assertThat(offer("a", Optional.of(Lossy.OLDEST_FIRST), 5 * SIZE + 1, "e")).isFalse();
        assertThat(all()).containsExactly("a1", "a2", "a3");
    }

    @Test
    void whatWasLostBeforeDoesNotHideWhatWaitsAlone() {
        keep(4, "b");
        assertThat(offer("b", Optional.empty(), SIZE / 2, "e")).isTrue();
        offer(2, "a", COALESCED);
        all();
        offer(2, "a", COALESCED);
        assertThat(all()).containsExactly("-a8..8(1)", "a9");
    }

    // What is said of it

    @Test
    void whatWasSaidBetweenIsBetweenTwoGaps() {
        offer(2, "a", COALESCED);
        backlog.offer("left", 1, new ServerMessage.Unsubscribed(Optional.empty(), new ChannelName("a")));
        offer(2, "a", COALESCED);
        assertThat(all()).containsExactly("-a1..2(2)", "left", "-a3..3(1)", "a4");
    }

    @Test
    void aGapOfTwoEpochsIsTwo() {
        offer(2, "a", COALESCED);
        offer("a", Optional.of(COALESCED), SIZE, "f");
        offer("a", Optional.of(COALESCED), SIZE, "f");
        assertThat(all()).containsExactly("-a1..2(2)", "-a3..3(1)", "a4");
    }

    @Test
    void aGapThatGrowsBetweenTwoOthersIsOneWithThem() {
        Lossy other = Lossy.replaceable("other");
        offer(1, "a", COALESCED);
        offer(1, "a", other);
        offer(2, "a", COALESCED);
        offer(1, "a", other);
        assertThat(all()).containsExactly("-a1..3(3)", "a4", "a5");
    }

    @Test
    void aGapIsOfTheNameByWhichTheClientCallsTheChannel() {
        offer(2, "user.ada", COALESCED);
        assertThat(backlog.poll()).startsWith("-user.ada");
    }

    @Test
    void messagesWithoutPositionsAreCounted() {
        for (int i = 1; i <= 3; i++) {
            backlog.offer("a" + i, SIZE, said("a", Optional.empty(), Optional.of(COALESCED), Priority.NORMAL));
        }
        assertThat(all()).containsExactly("-a(2)", "a3");
    }

    @Test
    void nothingOvertakesAGapOfItsChannel() {
        backlog.offer("a1", SIZE, said("a", Optional.empty(), Optional.of(COALESCED), Priority.LOW));
        keep(1, "b");
        backlog.offer("a2", SIZE, said("a", Optional.empty(), Optional.of(COALESCED), Priority.HIGH));
        assertThat(all()).containsExactly("b1", "-a(1)", "a2");
    }

    @Test
    void toLookAtAGapDoesNotEndIt() {
        offer(2, "a", COALESCED);
        assertThat(backlog.peek()).isEqualTo("-a1..1(1)");
        offer(1, "a", COALESCED);
        assertThat(all()).containsExactly("-a1..2(2)", "a3");
    }

    @Test
    void aGapWaitsAndWeighsNoMoreThanWhatItStandsFor() {
        offer(2, "a", COALESCED);
        assertThat(backlog.size()).isEqualTo(2);
        assertThat(backlog.bytes()).isEqualTo(SIZE + LossyItem.GAP_BYTES);
        all();
        assertThat(List.of(backlog.size(), (int) backlog.bytes())).containsExactly(0, 0);
    }

    @Test
    void howeverMuchIsLostTheRestIsInOrder() {
        offer(100_000, "a", Lossy.OLDEST_FIRST);
        assertThat(all()).containsExactly("-a1..99996(99996)", "a99997", "a99998", "a99999", "a100000");
    }

    @Test
    void whatIsForgottenIsNotToldAsLost() {
        offer(7, "a", Lossy.OLDEST_FIRST);
        backlog.clear();
        offer(2, "a", Lossy.OLDEST_FIRST);
        assertThat(all()).containsExactly("a8", "a9");
    }
}
