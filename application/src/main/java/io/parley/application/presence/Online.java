package io.parley.application.presence;

import java.time.Instant;
import java.util.Optional;

import io.parley.domain.channel.ChannelId;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.connection.ConnectionId;
import io.parley.domain.identity.Identity;
import io.parley.domain.identity.Profile;
import io.parley.domain.identity.UserId;
import io.parley.domain.presence.Member;

/**
 * Use case: a user is online from his first connection to the end of his last, on whichever nodes they are. Kept as the roster of his own channel,
 * which nobody else enters. Thread-safe; who comes and goes never finds
 * the store away: what it could not be told is made good later.
 */
public final class Online {
    private final Attendance attendance;
    private final Activity activity;

    /**
     * Who is online.
     *
     * @param attendance keeps rosters, and sees off the users of dead nodes
     * @param activity   is told which connections there are, and which do something
     */
    public Online(Attendance attendance, Activity activity) {
        this.attendance = attendance;
        this.activity = activity;
    }

    /** The connection is that user's from now on; somebody without a user id is nobody here. */
    public void connected(ConnectionId connection, Identity who) {
        who.user().ifPresent(user -> {
            activity.began(connection);
            attendance.enterInTime(ownOf(user), connection, member(user));
        });
    }

    /** The connection does something, for itself and not only to stay. Neither blocks nor waits. */
    public void acts(ConnectionId connection, Instant now) {
        activity.acts(connection, now);
    }

    /** The connection has ended; its user has a grace to come back. */
    public void disconnected(ConnectionId connection, Identity who) {
        who.user().ifPresent(user -> {
            activity.ended(connection);
            attendance.depart(ownOf(user), connection, member(user));
        });
    }

    /** The connection is that user's no more. */
    public void loggedOut(ConnectionId connection, Identity who) {
        who.user().ifPresent(user -> {
            activity.ended(connection);
            attendance.leave(ownOf(user), connection, member(user));
        });
    }

    /**
     * Whether the user is online.
     *
     * @throws io.parley.application.Unavailable if the store did not answer
     */
    public boolean isOnline(UserId user) {
        return attendance.count(ownOf(user)) > 0;
    }

    /**
     * When a user who is not online was so last, as long as that is remembered: 30 days.
     *
     * @throws io.parley.application.Unavailable if the store did not answer
     */
    public Optional<Instant> lastSeen(UserId user) {
        return attendance.lastSeen(ownOf(user));
    }

    private static ChannelId ownOf(UserId user) {
        return new ChannelId(user.realm(), ChannelName.ownOf(user));
    }

    private static Member member(UserId user) {
        return new Member(user, Profile.UNKNOWN);
    }
}
