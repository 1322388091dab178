package io.parley.adapters.redis.ingest;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.ByteArrayCodec;
import org.redisson.client.codec.StringCodec;

import io.parley.adapters.redis.Redis;
import io.parley.application.ingest.Fate;
import io.parley.application.ingest.IngestRule;
import io.parley.application.ingest.RecordingIntake;
import io.parley.application.ingest.RecordingIntake.Taken;
import io.parley.devservices.testing.StoppableRedis;
import io.parley.devservices.testing.TestServers;

import static org.assertj.core.api.Assertions.assertThat;

/** Two nodes on a real Redis, and another service that publishes there. */
class HearingChannelsTest {
    private static final Duration LEASE = Duration.ofSeconds(1);
    /** Four thirds of the lease, and what a busy machine needs. */
    private static final Duration HANDOVER = Duration.ofSeconds(10);

    private final RedissonClient service = Redis.connect(TestServers.redisUrl());
    private final String prefix = "test-" + UUID.randomUUID() + ":";
    private final IngestRule rule = Rules.channels(prefix + "*");
    private final List<Node> nodes = new ArrayList<>();

    @AfterEach
    void end() {
        nodes.forEach(Node::close);
        service.shutdown();
    }

    private Node node() {
        return node(new RecordingIntake());
    }

    private Node node(RecordingIntake intake) {
        Node node = new Node(TestServers.redisUrl(), LEASE, rule, intake);
        nodes.add(node);
        return node;
    }

    private void publish(String action, String message) {
        service.getTopic(prefix + action, StringCodec.INSTANCE).publish(message);
    }

    private static ConditionFactory soon() {
        return Awaitility.await().atMost(HANDOVER).pollInterval(Duration.ofMillis(20));
    }

    /** Publishes again and again until one of them hears. */
    private void untilHeard(Node... listeners) {
        soon().until(() -> {
            String probe = "probe " + UUID.randomUUID();
            publish("probe", probe);
            return heardBy(probe, listeners);
        });
    }

    private boolean heardBy(String message, Node... listeners) {
        try {
            Awaitility.await().atMost(Duration.ofMillis(200)).pollInterval(Duration.ofMillis(5))
                    .until(() -> Stream.of(listeners).anyMatch(node -> node.intake.messages().contains(message)));
            return true;
        } catch (ConditionTimeoutException e) {
            return false;
        }
    }

    private static List<String> numbers(RecordingIntake intake) {
        return intake.messages().stream().filter(message -> !message.startsWith("probe")).toList();
    }

    @Test
    void aMessageIsTakenInWithItsNameAndBytes() {
        Node node = node();
        untilHeard(node);
        publish("created", "{\"ä\": \"\n\"}");
        soon().untilAsserted(() -> assertThat(node.intake.taken())
                .contains(new Taken(prefix + "created", Optional.empty(), Optional.empty(), "{\"ä\": \"\n\"}")));
    }

    @Test
    void ofTwoNodesOneTakesAMessageIn() {
        RecordingIntake both = new RecordingIntake();
        Node one = node(both);
        node(both);
        untilHeard(one);
        List<String> said = IntStream.range(0, 500).mapToObj(Integer::toString).toList();
        said.forEach(number -> publish("n" + number, number));
        publish("last", "last");
        soon().until(() -> both.messages().contains("last"));
        assertThat(numbers(both)).startsWith(said.toArray(String[]::new)).hasSize(501);
    }

    @Test
    void whatIsSaidTwiceOnPurposeIsTakenInTwice() {
        Node node = node();
        untilHeard(node);
        publish("created", "same");
        publish("created", "same");
        soon().untilAsserted(() -> assertThat(numbers(node.intake)).containsExactly("same", "same"));
    }

    @Test
    void anotherNodeTakesOverFromOneThatStops() {
        Node one = node();
        untilHeard(one);
        Node two = node();
        one.stop();
        untilHeard(two);
        int before = one.intake.messages().size();
        untilHeard(two);
        assertThat(one.intake.messages()).hasSize(before);
    }

    @Test
    void anotherNodeTakesOverFromOneThatDies() {
        Node one = node();
        untilHeard(one);
        Node two = node();
        one.die();
        untilHeard(two);
    }

    @Test
    void whatWasHeardBeforeTheEndIsBroughtToItsEnd() {
        Node node = node();
        untilHeard(node);
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        node.intake.answering(_ -> {
            entered.countDown();
            await(go);
            return Fate.DELIVERED;
        });
        publish("created", "1");
        await(entered);
        CountDownLatch heard = new CountDownLatch(1);
        node.redis.getPatternTopic(prefix + "*", ByteArrayCodec.INSTANCE).addListener(byte[].class, (_, _, _) -> heard.countDown());
        publish("created", "2");
        await(heard); // The node's own listener was there first.
        Thread stopping = Thread.ofVirtual().start(node::stop);
        go.countDown();
        Awaitility.await().until(() -> !stopping.isAlive());
        assertThat(numbers(node.intake)).contains("1", "2");
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whatever is lost at a hand-over, nothing is taken in twice, and nothing overtakes. */
    @Test
    void throughManyHandoversNothingIsTakenInTwice() {
        RecordingIntake all = new RecordingIntake();
        AtomicInteger said = new AtomicInteger();
        Node holder = node(all);
        untilHeard(holder);
        Thread talking = Thread.ofVirtual().start(() -> {
            while (!Thread.currentThread().isInterrupted()) {
                publish("n", Integer.toString(said.incrementAndGet()));
            }
        });
        for (int i = 0; i < 6; i++) {
            Node next = node(all);
            if (i % 2 == 0) {
                holder.stop();
            } else {
                holder.die();
            }
            int heard = all.messages().size();
            soon().until(() -> all.messages().size() > heard + 100);
            holder = next;
        }
        talking.interrupt();
        List<Integer> numbers = numbers(all).stream().map(Integer::valueOf).toList();
        assertThat(numbers).doesNotHaveDuplicates().isSorted();
    }

    @Test
    void whatIsMoreThanCanBeTakenInIsDroppedAndTold() {
        Node node = node();
        untilHeard(node);
        CountDownLatch go = new CountDownLatch(1);
        node.intake.answering(_ -> {
            await(go);
            return Fate.DELIVERED;
        });
        byte[] megabyte = new byte[1024 * 1024];
        for (int i = 0; i < 9; i++) {
            service.getTopic(prefix + "big", ByteArrayCodec.INSTANCE).publish(megabyte);
        }
        soon().untilAsserted(() -> assertThat(node.intake.dropped()).containsOnly(prefix + "big").hasSizeBetween(1, 2));
        go.countDown();
        untilHeard(node);
    }

    @Test
    void afterAnOutageOfRedisItIsHeardAgainOnce() {
        try (StoppableRedis server = TestServers.startRedis();
                Node one = new Node(server.url(), LEASE, rule);
                Node two = new Node(server.url(), LEASE, rule, one.intake)) {
            soon().until(() -> probeArrives(one, two));
            server.stop();
            server.start();
            soon().ignoreExceptions().until(() -> probeArrives(one, two));
            two.redis.getTopic(prefix + "x", StringCodec.INSTANCE).publish("once");
            two.redis.getTopic(prefix + "x", StringCodec.INSTANCE).publish("fence");
            soon().until(() -> one.intake.messages().contains("fence"));
            assertThat(one.intake.messages()).containsOnlyOnce("once");
        }
    }

    private boolean probeArrives(Node one, Node two) {
        String probe = "probe " + UUID.randomUUID();
        two.redis.getTopic(prefix + "probe", StringCodec.INSTANCE).publish(probe);
        return heardBy(probe, one);
    }
}
