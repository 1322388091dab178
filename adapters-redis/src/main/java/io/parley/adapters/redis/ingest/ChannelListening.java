package io.parley.adapters.redis.ingest;

import java.time.Duration;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.redisson.api.RPatternTopic;
import org.redisson.api.RedissonClient;
import org.redisson.client.RedisException;
import org.redisson.client.codec.ByteArrayCodec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.parley.adapters.redis.Redis;
import io.parley.application.ingest.IngestRule;

/** Hears the channels of a pattern. On a Redis Cluster ordinary Pub/Sub goes to every node, so that one subscription hears all. */
final class ChannelListening implements LeasedTask.Duty {
    private static final Logger LOG = LoggerFactory.getLogger(ChannelListening.class);
    /** What was heard goes out before the turn is another node's, as far as it can, so that nothing overtakes it there. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(2);

    private final RPatternTopic topic;
    private final IngestRule rule;
    private final Lease lease;
    private final Conveyor conveyor;
    private volatile @Nullable Ear ear;

    /** A subscription in a term of the lease; an older one that Redisson still calls is no longer the ear. */
    private final class Ear {
        private final long term;
        private @Nullable Integer listener;

        Ear(long term) {
            this.term = term;
        }

        void heard(CharSequence channel, byte[] message) {
            if (ear == this && lease.isRunning(term)) {
                conveyor.offer(channel.toString(), message);
            }
        }
    }

    ChannelListening(RedissonClient redis, IngestRule rule, Lease lease, Conveyor conveyor) {
        this.topic = redis.getPatternTopic(rule.source().toString(), ByteArrayCodec.INSTANCE);
        this.rule = rule;
        this.lease = lease;
        this.conveyor = conveyor;
    }

    @Override
    public void begin(long term) {
        Ear fresh = new Ear(term);
        ear = fresh; // Before it hears the first word.
        fresh.listener = Redis.ask("subscribe to a pattern",
                () -> topic.addListener(byte[].class, (_, channel, message) -> fresh.heard(channel, message)));
    }

    @Override
    public Optional<Duration> perform() {
        return Optional.of(lease.patience());
    }

    @Override
    public void end() {
        Ear old = ear;
        if (old == null) {
            return;
        }
        ear = null;
        try {
            if (old.listener != null) {
                topic.removeListener(old.listener);
            }
        } catch (RedisException e) {
            // What still arrives finds no ear; Redisson drops the listener before it asks Redis.
            LOG.debug("Redis did not unsubscribe {}", rule.source(), e);
        }
        conveyor.awaitEmpty(LAST_WORDS);
    }
}
