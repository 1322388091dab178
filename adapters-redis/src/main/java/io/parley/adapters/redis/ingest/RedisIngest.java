package io.parley.adapters.redis.ingest;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.redisson.api.RedissonClient;

import io.parley.application.ingest.IngestRule;
import io.parley.application.ingest.Intake;
import io.parley.application.ingest.Source;

/**
 * Hears what other services say in Redis, each source on one node of the cluster at a time. A node that dies is followed by another within four
 * thirds of the lease; one that stops in order, within a third of it.
 *
 * <p>Of a channel, what is said while no node listens is lost. Of a stream nothing is: an entry is taken in at least once, with its id as the key
 * by which a repetition is known.
 */
public final class RedisIngest implements AutoCloseable {
    /** A node's end does not wait for a Redis that is away. */
    private static final Duration FAREWELL = Duration.ofSeconds(4);

    private final RedissonClient redis;
    private final String holder;
    private final Duration length;
    private final Intake intake;
    private final List<LeasedTask> tasks = new ArrayList<>();
    private final List<Conveyor> conveyors = new ArrayList<>();

    /**
     * Hears nothing until it is started.
     *
     * @param holder this node in this life: a name that nobody had before
     * @param length how long a source stays this node's without a sign of life
     * @param rules  whose sources are heard
     */
    public RedisIngest(RedissonClient redis, String holder, Duration length, List<IngestRule> rules, Intake intake) {
        this.redis = redis;
        this.holder = holder;
        this.length = length;
        this.intake = intake;
        rules.forEach(rule -> tasks.add(task(rule)));
    }

    private LeasedTask task(IngestRule rule) {
        String source = (rule.source() instanceof Source.Stream ? "stream:" : "channels:") + rule.source();
        Lease lease = new Lease(redis, "parley:ingest:" + rule.realm() + ":" + source, holder, length, System::nanoTime);
        return new LeasedTask(rule.source().toString(), lease, duty(rule, lease));
    }

    private LeasedTask.Duty duty(IngestRule rule, Lease lease) {
        return switch (rule.source()) {
            case Source.Stream _ -> new StreamReading(redis, rule, lease, intake);
            case Source.Channels _ -> {
                Conveyor conveyor = new Conveyor(rule, intake);
                conveyors.add(conveyor);
                yield new ChannelListening(redis, rule, lease, conveyor);
            }
        };
    }

    /** Begins to hear, or to wait until it is this node's turn; once. */
    public void start() {
        tasks.forEach(LeasedTask::start);
    }

    /** Brings what was heard to its end and hands the sources over to other nodes. Takes four seconds at most, while Redis does not answer. */
    @Override
    public void close() {
        tasks.forEach(LeasedTask::signalEnd);
        long deadline = System.nanoTime() + FAREWELL.toNanos();
        tasks.forEach(task -> task.awaitEnd(Duration.ofNanos(Math.max(deadline - System.nanoTime(), 1))));
        conveyors.forEach(Conveyor::stop);
    }
}
