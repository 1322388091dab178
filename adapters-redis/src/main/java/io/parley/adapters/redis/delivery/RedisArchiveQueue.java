package io.parley.adapters.redis.delivery;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

import org.redisson.api.BatchOptions;
import org.redisson.api.RBatch;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.StringCodec;

import io.parley.adapters.redis.Keys;
import io.parley.adapters.redis.Redis;
import io.parley.adapters.redis.Script;
import io.parley.application.delivery.ArchiveQueue;
import io.parley.domain.channel.ChannelId;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.channel.History;
import io.parley.domain.delivery.Delivery;
import io.parley.domain.delivery.Position;
import io.parley.domain.identity.RealmId;

/**
 * What waits to be archived, in the channels' own streams: how far a channel is archived stands beside its position, and each partition has a set
 * of the channels in which something waits. {@code publish.lua} puts them there.
 */
public final class RedisArchiveQueue implements ArchiveQueue {
    private static final Script NEXT = Script.of("archive-next.lua");
    private static final Script ARCHIVED = Script.of("archived.lua");
    private static final Script RELEASE = Script.of("release.lua");
    /** Redis sends that in a few milliseconds, and nobody waits for longer. */
    private static final int ENOUGH_BYTES = 1024 * 1024;
    /** So many of each partition are looked at: with a few busy channels that is all, with many it spreads the nodes over them. */
    private static final int DRAWN = 4;

    private static final String UNARCHIVED = "unarchived";

    private final RedissonClient redis;

    /** What waits in the channels of that Redis. */
    public RedisArchiveQueue(RedissonClient redis) {
        this.redis = redis;
    }

    @Override
    public List<ChannelId> waiting(int limit) {
        List<ChannelId> drawn = Redis.ask("tell what waits to be archived", this::draw);
        Collections.shuffle(drawn);
        return List.copyOf(drawn.subList(0, Math.min(limit, drawn.size())));
    }

    /** From every partition, all in one round trip. */
    private List<ChannelId> draw() {
        RBatch batch = redis.createBatch(BatchOptions.defaults());
        for (int partition = 0; partition < Keys.PARTITIONS; partition++) {
            var _ = batch.<String>getSet(Keys.ofPartition(UNARCHIVED, partition), StringCodec.INSTANCE).randomAsync(DRAWN);
        }
        List<ChannelId> drawn = new ArrayList<>();
        for (Object some : batch.execute().getResponses()) {
            ((Collection<?>) some).forEach(member -> drawn.add(channel((String) member)));
        }
        return drawn;
    }

    private static ChannelId channel(String member) {
        int slash = member.indexOf('/'); // Neither a realm nor a name has one.
        return new ChannelId(new RealmId(member.substring(0, slash)), new ChannelName(member.substring(slash + 1)));
    }

    @Override
    public Optional<Batch> next(ChannelId channel, int limit) {
        List<Object> answer = Redis.ask("tell what waits to be archived",
                () -> NEXT.list(redis, keys(channel), member(channel), Script.bytes(limit), Script.bytes(ENOUGH_BYTES)));
        if (answer.isEmpty()) {
            return Optional.empty();
        }
        Position upTo = Broadcast.position(text(answer.getFirst()));
        List<Delivery> messages = new ArrayList<>(answer.size() / 2);
        for (int i = 1; i < answer.size(); i += 2) {
            Position position = new Position(upTo.epoch(), Long.parseLong(text(answer.get(i))));
            RedisBackplane.entry(channel, position, (byte[]) answer.get(i + 1)).ifPresent(messages::add);
        }
        return Optional.of(new Batch(upTo, List.copyOf(messages)));
    }

    @Override
    public void archived(ChannelId channel, Position upTo, History history) {
        Redis.tell("hear what is archived", () -> ARCHIVED.number(redis, keys(channel), member(channel), Script.bytes(upTo.epoch()),
                Script.bytes(upTo.offset()), Script.bytes(history.size())));
    }

    @Override
    public void release(ChannelId channel) {
        Redis.tell("release a channel",
                () -> RELEASE.number(redis, List.of(Keys.of("position", channel), unarchived(channel)), member(channel)));
    }

    private static List<String> keys(ChannelId channel) {
        return List.of(Keys.of("position", channel), Keys.of("history", channel), unarchived(channel));
    }

    private static String unarchived(ChannelId channel) {
        return Keys.ofPartition(UNARCHIVED, Keys.partitionOf(channel));
    }

    private static byte[] member(ChannelId channel) {
        return Script.bytes(channel.toString());
    }

    private static String text(Object answer) {
        return Script.text((byte[]) answer);
    }
}
