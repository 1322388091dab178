package io.parley.application.channel;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import io.parley.domain.channel.ChannelName;
import io.parley.domain.channel.Rule;
import io.parley.domain.delivery.Audience;
import io.parley.domain.delivery.Delivery;
import io.parley.domain.delivery.Message;
import io.parley.domain.delivery.Position;
import io.parley.domain.delivery.Priority;
import io.parley.domain.payload.Payload;

import static org.assertj.core.api.Assertions.assertThat;

/** What was said before somebody entered, as he is told it. */
class SubscribingHistoryTest extends OneNode {
    private static final ChannelName JOB = new ChannelName("jobs.7");

    private static Wish wishForLast(int messages, ChannelName channel) {
        return new Wish(channel, true, Optional.empty(), messages, Optional.empty(), Optional.empty());
    }

    private static Optional<List<String>> words(Entry entry) {
        return messages(entry).map(all -> all.stream().map(Delivery::event).map(event -> ((Message) event).event()).toList());
    }

    private void saysTo(Audience audience, String event) {
        valueOf(node.publishing.broadcast(BACKEND, ROOM, new Publishing.Words(event, Payload.NULL, Priority.NORMAL, audience)));
    }

    @Test
    void whoDoesNotAskIsNotTold() {
        says(ROOM, "one");
        assertThat(messages(enters(ada, ROOM))).isEmpty();
    }

    @Test
    void whoAsksIsToldTheLastMessagesTheOldestFirst() {
        List.of("one", "two", "three").forEach(event -> says(ROOM, event));
        assertThat(words(enters(ada, wishForLast(2, ROOM)))).contains(List.of("two", "three"));
    }

    @Test
    void whatIsToldLeadsUpToTheNewestPosition() {
        List.of("one", "two", "three").forEach(event -> says(ROOM, event));
        Entry entry = enters(ada, wishForLast(2, ROOM));
        assertThat(messages(entry).orElseThrow()).extracting(said -> said.position().map(Position::offset).orElseThrow())
                .containsExactly(2L, 3L);
        assertThat(reached(entry)).map(Position::offset).contains(3L);
    }

    @Test
    void whatWasToldIsNotHeardAgain() {
        says(ROOM, "one");
        Entry entry = valueOf(asks(ada, wishForLast(10, ROOM)));
        says(ROOM, "two");
        node.subscribing.goLive(ada, entry);
        assertThat(words(entry)).contains(List.of("one"));
        assertThat(ada.words()).containsExactly("two");
    }

    /** The moment between registering and reading: it is in the history already, and arrives too. */
    @Test
    void whatIsSaidWhileSomebodyEntersIsToldOnce() {
        node.backplane.faults().justBefore("read", () -> says(ROOM, "meanwhile"));
        Entry entry = enters(ada, wishForLast(10, ROOM));
        assertThat(words(entry)).contains(List.of("meanwhile"));
        assertThat(ada.words()).isEmpty();
    }

    @Test
    void whoAsksWhereNothingWasSaidIsToldThatNothingWas() {
        assertThat(words(enters(ada, wishForLast(10, ROOM)))).contains(List.of());
    }

    @Test
    void noMoreIsToldThanIsKept() {
        IntStream.rangeClosed(1, 101).forEach(i -> says(ROOM, "" + i));
        assertThat(words(enters(ada, wishForLast(1_000, ROOM))).orElseThrow()).hasSize(100).startsWith("2").endsWith("101");
    }

    @Test
    void whatIsTooOldIsNotTold() {
        says(ROOM, "yesterday");
        cluster.clock.advance(Duration.ofHours(24));
        says(ROOM, "today");
        assertThat(words(enters(ada, wishForLast(10, ROOM)))).contains(List.of("today"));
    }

    @Test
    void inAChannelWithoutHistoryThereIsNothingToTell() {
        says(LOBBY, "one");
        assertThat(messages(enters(ada, wishForLast(10, LOBBY)))).isEmpty();
    }

    @Test
    void whoHearsItAlreadyMayAskForTheLastMessagesToo() {
        enters(ada, ROOM);
        says(ROOM, "one");
        assertThat(words(enters(ada, wishForLast(10, ROOM)))).contains(List.of("one"));
    }

    // For whom it was

    @Test
    void whatWasForOthersIsNotToldLaterEither() {
        saysTo(new Audience(Optional.of(Set.of("bob")), Set.of(), Set.of(), Optional.empty()), "for bob");
        saysTo(new Audience(Optional.empty(), Set.of("ada"), Set.of(), Optional.empty()), "without ada");
        saysTo(new Audience(Optional.empty(), Set.of(), Set.of("ada-1"), Optional.empty()), "without that line");
        saysTo(new Audience(Optional.empty(), Set.of(), Set.of(), Optional.of(new Rule("auth.uid != 'ada'"))), "filtered");
        says(ROOM, "for all");
        assertThat(words(enters(ada, wishForLast(10, ROOM)))).contains(List.of("for all"));
        assertThat(words(enters(bob, wishForLast(10, ROOM)))).map(List::size).contains(5);
    }

    @Test
    void whatWasForOthersCountsInThePositionAllTheSame() {
        saysTo(new Audience(Optional.of(Set.of("bob")), Set.of(), Set.of(), Optional.empty()), "for bob");
        assertThat(reached(enters(ada, wishForLast(10, ROOM)))).map(Position::offset).contains(1L);
    }

    // What is told unasked

    @Test
    void whereTheStateIsToldOnSubscribeTheNewestMessageComesUnasked() {
        makes(JOB, SomeRoom.saying("{\"userId\":\"ada\"}"));
        says(JOB, "running");
        says(JOB, "done");
        assertThat(words(enters(ada, JOB))).contains(List.of("done"));
    }

    @Test
    void whereTheStateIsToldOnSubscribeItIsToldThatThereIsNone() {
        makes(JOB, SomeRoom.saying("{\"userId\":\"ada\"}"));
        assertThat(words(enters(ada, JOB))).contains(List.of());
    }
}
