package io.parley.application.presence;

import java.time.Instant;
import java.util.Optional;

import io.parley.application.Unavailable;
import io.parley.application.delivery.SharedReads;
import io.parley.application.event.EventBus;
import io.parley.application.event.HubEvent;
import io.parley.application.presence.Places.Occupancy;
import io.parley.domain.channel.ChannelId;
import io.parley.domain.connection.ConnectionId;
import io.parley.domain.delivery.MemberJoined;
import io.parley.domain.delivery.MemberLeft;
import io.parley.domain.delivery.MemberUpdated;
import io.parley.domain.identity.UserId;
import io.parley.domain.presence.Member;
import io.parley.domain.presence.MemberUpdate;
import io.parley.domain.presence.Roster;
import io.parley.domain.refusal.Outcome;

/**
 * Use case: users come and go. Those who hear a channel are told by the directory, those who listen inside are told here. Thread-safe; of one
 * connection in one channel one thing is asked at a time.
 */
public final class Attendance {
    private final PresenceDirectory directory;
    /** In a storm of reconnects all who come ask who is there. */
    private final SharedReads<ChannelId, Roster> rosters;
    private final EventBus events;
    private final Departures departures;
    private final Places places = new Places();
    private final Owed owed = new Owed();
    private volatile boolean anew;
    private volatile boolean ousted;

    /** Rosters from the directory. */
    public Attendance(PresenceDirectory directory, EventBus events, Departures departures) {
        this.directory = directory;
        this.events = events;
        this.departures = departures;
        rosters = new SharedReads<>(directory::roster);
    }

    /**
     * The connection's user is in the channel.
     *
     * @return the change in the roster, if he was not there already, and its version
     * @throws Unavailable if the store did not answer; he may be in the roster, so {@link #leave} has to be called all the same
     */
    public Entered enter(ChannelId channel, ConnectionId connection, Member member) {
        Seat seat = new Seat(channel, connection, member.user());
        Occupancy occupancy = places.take(seat, member);
        synchronized (occupancy) {
            return enter(seat, occupancy, member);
        }
    }

    private Entered enter(Seat seat, Occupancy occupancy, Member member) {
        occupancy.member = member;
        occupancy.left = false; // Who is back has not left.
        occupancy.turn++;
        places.keep(seat, occupancy);
        return join(seat, occupancy);
    }

    private Entered join(Seat seat, Occupancy occupancy) {
        Entered entered = directory.join(seat.channel(), seat.connection(), occupancy.member);
        entered.joined().ifPresent(this::joined);
        return entered;
    }

    /** As {@link #enter}, where nobody waits for it: if the store is away, {@link #keepUp} tries again. */
    public void enterInTime(ChannelId channel, ConnectionId connection, Member member) {
        Seat seat = new Seat(channel, connection, member.user());
        Occupancy occupancy = places.take(seat, member);
        synchronized (occupancy) {
            enterInTime(seat, occupancy, member);
        }
    }

    private void enterInTime(Seat seat, Occupancy occupancy, Member member) {
        try {
            enter(seat, occupancy, member);
        } catch (Unavailable e) {
            owe(seat, occupancy);
        }
    }

    /** The connection is out of the channel. If the store is away, {@link #keepUp} tries again. */
    public void leave(ChannelId channel, ConnectionId connection, Member member) {
        Seat seat = new Seat(channel, connection, member.user());
        Occupancy occupancy = places.take(seat, member);
        synchronized (occupancy) {
            leave(seat, occupancy);
        }
    }

    private void leave(Seat seat, Occupancy occupancy) {
        occupancy.left = true;
        occupancy.turn++;
        giveUp(seat, occupancy);
    }

    /**
     * The connection has ended. It is out of the channel after the grace of departures, so that a user who is back with another one by then has
     * neither left nor come; if this node {@link #retire retires}, when its lease ends.
     */
    public void depart(ChannelId channel, ConnectionId connection, Member member) {
        Seat seat = new Seat(channel, connection, member.user());
        Occupancy occupancy = places.take(seat, member);
        synchronized (occupancy) {
            int turn = ++occupancy.turn;
            if (departures.areLeftToLease()) {
                places.free(seat, occupancy);
            } else if (!departures.later(() -> departed(seat, occupancy, turn))) {
                leave(seat, occupancy);
            }
        }
    }

    private void departed(Seat seat, Occupancy occupancy, int turn) {
        synchronized (occupancy) {
            if (occupancy.turn == turn && !departures.areLeftToLease()) {
                leave(seat, occupancy);
            }
        }
    }

    /** This node stops: who departs from now on, or does so just now, stays in the rosters until its lease ends, to come back on another node. */
    public void retire() {
        departures.leaveToLease();
    }

    private void giveUp(Seat seat, Occupancy occupancy) {
        try {
            directory.leave(seat.channel(), seat.connection(), occupancy.member).ifPresent(this::left);
            places.free(seat, occupancy);
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
            places.free(seat, occupancy);
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
     * Changes what a user says of himself in a channel: as {@link PresenceDirectory#update}.
     *
     * @throws Unavailable if the store did not answer
     */
    public Outcome<Optional<MemberUpdated>> update(ChannelId channel, UserId user, MemberUpdate update) {
        Outcome<Optional<MemberUpdated>> outcome = directory.update(channel, user, update);
        if (outcome instanceof Outcome.Done<Optional<MemberUpdated>>(Optional<MemberUpdated> change)) {
            change.ifPresent(updated -> events.publish(new HubEvent.UserUpdated(channel, updated.member())));
        }
        return outcome;
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

    Optional<Instant> lastSeen(ChannelId own) {
        return directory.lastSeen(own);
    }

    /**
     * The connection has done nothing since then.
     *
     * @throws Unavailable if the store did not answer; to be said again then
     */
    void idle(ConnectionId connection, Instant since) {
        places.heardOf(connection).forEach((seat, occupancy) -> {
            synchronized (occupancy) {
                if (!occupancy.left && !occupancy.idleIsTold) {
                    occupancy.idleSince = since;
                    directory.idle(seat.channel(), connection, seat.user(), since);
                    occupancy.idleIsTold = true;
                }
            }
        });
    }

    /**
     * The connection does something again.
     *
     * @throws Unavailable if the store did not answer; to be said again then
     */
    void active(ConnectionId connection) {
        places.heardOf(connection).forEach((seat, occupancy) -> {
            synchronized (occupancy) {
                if (!occupancy.left && occupancy.idleSince != null) {
                    occupancy.idleIsTold = false;
                    directory.active(seat.channel(), connection, seat.user());
                    occupancy.idleSince = null;
                }
            }
        });
    }

    /** Whether the connection is idle in some roster, as far as this node knows. */
    boolean isIdle(ConnectionId connection) {
        return places.heardOf(connection).values().stream().anyMatch(occupancy -> occupancy.idleSince != null);
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
                places.forEach(this::putBack);
            } catch (RuntimeException e) {
                ousted = true; // Next time from the start: to enter twice changes nothing.
                throw e;
            }
        }
    }

    private void putBack(Seat seat, Occupancy occupancy) {
        synchronized (occupancy) {
            forgetIfLeft(seat, occupancy);
            if (places.isTaken(seat)) {
                join(seat, occupancy);
                Instant idle = occupancy.idleSince;
                if (idle != null) {
                    directory.idle(seat.channel(), seat.connection(), seat.user(), idle);
                }
            }
        }
    }

    private void settle(Seat seat) {
        places.of(seat).ifPresent(occupancy -> {
            synchronized (occupancy) {
                occupancy.owed = false;
                if (occupancy.left) {
                    giveUp(seat, occupancy);
                } else {
                    enterInTime(seat, occupancy, occupancy.member);
                }
            }
        });
    }
}
