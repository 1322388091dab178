package io.parley.application.presence;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

import io.parley.application.Unavailable;
import io.parley.application.delivery.SharedReads;
import io.parley.application.event.EventBus;
import io.parley.application.event.HubEvent;
import io.parley.domain.channel.ChannelId;
import io.parley.domain.connection.ConnectionId;
import io.parley.domain.delivery.MemberJoined;
import io.parley.domain.delivery.MemberLeft;
import io.parley.domain.presence.Member;
import io.parley.domain.presence.Roster;

/**
 * Use case: users come and go, and who listens inside hears of it; those who hear the channel are told by the directory. Thread-safe; of one connection in one channel one thing is asked at a time.
 */
public final class Attendance {
    private final PresenceDirectory directory;
    /** In a storm of reconnects all who come ask who is there. */
    private final SharedReads<ChannelId, Roster> rosters;
    private final EventBus events;
    // What this node holds in the rosters: as much as its connections have entered, and what it owes.
    private final ConcurrentMap<Seat, Occupancy> seats = new ConcurrentHashMap<>();
    private final Owed owed = new Owed();
    private volatile boolean anew;
    private volatile boolean ousted;

    /** How it stands with a seat. Its monitor is held while the store is told, so that who leaves is not put back at the same moment. */
    private static final class Occupancy {
        private boolean left;
        private boolean owed;
    }

    /** Rosters from the directory, which tells those who hear a channel; who listens inside is told here. */
    public Attendance(PresenceDirectory directory, EventBus events) {
        this.directory = directory;
        this.events = events;
        rosters = new SharedReads<>(directory::roster);
    }

    /**
     * The connection's user is in the channel.
     *
     * @return the change in the roster, if he was not there already, and its version
     * @throws Unavailable if the store did not answer; he may be in the roster, so {@link #leave} has to be called all the same
     */
    public Entered enter(ChannelId channel, ConnectionId connection, Member member) {
        Seat seat = new Seat(channel, connection, member);
        Occupancy occupancy = occupancyOf(seat);
        synchronized (occupancy) {
            return enter(seat, occupancy);
        }
    }

    private Occupancy occupancyOf(Seat seat) {
        return seats.computeIfAbsent(seat, _ -> new Occupancy());
    }

    private Entered enter(Seat seat, Occupancy occupancy) {
        occupancy.left = false; // Who is back has not left.
        seats.put(seat, occupancy);
        return join(seat);
    }

    private Entered join(Seat seat) {
        Entered entered = directory.join(seat.channel(), seat.connection(), seat.member());
        entered.joined().ifPresent(this::joined);
        return entered;
    }

    /** As {@link #enter}, where nobody waits for it: if the store is away, {@link #keepUp} tries again. */
    void enterInTime(ChannelId channel, ConnectionId connection, Member member) {
        Seat seat = new Seat(channel, connection, member);
        Occupancy occupancy = occupancyOf(seat);
        synchronized (occupancy) {
            enterInTime(seat, occupancy);
        }
    }

    private void enterInTime(Seat seat, Occupancy occupancy) {
        try {
            enter(seat, occupancy);
        } catch (Unavailable e) {
            owe(seat, occupancy);
        }
    }

    /** The connection is out of the channel. If the store is away, {@link #keepUp} tries again. */
    public void leave(ChannelId channel, ConnectionId connection, Member member) {
        Seat seat = new Seat(channel, connection, member);
        Occupancy occupancy = occupancyOf(seat);
        synchronized (occupancy) {
            occupancy.left = true;
            giveUp(seat, occupancy);
        }
    }

    private void giveUp(Seat seat, Occupancy occupancy) {
        try {
            directory.leave(seat.channel(), seat.connection(), seat.member()).ifPresent(this::left);
            seats.remove(seat, occupancy);
        } catch (Unavailable e) {
            owe(seat, occupancy);
        }
    }

    private void owe(Seat seat, Occupancy occupancy) {
        if (!occupancy.owed) {
            occupancy.owed = owed.add(seat);
            if (!occupancy.owed) {
                anew = true; // Too much to be told one by one.
                forgetIfLeft(seat, occupancy);
            }
        }
    }

    /** What was left goes with the lease under which it was entered. */
    private void forgetIfLeft(Seat seat, Occupancy occupancy) {
        if (occupancy.left) {
            seats.remove(seat, occupancy);
        }
    }

    private void joined(MemberJoined change) {
        switch (Publicity.of(change.channel())) {
            case CHANNEL -> events.publish(new HubEvent.UserJoined(change.channel(), change.member(), change.count()));
            case USER -> events.publish(new HubEvent.UserOnline(change.member().user()));
            case HUB -> {}
        }
    }

    private void left(MemberLeft change) {
        switch (Publicity.of(change.channel())) {
            case CHANNEL -> events.publish(new HubEvent.UserLeft(change.channel(), change.member(), change.count()));
            case USER -> events.publish(new HubEvent.UserOffline(change.member().user()));
            case HUB -> {}
        }
    }

    /**
     * Who is there now.
     *
     * @throws Unavailable if the store did not answer
     */
    public Roster roster(ChannelId channel) {
        return rosters.get(channel);
    }

    /**
     * How many are there now.
     *
     * @throws Unavailable if the store did not answer
     */
    public int count(ChannelId channel) {
        return directory.count(channel);
    }

    /**
     * Says that this node lives. To be called several times within a lease, whatever else takes long.
     *
     * @throws Unavailable if the store did not answer
     */
    public void live() {
        if (!directory.renewLease()) {
            ousted = true;
        }
    }

    /** The rosters may have lost what this node told them: the next {@link #keepUp} enters everything anew, and the rest goes with the old lease. */
    public void distrust() {
        anew = true;
    }

    /**
     * Puts this node's users back if it was taken for dead, sees off those of the nodes that are, and makes good what the store could not be told
     * before. To be called several times within a lease.
     *
     * @throws Unavailable if the store did not answer
     */
    public void keepUp() {
        if (anew) {
            directory.beginAnew();
            anew = false;
        }
        live();
        putBack(); // First: who is entered again before his old entry goes has not left.
        directory.evictDeadNodes(this::left);
        owed.settle(this::settle);
    }

    private void putBack() {
        if (ousted) {
            ousted = false;
            try {
                seats.forEach(this::putBack);
            } catch (RuntimeException e) {
                ousted = true; // Next time from the start: to enter twice changes nothing.
                throw e;
            }
        }
    }

    private void putBack(Seat seat, Occupancy occupancy) {
        synchronized (occupancy) {
            forgetIfLeft(seat, occupancy);
            if (seats.containsKey(seat)) {
                join(seat);
            }
        }
    }

    private void settle(Seat seat) {
        Occupancy occupancy = seats.get(seat);
        if (occupancy != null) {
            synchronized (occupancy) {
                occupancy.owed = false;
                if (occupancy.left) {
                    giveUp(seat, occupancy);
                } else {
                    enterInTime(seat, occupancy);
                }
            }
        }
    }
}
