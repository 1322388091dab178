package io.parley.application.presence;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import io.parley.application.Unavailable;
import io.parley.application.delivery.Backplane;
import io.parley.domain.channel.ChannelId;
import io.parley.domain.channel.History;
import io.parley.domain.connection.ConnectionId;
import io.parley.domain.delivery.ChannelEvent;
import io.parley.domain.presence.Member;
import io.parley.domain.presence.Roster;

/**
 * Use case: users come and go, and those who are there hear of it. Thread-safe.
 */
public final class Attendance {
    private final PresenceDirectory directory;
    private final Backplane backplane;
    // Leaves that the store could not be told; each was an entry of this node, so there are never more than those.
    private final Queue<Leave> owed = new ConcurrentLinkedQueue<>();

    private record Leave(ChannelId channel, ConnectionId connection, Member member) {}

    /** Rosters from the one, announcements over the other. */
    public Attendance(PresenceDirectory directory, Backplane backplane) {
        this.directory = directory;
        this.backplane = backplane;
    }

    /**
     * The connection's user is in the channel; others are told if he was not before.
     *
     * @throws Unavailable if the store did not answer; he may be in the roster, so {@link #leave} has to be called all the same
     */
    public void enter(ChannelId channel, ConnectionId connection, Member member) {
        directory.join(channel, connection, member).ifPresent(this::announce);
    }

    /** The connection is out of the channel; others are told if it was the user's last. If the store is away, {@link #keepUp} tries again. */
    public void leave(ChannelId channel, ConnectionId connection, Member member) {
        try {
            directory.leave(channel, connection, member).ifPresent(this::announce);
        } catch (Unavailable e) {
            owed.add(new Leave(channel, connection, member));
        }
    }

    /**
     * Who is there now.
     *
     * @throws Unavailable if the store did not answer
     */
    public Roster roster(ChannelId channel) {
        return directory.roster(channel);
    }

    /**
     * Says that this node lives, and sees off the users of those that do not. To be called several times within a lease.
     *
     * @throws Unavailable if the store did not answer
     */
    public void keepUp() {
        directory.renewLease();
        directory.evictDeadNodes().forEach(this::announce);
        for (int left = owed.size(); left > 0; left--) {
            Leave leave = owed.poll();
            if (leave != null) {
                leave(leave.channel, leave.connection, leave.member);
            }
        }
    }

    private void announce(ChannelEvent change) {
        backplane.publish(change, History.NONE);
    }
}
