package io.parley.application.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.BeforeEach;

import io.parley.domain.channel.ChannelId;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.channel.History;
import io.parley.domain.delivery.ChannelEvent;
import io.parley.domain.delivery.Message;
import io.parley.domain.delivery.Position;
import io.parley.domain.identity.Profile;
import io.parley.domain.identity.RealmId;
import io.parley.domain.identity.UserId;
import io.parley.domain.payload.Payload;
import io.parley.domain.presence.Member;

import static org.assertj.core.api.Assertions.assertThat;

/** Two nodes on one backplane, a channel of a realm that no other test knows, and what tests of a backplane say in it. */
abstract class TwoNodes {
    /** Plenty, and with an age that no test outlives. */
    protected static final History KEPT = new History(1_000, Duration.ofHours(1));

    static final Instant AT = Instant.parse("2026-03-01T12:00:00.123Z");

    final RealmId realm = new RealmId("r-" + UUID.randomUUID());
    final ChannelId channel = channel("room:" + UUID.randomUUID());
    final RecordingListener here = new RecordingListener();
    final RecordingListener there = new RecordingListener();
    Backplane one;
    Backplane other;

    /** A new node on the one backplane that all nodes of this test share. */
    protected abstract Backplane node();

    @BeforeEach
    void twoNodesOnOneBackplane() {
        one = node();
        other = node();
    }

    ChannelId channel(String name) {
        return new ChannelId(realm, new ChannelName(name));
    }

    Message message(ChannelId in, String json) {
        return new Message(in, "greeting", Payload.ofJson(json), AT, Optional.of(new UserId(in.realm(), "ada")));
    }

    Message message(String json) {
        return message(channel, json);
    }

    Member member(Profile profile) {
        return new Member(new UserId(realm, "auth0|Jörg"), profile);
    }

    static ConditionFactory soon() {
        return Awaitility.await().atMost(Duration.ofSeconds(10)).pollInterval(Duration.ofMillis(2));
    }

    static void hears(RecordingListener listener, ChannelEvent... events) {
        soon().untilAsserted(() -> assertThat(listener.events()).containsExactly(events));
    }

    /** When this returns, whatever was published before has had its chance to arrive at both nodes. */
    void afterAMarker() {
        ChannelId elsewhere = channel("marker:" + UUID.randomUUID());
        RecordingListener ends = new RecordingListener();
        RecordingListener otherEnds = new RecordingListener();
        one.attach(elsewhere, ends);
        other.attach(elsewhere, otherEnds);
        Message marker = message(elsewhere, "0");
        one.publish(marker, History.NONE);
        hears(ends, marker);
        hears(otherEnds, marker);
    }

    ChannelEvent travels(ChannelEvent event, History history) {
        other.attach(channel, there);
        one.publish(event, history);
        soon().until(() -> !there.deliveries().isEmpty());
        return there.events().getFirst();
    }

    /** The last that were said, as who enters reads them. */
    static Page recent(Backplane node, ChannelId channel, int limit) {
        Excerpt excerpt = node.read(channel, Reading.last(limit));
        return new Page(excerpt.newest(), excerpt.deliveries().reversed());
    }

    Position newest(Backplane node) {
        return recent(node, channel, 0).newest();
    }

    List<Position> publishAtOnce(int publishers, int each) throws Exception {
        List<Position> told = Collections.synchronizedList(new ArrayList<>());
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Void>> tasks = IntStream.range(0, publishers).<Callable<Void>>mapToObj(publisher -> () -> {
                Backplane node = publisher % 2 == 0 ? one : other;
                for (int i = 0; i < each; i++) {
                    told.add(node.publish(message("\"" + publisher + "/" + i + "\""), KEPT).orElseThrow());
                }
                return null;
            }).toList();
            for (Future<Void> task : threads.invokeAll(tasks)) {
                task.get();
            }
        }
        return List.copyOf(told);
    }
}
