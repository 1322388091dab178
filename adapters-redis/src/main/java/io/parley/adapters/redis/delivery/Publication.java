package io.parley.adapters.redis.delivery;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.redisson.api.RBatch;

import io.parley.adapters.redis.Keys;
import io.parley.adapters.redis.Script;
import io.parley.domain.channel.AckFrom;
import io.parley.domain.channel.ChannelId;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.channel.History;
import io.parley.domain.delivery.Once;

/** One event on its way to Redis. */
final class Publication {
    static final Script SCRIPT = Script.of("position.lua", "publish.lua");
    private static final byte[] NO = {};
    private static final byte[] YES = {'1'};

    private final ChannelId channel;
    private final byte[] envelope;
    private final History history;
    private final Optional<Once> once;
    private final byte[] freshEpoch;
    private final CompletableFuture<String> answer = new CompletableFuture<>();

    /** @param freshEpoch a name for an epoch, should a new one be needed */
    Publication(ChannelId channel, byte[] envelope, History history, Optional<Once> once, byte[] freshEpoch) {
        this.channel = channel;
        this.envelope = envelope;
        this.history = history;
        this.once = once;
        this.freshEpoch = freshEpoch;
    }

    /** What the script returned. */
    CompletableFuture<String> answer() {
        return answer;
    }

    ChannelId channel() {
        return channel;
    }

    int partition() {
        return Keys.partitionOf(channel);
    }

    int bytes() {
        return envelope.length;
    }

    /** Whether it may be heard, and be acknowledged, only when a replica has it. */
    boolean needsReplica() {
        return history.ackFrom() == AckFrom.REPLICA;
    }

    /** Escaped, so that no sender with one key has the name of another with another. */
    private String keyOf(Once known) {
        return Keys.of("once", channel) + ":" + ChannelName.escape(known.sender()) + ":" + ChannelName.escape(known.key());
    }

    /** @param asksForRun whether it is the first of its partition on its way over a connection */
    CompletionStage<byte[]> call(RBatch batch, boolean asksForRun) {
        String key = once.map(this::keyOf).orElse(Keys.of("once", channel));
        List<String> keys = List.of(Keys.of("position", channel), Keys.of("history", channel), Keys.of("broadcast", channel), key,
                Keys.ofPartition("run", partition()), Keys.ofPartition("unarchived", partition()));
        return SCRIPT.call(batch, keys, envelope, Script.bytes(history.size()), Script.bytes(history.age().toMillis()), freshEpoch,
                once.map(known -> Script.bytes(known.fingerprint())).orElse(NO), Script.bytes(Lifetimes.ONCE.toMillis()),
                asksForRun ? YES : NO, needsReplica() ? YES : NO, history.archived() ? Script.bytes(channel.toString()) : NO,
                Script.bytes(Lifetimes.MAX_BACKLOG_BYTES), Script.bytes(Lifetimes.ofPosition(history).toMillis()),
                Script.bytes(Lifetimes.ofHistory(history).toMillis()));
    }
}
