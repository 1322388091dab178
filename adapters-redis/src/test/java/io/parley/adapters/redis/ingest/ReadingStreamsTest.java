package io.parley.adapters.redis.ingest;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.redisson.api.RStream;
import org.redisson.api.RedissonClient;
import org.redisson.api.stream.StreamAddArgs;
import org.redisson.api.stream.StreamMessageId;
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

/** Streams on a real Redis: nothing is lost, and a repetition is known by its key. */
class ReadingStreamsTest {
    private static final Duration LEASE = Duration.ofSeconds(1);

    private final RedissonClient service = Redis.connect(TestServers.redisUrl());
    private final String name = "test-stream-" + UUID.randomUUID();
    private final IngestRule rule = Rules.stream(name);
    private final List<Node> nodes = new ArrayList<>();

    @AfterEach
    void end() {
        nodes.forEach(Node::close);
        stream().delete();
        service.shutdown();
    }

    private Node node(RecordingIntake intake) {
        Node node = new Node(TestServers.redisUrl(), LEASE, rule, intake);
        nodes.add(node);
        return node;
    }

    private RStream<String, String> stream() {
        return service.getStream(name, StringCodec.INSTANCE);
    }

    private StreamMessageId add(String data) {
        return stream().add(StreamAddArgs.entry("data", data));
    }

    private List<String> addNumbers(int count) {
        List<String> numbers = IntStream.rangeClosed(1, count).mapToObj(Integer::toString).toList();
        numbers.forEach(this::add);
        return numbers;
    }

    private static ConditionFactory soon() {
        return Awaitility.await().atMost(Duration.ofSeconds(15)).pollInterval(Duration.ofMillis(20));
    }

    private static void takes(RecordingIntake intake, List<String> messages) {
        soon().untilAsserted(() -> assertThat(intake.messages()).containsExactlyElementsOf(messages));
    }

    private void nothingIsLeftToAcknowledge() {
        soon().until(() -> stream().getPendingInfo(StreamReading.GROUP).getTotal() == 0);
    }

    @Test
    void anEntryIsTakenInWithItsIdAsKeyAndAcknowledged() {
        RecordingIntake intake = new RecordingIntake();
        node(intake);
        StreamMessageId id = stream().add(StreamAddArgs.entries(Map.of("event", "payment:made", "data", "{\"ä\":1}", "more", "x")));
        soon().untilAsserted(() -> assertThat(intake.taken())
                .containsExactly(new Taken(name, Optional.of("payment:made"), Optional.of(id.toString()), "{\"ä\":1}")));
        nothingIsLeftToAcknowledge();
    }

    @Test
    void whatWasThereBeforeTheFirstNodeIsTakenInToo() {
        List<String> said = addNumbers(200);
        RecordingIntake intake = new RecordingIntake();
        node(intake);
        takes(intake, said);
    }

    @Test
    void twoNodesTakeEachEntryInOnceAndInOrder() {
        RecordingIntake both = new RecordingIntake();
        node(both);
        node(both);
        takes(both, addNumbers(300));
        nothingIsLeftToAcknowledge();
    }

    @Test
    void whatMeetsNoAnswerIsTakenInAgainBeforeWhatFollows() {
        RecordingIntake intake = new RecordingIntake();
        AtomicBoolean away = new AtomicBoolean(true);
        intake.answering(taken -> taken.json().equals("2") && away.getAndSet(false) ? Fate.UNAVAILABLE : Fate.DELIVERED);
        node(intake);
        addNumbers(3);
        takes(intake, List.of("1", "2", "2", "3"));
        assertThat(intake.taken().get(1).key()).isEqualTo(intake.taken().get(2).key());
        nothingIsLeftToAcknowledge();
    }

    @Test
    void whatIsMalformedIsAcknowledgedAndTheNextIsTakenIn() {
        RecordingIntake intake = new RecordingIntake();
        intake.answering(taken -> taken.json().equals("{}") ? Fate.DELIVERED : Fate.MALFORMED);
        node(intake);
        stream().add(StreamAddArgs.entry("other", "x"));
        add("{}");
        takes(intake, List.of("", "{}"));
        nothingIsLeftToAcknowledge();
    }

    /** The node dies between publishing and acknowledging: the entry comes again, with the key by which it is known. */
    @Test
    void whatADeadNodeDidNotAcknowledgeTheNextOneTakesInUnderTheSameKey() {
        RecordingIntake first = new RecordingIntake();
        RecordingIntake second = new RecordingIntake();
        Node dying = node(first);
        first.answering(taken -> {
            if (taken.json().equals("2")) {
                dying.die();
            }
            return Fate.DELIVERED;
        });
        addNumbers(3);
        soon().until(() -> first.messages().contains("2"));
        node(second);
        takes(second, List.of("2", "3"));
        assertThat(second.taken().getFirst().key()).isEqualTo(first.taken().getLast().key());
        nothingIsLeftToAcknowledge();
    }

    @Test
    void throughManyDeathsEachKeyIsTakenInAndInOrder() {
        RecordingIntake all = new RecordingIntake();
        AtomicInteger said = new AtomicInteger();
        Node holder = node(all);
        for (int i = 0; i < 5; i++) {
            int heard = all.messages().size();
            for (int n = 0; n < 50; n++) {
                add(Integer.toString(said.incrementAndGet()));
            }
            soon().until(() -> all.messages().size() > heard + 10);
            Node next = node(all);
            holder.die();
            holder = next;
        }
        List<Integer> numbers = IntStream.rangeClosed(1, said.get()).boxed().toList();
        soon().untilAsserted(() -> assertThat(all.taken().stream().map(Taken::key).distinct()).hasSize(numbers.size()));
        assertThat(all.messages().stream().map(Integer::valueOf).distinct()).containsExactlyElementsOf(numbers);
        nothingIsLeftToAcknowledge();
    }

    @Test
    void anEntryThatWasDeletedBeforeItWasAcknowledgedHoldsNothingUp() {
        RecordingIntake intake = new RecordingIntake();
        AtomicBoolean away = new AtomicBoolean(true);
        intake.answering(taken -> taken.json().equals("gone") && away.get() ? Fate.UNAVAILABLE : Fate.DELIVERED);
        node(intake);
        StreamMessageId gone = add("gone");
        soon().until(() -> intake.messages().contains("gone"));
        stream().remove(gone);
        away.set(false);
        add("next");
        soon().until(() -> intake.messages().contains("next"));
        nothingIsLeftToAcknowledge();
    }

    @Test
    void aStreamThatWasLostIsReadAnew() {
        RecordingIntake intake = new RecordingIntake();
        node(intake);
        add("before");
        takes(intake, List.of("before"));
        stream().delete();
        add("after");
        takes(intake, List.of("before", "after"));
    }

    @Test
    void afterAnOutageOfRedisNothingIsMissing() {
        try (StoppableRedis server = TestServers.startRedis(); Node node = new Node(server.url(), LEASE, rule)) {
            RStream<byte[], byte[]> there = node.redis.getStream(name, ByteArrayCodec.INSTANCE);
            addTo(there, "1");
            takes(node.intake, List.of("1"));
            server.stop();
            server.start();
            soon().ignoreExceptions().until(() -> addTo(there, "2"));
            takes(node.intake, List.of("1", "2"));
        }
    }

    private static boolean addTo(RStream<byte[], byte[]> there, String data) {
        there.add(StreamAddArgs.entry("data".getBytes(StandardCharsets.UTF_8), data.getBytes(StandardCharsets.UTF_8)));
        return true;
    }
}
