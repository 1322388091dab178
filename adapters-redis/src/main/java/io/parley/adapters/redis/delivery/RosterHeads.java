package io.parley.adapters.redis.delivery;

import java.util.List;

import io.parley.domain.channel.ChannelId;

/** How news of a roster begins on a channel's broadcast, for those who put the rest together in Redis: see {@link MemberCodec}. */
public final class RosterHeads {
    /** Nobody is told. */
    public static final List<byte[]> NONE = List.of(new byte[0], new byte[0], new byte[0]);

    private RosterHeads() {}

    /** Of a join, a leave and an update in that channel; the first release knows the first two. */
    public static List<byte[]> of(ChannelId channel) {
        return List.of(Envelope.headOfJoined(channel), Envelope.headOfLeft(channel), Envelope.headOfUpdated(channel));
    }
}
