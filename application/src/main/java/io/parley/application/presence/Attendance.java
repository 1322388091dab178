package io.parley.application.presence;

import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import io.parley.application.Unavailable;
import io.parley.application.delivery.Backplane;
import io.parley.application.event.EventBus;
import io.parley.application.event.HubEvent;
import io.parley.domain.channel.ChannelId;
import io.parley.domain.channel.History;
import io.parley.domain.connection.ConnectionId;
import io.parley.domain.delivery.MemberJoined;
import io.parley.domain.delivery.MemberLeft;
import io.parley.domain.presence.Member;
import io.parley.domain.presence.Roster;

/**
 * Use case: users come and go, and those who are there hear of it. Thread-safe.
 */
public final class Attendance {
    private final PresenceDirectory directory;
    private final Backplane backplane;
    private final EventBus events;
    // What the store could not be told. Each was an entry of a node, so there is never more of it than of those.
    private final Queue<Owed> owed = new ConcurrentLinkedQueue<>();

    private sealed interface Owed {
        record Leave(ChannelId channel, ConnectionId connection, Member member) implements Owed {}

        record Announcement(MemberLeft change) implements Owed {}
    }

    /** Rosters from the directory, announcements over the backplane and to those who listen inside. */
    public Attendance(PresenceDirectory directory, Backplane backplane, EventBus events) {
        this.directory = directory;
        this.backplane = backplane;
        this.events = events;
    }

    /**
     * The connection's user is in the channel; others are told if he was not before.
     *
     * @return the change in the roster; empty: he was there already
     * @throws Unavailable if the store did not answer; he may be in the roster, so {@link #leave} has to be called all the same
     */
    public Optional<MemberJoined> enter(ChannelId channel, ConnectionId connection, Member member) {
        owed.remove(new Owed.Leave(channel, connection, member)); // Who is back has not left.
        Optional<MemberJoined> joined = directory.join(channel, connection, member);
        joined.ifPresent(change -> {
            backplane.publish(change, History.NONE);
            events.publish(new HubEvent.UserJoined(channel, member, change.count()));
        });
        return joined;
    }

    /** The connection is out of the channel; others are told if it was the user's last. If the store is away, {@link #keepUp} tries again. */
    public void leave(ChannelId channel, ConnectionId connection, Member member) {
        Optional<MemberLeft> left;
        try {
            left = directory.leave(channel, connection, member);
        } catch (Unavailable e) {
            owed.add(new Owed.Leave(channel, connection, member));
            return;
        }
        left.ifPresent(this::left);
    }

    private void left(MemberLeft change) {
        events.publish(new HubEvent.UserLeft(change.channel(), change.member(), change.count()));
        announce(change);
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
     * Says that this node lives, sees off the users of those that do not, and makes good what the store could not be told before. To be called
     * several times within a lease.
     *
     * @throws Unavailable if the store did not answer
     */
    public void keepUp() {
        directory.renewLease();
        directory.evictDeadNodes().forEach(this::left);
        for (int left = owed.size(); left > 0; left--) {
            switch (owed.poll()) {
                case null -> {
                    return;
                }
                case Owed.Leave(ChannelId channel, ConnectionId connection, Member member) -> leave(channel, connection, member);
                case Owed.Announcement(MemberLeft change) -> announceLate(change);
            }
        }
    }

    private void announce(MemberLeft left) {
        try {
            backplane.publish(left, History.NONE);
        } catch (Unavailable e) {
            owed.add(new Owed.Announcement(left));
        }
    }

    /** A leave that is told late is told only if it is still true, and with today's count. */
    private void announceLate(MemberLeft left) {
        Roster now = directory.roster(left.channel());
        if (now.members().stream().noneMatch(member -> member.user().equals(left.member().user()))) {
            announce(new MemberLeft(left.channel(), left.member(), now.count()));
        }
    }
}
