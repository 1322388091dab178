package io.parley.adapters.redis.ingest;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

import org.redisson.api.RStream;
import org.redisson.api.RedissonClient;
import org.redisson.api.stream.StreamCreateGroupArgs;
import org.redisson.api.stream.StreamMessageId;
import org.redisson.api.stream.StreamReadGroupArgs;
import org.redisson.client.RedisException;
import org.redisson.client.codec.ByteArrayCodec;
import org.redisson.client.codec.StringCodec;
import org.redisson.codec.CompositeCodec;

import io.parley.adapters.redis.Redis;
import io.parley.application.ingest.Arrival;
import io.parley.application.ingest.Fate;
import io.parley.application.ingest.IngestRule;
import io.parley.application.ingest.Intake;

/**
 * Reads a stream through the consumer group {@value #GROUP}. An entry is acknowledged when it is published, or will never be; what a node leaves
 * unacknowledged, the next one begins with.
 *
 * <p>All nodes are one consumer of the group: the lease lets one of them read at a time, so that entries stay in order, and what the last one was
 * given is found under the same name at once, without waiting for it to look abandoned.
 */
final class StreamReading implements LeasedTask.Duty {
    static final String GROUP = "parley";
    private static final String CONSUMER = "hub";
    /** Bounds what is read again after a failure, and what a node holds in memory. */
    private static final int BATCH = 64;
    /** How long an entry waits at most in a stream that was quiet. Redisson gives a read that blocks for less than a second no time-out. */
    private static final Duration QUIET = Duration.ofMillis(100);

    private final RStream<String, byte[]> stream;
    private final IngestRule rule;
    private final Lease lease;
    private final Intake intake;
    private long term;
    private boolean unacknowledged;

    StreamReading(RedissonClient redis, IngestRule rule, Lease lease, Intake intake) {
        this.stream = redis.getStream(rule.source().toString(), new CompositeCodec(StringCodec.INSTANCE, ByteArrayCodec.INSTANCE));
        this.rule = rule;
        this.lease = lease;
        this.intake = intake;
    }

    @Override
    public void begin(long newTerm) {
        term = newTerm;
        unacknowledged = true;
        Redis.tell("make a consumer group", this::makeGroup);
    }

    private void makeGroup() {
        try {
            stream.createGroup(StreamCreateGroupArgs.name(GROUP).id(StreamMessageId.ALL).makeStream());
        } catch (RedisException e) {
            if (!String.valueOf(e.getMessage()).contains("BUSYGROUP")) {
                throw e;
            }
        }
    }

    @Override
    public Optional<Duration> perform() {
        Map<StreamMessageId, Map<String, byte[]>> batch = Redis.ask("read a stream", () -> stream.readGroup(GROUP, CONSUMER, next()));
        if (batch.isEmpty()) {
            Duration rest = unacknowledged ? Duration.ZERO : QUIET;
            unacknowledged = false;
            return Optional.of(rest);
        }
        for (Map.Entry<StreamMessageId, Map<String, byte[]>> entry : batch.entrySet()) {
            if (!lease.isRunning(term)) {
                return Optional.empty(); // Another node may have begun with what is left.
            }
            if (take(entry.getKey(), entry.getValue()) == Fate.UNAVAILABLE) {
                return Optional.empty();
            }
            Redis.ask("acknowledge an entry", () -> stream.ack(GROUP, entry.getKey()));
        }
        return Optional.of(Duration.ZERO);
    }

    private StreamReadGroupArgs next() {
        return (unacknowledged ? StreamReadGroupArgs.greaterThan(StreamMessageId.ALL) : StreamReadGroupArgs.neverDelivered()).count(BATCH);
    }

    private Fate take(StreamMessageId id, Map<String, byte[]> fields) {
        Optional<String> event = Optional.ofNullable(fields.get("event")).map(name -> new String(name, StandardCharsets.UTF_8));
        Arrival arrival = new Arrival(rule.source().toString(), event, Optional.of(id.toString()));
        return intake.take(rule, arrival, fields.getOrDefault("data", new byte[0]));
    }

    @Override
    public void end() {
        // What was read and not acknowledged stays where it is.
    }
}
