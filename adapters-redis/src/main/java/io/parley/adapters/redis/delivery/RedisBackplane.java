package io.parley.adapters.redis.delivery;

import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.redisson.api.RedissonClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.parley.adapters.redis.Keys;
import io.parley.adapters.redis.Redis;
import io.parley.adapters.redis.Script;
import io.parley.application.Unavailable;
import io.parley.application.delivery.Backplane;
import io.parley.application.delivery.BackplaneListener;
import io.parley.application.delivery.Excerpt;
import io.parley.application.delivery.Reading;
import io.parley.domain.channel.ChannelId;
import io.parley.domain.channel.History;
import io.parley.domain.delivery.ChannelEvent;
import io.parley.domain.delivery.Delivery;
import io.parley.domain.delivery.Lineage;
import io.parley.domain.delivery.Message;
import io.parley.domain.delivery.Once;
import io.parley.domain.delivery.Position;
import io.parley.domain.delivery.Stretch;
import io.parley.domain.refusal.Outcome;

/**
 * Events between nodes through Redis. Channels fall into partitions, each of which lies on one server: its events go there in a {@link Lane},
 * and are heard by an {@link Ear}, over which a {@link Watch} keeps.
 */
public final class RedisBackplane implements Backplane, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RedisBackplane.class);
    private static final Script READ = Script.of("position.lua", "read.lua");
    /** Neighbouring partitions mostly lie on one server, so that their events may travel together. */
    private static final int PARTITIONS_PER_LANE = 8;
    /** As much is read at once as a client's backlog can take. */
    private static final int READ_BYTES = 256 * 1024;
    private static final String REUSED = "!reused";
    private static final String FULL = "!full";

    private final RedissonClient redis;
    private final Supplier<UUID> epochs;
    private final String node;
    private final Watch watch;
    private final Lane[] lanes;
    /** Apart, so that who waits for a replica that is away holds up nobody else. */
    private final Lane[] lanesToReplicas;
    private final ConcurrentMap<Integer, Ear> ears = new ConcurrentHashMap<>();
    private final ExecutorService executor = Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("backplane-", 0).factory());

    /**
     * A node's backplane, which begins to prove that it hears.
     *
     * @param node   a name that no other node has, nor had
     * @param epochs names for epochs; each must be new in the cluster's life
     */
    public RedisBackplane(RedissonClient redis, String node, Supplier<UUID> epochs, InstantSource clock) {
        this.redis = redis;
        this.epochs = epochs;
        this.node = node;
        watch = new Watch(clock);
        lanes = lanesOver(redis);
        lanesToReplicas = lanesOver(redis);
        ear(0); // Before the first client comes, it is known whether he would be served.
    }

    private static Lane[] lanesOver(RedissonClient redis) {
        return Stream.generate(() -> new Lane(redis)).limit(Keys.PARTITIONS / PARTITIONS_PER_LANE).toArray(Lane[]::new);
    }

    @Override
    public Optional<Position> publish(ChannelEvent event, History history) {
        return stored(answerOf(send(event, history, Optional.empty())));
    }

    @Override
    public Outcome<Optional<Position>> publishOnce(Message message, History history, Once once) {
        String answer = answerOf(send(message, history, Optional.of(once)));
        return answer.equals(REUSED) ? Outcome.refused(KEY_REUSED) : Outcome.done(stored(answer));
    }

    private CompletableFuture<String> send(ChannelEvent event, History history, Optional<Once> once) {
        Publication publication = new Publication(event.channel(), Envelope.encode(event), history, once, newEpoch());
        Lane[] those = publication.needsReplica() ? lanesToReplicas : lanes;
        those[publication.partition() / PARTITIONS_PER_LANE].send(publication);
        return publication.answer();
    }

    private static String answerOf(CompletableFuture<String> sent) {
        try {
            return sent.join();
        } catch (CompletionException e) {
            throw new Unavailable("Redis did not publish", e.getCause() == null ? e : e.getCause());
        }
    }

    private static Optional<Position> stored(String answer) {
        if (answer.equals(FULL)) {
            throw new Unavailable("Too much waits for the archive");
        }
        return answer.isEmpty() ? Optional.empty() : Optional.of(Broadcast.position(answer));
    }

    @Override
    public Excerpt read(ChannelId channel, Reading reading) {
        List<String> keys = List.of(Keys.of("position", channel), Keys.of("history", channel),
                Keys.ofPartition("run", Keys.partitionOf(channel)));
        List<Object> answer = Redis.ask("tell what was said", () -> READ.list(redis, keys, newEpoch(),
                Script.bytes(Lifetimes.EMPTY_POSITION.toMillis()),
                Script.bytes(reading.from().map(position -> Long.toString(position.offset())).orElse("")), Script.bytes(reading.limit()),
                Script.bytes(reading.reverse() ? "1" : "0"), Script.bytes(READ_BYTES)));
        return excerpt(channel, answer);
    }

    private static Excerpt excerpt(ChannelId channel, List<Object> answer) {
        Position newest = Broadcast.position(text(answer.get(0)));
        List<Delivery> deliveries = new ArrayList<>(answer.size() / 2);
        for (int i = 5; i < answer.size(); i += 2) {
            Position position = new Position(newest.epoch(), (Long) answer.get(i));
            entry(channel, position, (byte[]) answer.get(i + 1)).ifPresent(deliveries::add);
        }
        return new Excerpt(new Lineage(newest, stretches(text(answer.get(1)))), (Long) answer.get(2), (Long) answer.get(4),
                List.copyOf(deliveries), (Long) answer.get(3) == 1);
    }

    private static List<Stretch> stretches(String lineage) {
        return lineage.isEmpty()
                ? List.of()
                : Arrays.stream(lineage.split(",")).map(Broadcast::position).map(end -> new Stretch(end.epoch(), end.offset())).toList();
    }

    /** An entry of a channel's stream; empty, and said so, if it is not of this release. */
    static Optional<Delivery> entry(ChannelId channel, Position position, byte[] envelope) {
        try {
            return Optional.of(new Delivery(Envelope.decode(envelope, 0), Optional.of(position)));
        } catch (IOException e) {
            LOG.warn("An event of {} bytes at {} in {} could not be read and is left out: {}", envelope.length, position.offset(), channel,
                    e.getMessage());
            return Optional.empty();
        }
    }

    private static String text(Object answer) {
        return Script.text((byte[]) answer);
    }

    @Override
    public void attach(ChannelId channel, BackplaneListener listener) {
        ear(Keys.partitionOf(channel)).attach(channel, listener);
    }

    @Override
    public void detach(ChannelId channel) {
        Ear ear = ears.get(Keys.partitionOf(channel));
        if (ear != null) {
            ear.detach(channel);
        }
    }

    private Ear ear(int partition) {
        return ears.computeIfAbsent(partition, this::opened);
    }

    private Ear opened(int partition) {
        Canary canary = new Canary(partition, node, message -> send(message, Canary.HISTORY, Optional.empty()));
        Ear ear = new Ear(() -> Redis.masterOf(redis, Keys.slotOf(partition)), executor, new Hearer(canary.channel(), canary));
        watch.over(ear, canary);
        return ear;
    }

    /** Whether what is said reaches this node. */
    public DeliveryHealth health() {
        return watch.health();
    }

    private byte[] newEpoch() {
        return Script.bytes(epochs.get().toString());
    }

    /** Hears nothing any more. */
    @Override
    public void close() {
        watch.close();
        ears.values().forEach(Ear::close);
        executor.shutdownNow();
    }
}
