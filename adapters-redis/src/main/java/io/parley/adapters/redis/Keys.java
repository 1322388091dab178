package io.parley.adapters.redis;

import java.nio.charset.StandardCharsets;

import org.redisson.connection.CRC16;

import io.parley.domain.channel.ChannelId;

/**
 * What things are called in Redis: {@code parley:{tag}:kind:realm:channel}. The tag is that of the channel's partition, one of
 * {@value #PARTITIONS}; their tags are chosen so that they spread evenly over the slots of a cluster.
 */
public final class Keys {
    /** Enough to use many masters, few enough to probe each one. */
    public static final int PARTITIONS = 128;
    private static final int SLOTS = 16_384;
    private static final String[] TAGS = tags();

    private Keys() {}

    /** The key of one kind of thing of a channel. */
    public static String of(String kind, ChannelId channel) {
        return "parley:{" + tagOf(channel) + "}:" + kind + ":" + channel.realm() + ":" + channel.name();
    }

    /** The key of something that all channels of a partition have in common. */
    public static String ofPartition(String kind, int partition) {
        return "parley:{" + TAGS[partition] + "}:" + kind;
    }

    /** Which of the partitions a channel belongs to, from 0 on. */
    public static int partitionOf(ChannelId channel) {
        // A string's hash is the same on every node and in every release of Java; a record's need not be.
        return Math.floorMod(channel.toString().hashCode(), PARTITIONS);
    }

    /** The slot of a cluster in which all keys of the partition lie. */
    public static int slotOf(int partition) {
        return slotOf(TAGS[partition]);
    }

    static String tagOf(ChannelId channel) {
        return TAGS[partitionOf(channel)];
    }

    /** For each partition the smallest number whose slot lies in that partition's share of the slots. */
    private static String[] tags() {
        String[] tags = new String[PARTITIONS];
        int missing = PARTITIONS;
        for (int number = 0; missing > 0; number++) {
            String tag = Integer.toString(number);
            int partition = slotOf(tag) / (SLOTS / PARTITIONS);
            if (tags[partition] == null) {
                tags[partition] = tag;
                missing--;
            }
        }
        return tags;
    }

    static int slotOf(String tag) {
        return CRC16.crc16(tag.getBytes(StandardCharsets.UTF_8)) % SLOTS;
    }
}
