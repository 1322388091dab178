package io.parley.application.channel;

import java.time.Instant;

import io.parley.domain.channel.ChannelId;
import io.parley.domain.channel.ChannelRecord;
import io.parley.domain.channel.Room;
import io.parley.domain.identity.UserId;

/**
 * Port: what is kept about channels for good, rooms and bans. When a method returns, what it changed survives the death of everything and is what
 * {@link #find} answers on every node. Thread-safe; methods block, and throw {@link io.parley.application.Unavailable} if the store did not answer.
 */
public interface ChannelDirectory {
    /**
     * What is kept about the channel; {@link ChannelRecord#NOTHING} if that is nothing.
     *
     * @param now bans that have ended by then are left out
     */
    ChannelRecord find(ChannelId channel, Instant now);

    /** Makes the room or puts this one in its place; true if there was none. */
    boolean put(ChannelId channel, Room room);

    /** Removes the room; false if there was none. Bans stay. */
    boolean remove(ChannelId channel);

    /** Takes the user off the members of the room, if there is one that names members. */
    void removeMember(ChannelId channel, UserId user);

    /** Bans the user until that moment, whatever was said about him before. */
    void ban(ChannelId channel, UserId user, Instant until);
}
