package io.parley.adapters.redis.delivery;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;

import org.redisson.api.RShardedTopic;
import org.redisson.api.RedissonClient;
import org.redisson.client.RedisException;
import org.redisson.client.codec.ByteArrayCodec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.parley.adapters.redis.Keys;
import io.parley.adapters.redis.Redis;
import io.parley.adapters.redis.Script;
import io.parley.application.delivery.Backplane;
import io.parley.application.delivery.BackplaneListener;
import io.parley.application.delivery.Recent;
import io.parley.domain.channel.ChannelId;
import io.parley.domain.channel.History;
import io.parley.domain.delivery.ChannelEvent;
import io.parley.domain.delivery.Delivery;
import io.parley.domain.delivery.Position;

/**
 * Events between nodes through Redis: {@code publish.lua} stores and broadcasts in one step; what is not stored is broadcast alone. A
 * broadcast is the position, a line break, and the envelope; without a position it begins with the line break.
 */
public final class RedisBackplane implements Backplane {
    private static final Logger LOG = LoggerFactory.getLogger(RedisBackplane.class);
    private static final Script PUBLISH = Script.of("publish.lua");
    private static final Script RECENT = Script.of("recent.lua");
    /** How long a channel that was only looked at keeps its epoch: long enough for a client to come back to it. */
    private static final Duration EMPTY_EPOCH = Duration.ofDays(2);

    private final RedissonClient redis;
    private final Supplier<UUID> epochs;
    private final ConcurrentMap<ChannelId, Integer> listeners = new ConcurrentHashMap<>();

    /** @param epochs names for epochs; each must be new in the cluster's life */
    public RedisBackplane(RedissonClient redis, Supplier<UUID> epochs) {
        this.redis = redis;
        this.epochs = epochs;
    }

    @Override
    public Optional<Position> publish(ChannelEvent event, History history) {
        byte[] envelope = Envelope.encode(event);
        return Redis.ask("publish", () -> history.kept()
                ? Optional.of(store(event.channel(), envelope, history))
                : broadcast(event.channel(), envelope));
    }

    private Position store(ChannelId channel, byte[] envelope, History history) {
        String position = PUBLISH.text(redis, List.of(Keys.of("position", channel), Keys.of("history", channel), broadcastOf(channel)),
                envelope,
                Script.bytes(history.size()), Script.bytes(history.age().toMillis()), newEpoch());
        return position(position);
    }

    private Optional<Position> broadcast(ChannelId channel, byte[] envelope) {
        byte[] unpositioned = new byte[envelope.length + 1];
        unpositioned[0] = '\n';
        System.arraycopy(envelope, 0, unpositioned, 1, envelope.length);
        topic(channel).publish(unpositioned);
        return Optional.empty();
    }

    @Override
    public Recent recent(ChannelId channel, int limit) {
        List<Object> answer = Redis.ask("tell what was said last",
                () -> RECENT.list(redis, List.of(Keys.of("position", channel), Keys.of("history", channel)), newEpoch(),
                        Script.bytes(EMPTY_EPOCH.toMillis()), Script.bytes(limit)));
        Position newest = position(text(answer.getFirst()));
        List<Delivery> messages = new ArrayList<>(answer.size() / 2);
        for (int i = 1; i < answer.size(); i += 2) {
            Position position = new Position(newest.epoch(), Long.parseLong(text(answer.get(i))));
            entry(channel, position, (byte[]) answer.get(i + 1)).ifPresent(messages::add);
        }
        return new Recent(newest, List.copyOf(messages));
    }

    private static Optional<Delivery> entry(ChannelId channel, Position position, byte[] envelope) {
        try {
            return Optional.of(new Delivery(Envelope.decode(envelope, 0), Optional.of(position)));
        } catch (IOException e) {
            LOG.warn("An event of {} bytes at {} in {} could not be read and is left out: {}", envelope.length, position.offset(), channel,
                    e.getMessage());
            return Optional.empty();
        }
    }

    private static String text(Object answer) {
        return new String((byte[]) answer, StandardCharsets.UTF_8);
    }

    // Entering and leaving one channel are called one after the other (Topic's lock), so that looking and acting need no lock here.
    @Override
    public void attach(ChannelId channel, BackplaneListener listener) {
        if (!listeners.containsKey(channel)) {
            listeners.put(channel, Redis.ask("subscribe",
                    () -> topic(channel).addListener(byte[].class, (_, broadcast) -> received(channel, broadcast, listener))));
        }
    }

    @Override
    public void detach(ChannelId channel) {
        Integer listener = listeners.remove(channel);
        if (listener == null) {
            return;
        }
        try {
            topic(channel).removeListener(listener);
        } catch (RedisException e) {
            // What still arrives finds no subscriber; Redisson drops the listener before it asks Redis.
            LOG.debug("Redis did not unsubscribe {}", channel, e);
        }
    }

    private static void received(ChannelId channel, byte[] broadcast, BackplaneListener listener) {
        try {
            int end = indexOfLineBreak(broadcast);
            Optional<Position> position = end == 0
                    ? Optional.empty()
                    : Optional.of(position(new String(broadcast, 0, end, StandardCharsets.UTF_8)));
            listener.received(new Delivery(Envelope.decode(broadcast, end + 1), position));
        } catch (IOException | RuntimeException e) {
            LOG.warn("A broadcast of {} bytes in {} could not be read and is dropped: {}", broadcast.length, channel, e.getMessage());
        }
    }

    private static int indexOfLineBreak(byte[] broadcast) throws IOException {
        for (int i = 0; i < broadcast.length; i++) {
            if (broadcast[i] == '\n') {
                return i;
            }
        }
        throw new IOException("no position line");
    }

    private static Position position(String text) {
        int colon = text.lastIndexOf(':');
        return new Position(text.substring(0, colon), Long.parseLong(text, colon + 1, text.length(), 10));
    }

    private RShardedTopic topic(ChannelId channel) {
        return redis.getShardedTopic(broadcastOf(channel), ByteArrayCodec.INSTANCE);
    }

    private static String broadcastOf(ChannelId channel) {
        return Keys.of("broadcast", channel);
    }

    private byte[] newEpoch() {
        return Script.bytes(epochs.get().toString());
    }
}
