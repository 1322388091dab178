package io.parley.domain.channel;

import java.util.Optional;

/** What is kept about one channel: the room that a server made of it, if any, and who is banned. */
public record ChannelRecord(Optional<Room> room, Bans bans) {
    /** A channel of which nothing is kept: all that holds in it is its policy. */
    public static final ChannelRecord NOTHING = new ChannelRecord(Optional.empty(), Bans.NONE);
}
