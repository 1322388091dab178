package io.parley.application.connection;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import io.parley.application.protocol.ServerMessage;
import io.parley.domain.channel.ChannelId;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.connection.CloseCode;
import io.parley.domain.delivery.Audience;
import io.parley.domain.delivery.Message;
import io.parley.domain.delivery.Position;
import io.parley.domain.delivery.Priority;
import io.parley.domain.identity.RealmId;
import io.parley.domain.payload.Payload;

import static io.parley.domain.delivery.Priority.HIGH;
import static io.parley.domain.delivery.Priority.LOW;
import static io.parley.domain.delivery.Priority.NORMAL;
import static org.assertj.core.api.Assertions.assertThat;

class BacklogTest {
    private static final ServerMessage ABOUT_NOTHING = new ServerMessage.Heartbeat(Instant.EPOCH);
    private static final ServerMessage LAST_WORDS = new ServerMessage.Disconnect(CloseCode.GOING_AWAY, Optional.empty());

    private final Backlog<String> backlog = new Backlog<>(100, _ -> "gap");

    static ServerMessage said(String channel, Priority priority) {
        ChannelName name = new ChannelName(channel);
        return new ServerMessage.Event(new Message(new ChannelId(RealmId.DEFAULT, name.canonical()), "e", Payload.NULL, Instant.EPOCH,
                Optional.empty(), Audience.EVERYBODY, priority), Optional.empty(), name);
    }

    private boolean offer(String item, String channel, Priority priority) {
        return backlog.offer(item, 1, said(channel, priority));
    }

    private List<String> all() {
        List<String> polled = new ArrayList<>();
        for (String item = backlog.poll(); item != null; item = backlog.poll()) {
            polled.add(item);
        }
        return polled;
    }

    // Order

    @Test
    void whatWaitsGoesInTheOrderInWhichItCame() {
        offer("1", "a", NORMAL);
        offer("2", "b", NORMAL);
        offer("3", "a", NORMAL);
        assertThat(all()).containsExactly("1", "2", "3");
    }

    @Test
    void ofTwoChannelsTheOneOfHigherPriorityGoesFirst() {
        offer("low", "a", LOW);
        offer("normal", "b", NORMAL);
        offer("high", "c", HIGH);
        assertThat(all()).containsExactly("high", "normal", "low");
    }

    @Test
    void insideAChannelNothingOvertakesAnything() {
        offer("1", "a", LOW);
        offer("2", "a", NORMAL);
        offer("3", "a", HIGH);
        assertThat(all()).containsExactly("1", "2", "3");
    }

    @Test
    void whatStaysBehindItsChannelStaysBehindWhatTheChannelStandsBehind() {
        offer("other", "b", NORMAL);
        offer("1", "a", LOW);
        offer("2", "a", HIGH);
        assertThat(all()).containsExactly("other", "1", "2");
    }

    @Test
    void aChannelThatWaitsNoMoreHoldsNothingBack() {
        offer("1", "a", NORMAL);
        offer("other", "b", NORMAL);
        backlog.poll();
        offer("2", "a", HIGH);
        assertThat(all()).containsExactly("2", "other");
    }

    @Test
    void aChannelThatStillWaitsHoldsItsNextBack() {
        offer("1", "a", NORMAL);
        offer("other", "b", NORMAL);
        offer("2", "a", NORMAL);
        offer("first", "c", HIGH);
        assertThat(List.of(backlog.poll(), backlog.poll())).containsExactly("first", "1");
        offer("3", "a", HIGH);
        assertThat(all()).containsExactly("other", "2", "3");
    }

    @Test
    void aChannelOfTwoNamesIsOne() {
        offer("1", "private:user-ada", NORMAL);
        offer("2", "user.ada", HIGH);
        assertThat(all()).containsExactly("1", "2");
    }

    @Test
    void aPositionOfAChannelDoesNotOvertakeWhatWasSaidThere() {
        offer("said", "a", LOW);
        backlog.offer("position", 1, new ServerMessage.Reached(new ChannelName("a"), new Position("e", 1)));
        assertThat(all()).containsExactly("said", "position");
    }

    @Test
    void whatIsAboutNoChannelIsOfNormalPriority() {
        offer("low", "a", LOW);
        backlog.offer("pong", 1, ABOUT_NOTHING);
        offer("high", "b", HIGH);
        assertThat(all()).containsExactly("high", "pong", "low");
    }

    @Test
    void theLastWordGoesBehindEverything() {
        offer("low", "a", LOW);
        backlog.offer("last", 1, LAST_WORDS);
        assertThat(all()).containsExactly("low", "last");
    }

    @Test
    void nothingThatComesAfterTheLastWordGoesBehindIt() {
        backlog.offer("last", 1, LAST_WORDS);
        offer("low", "a", LOW);
        offer("normal", "b", NORMAL);
        assertThat(all()).containsExactly("normal", "low", "last");
    }

    @Test
    void howeverMuchWaitsTheOrderHolds() {
        Backlog<Integer> large = new Backlog<>(Long.MAX_VALUE, _ -> 0);
        List<Integer> polled = new ArrayList<>();
        IntStream.range(0, 1_000).forEach(i -> {
            large.offer(2 * i, 1, said("a", NORMAL));
            large.offer(2 * i + 1, 1, said("a", NORMAL));
            polled.add(large.poll());
        });
        for (Integer item = large.poll(); item != null; item = large.poll()) {
            polled.add(item);
        }
        assertThat(polled).containsExactlyElementsOf(IntStream.range(0, 2_000).boxed().toList());
    }

    // The bound

    @Test
    void asMuchAsTheBoundMayWait() {
        assertThat(backlog.offer("x", 100, ABOUT_NOTHING)).isTrue();
    }

    @Test
    void overTheBoundNothingIsTaken() {
        backlog.offer("x", 60, ABOUT_NOTHING);
        assertThat(backlog.offer("y", 41, ABOUT_NOTHING)).isFalse();
        assertThat(all()).containsExactly("x");
    }

    @Test
    void whatIsTakenOutMakesRoom() {
        backlog.offer("x", 60, ABOUT_NOTHING);
        backlog.poll();
        assertThat(backlog.offer("y", 100, ABOUT_NOTHING)).isTrue();
    }

    @Test
    void whatWaitsIsCountedAndWeighed() {
        backlog.offer("x", 60, said("a", LOW));
        backlog.offer("y", 30, said("b", HIGH));
        assertThat(List.of(backlog.size(), (int) backlog.bytes())).containsExactly(2, 90);
    }

    // What is next

    @Test
    void whereNothingWaitsThereIsNothing() {
        assertThat(backlog.poll()).isNull();
        assertThat(backlog.peek()).isNull();
    }

    @Test
    void toLookAtWhatIsNextTakesNothingOut() {
        offer("normal", "a", NORMAL);
        offer("high", "b", HIGH);
        assertThat(backlog.peek()).isEqualTo("high");
        assertThat(all()).containsExactly("high", "normal");
    }

    @Test
    void whatIsForgottenWaitsNoMore() {
        offer("x", "a", NORMAL);
        backlog.clear();
        assertThat(backlog.poll()).isNull();
        assertThat(List.of(backlog.size(), (int) backlog.bytes())).containsExactly(0, 0);
    }

    @Test
    void whatIsForgottenHoldsNothingBack() {
        offer("x", "a", LOW);
        backlog.clear();
        offer("normal", "b", NORMAL);
        offer("high", "a", HIGH);
        assertThat(all()).containsExactly("high", "normal");
    }
}
