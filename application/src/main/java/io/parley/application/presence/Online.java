package io.parley.application.presence;

import io.parley.domain.channel.ChannelId;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.connection.ConnectionId;
import io.parley.domain.identity.Identity;
import io.parley.domain.identity.Profile;
import io.parley.domain.identity.UserId;
import io.parley.domain.presence.Member;

/**
 * Use case: a user is online from his first connection to the end of his last, on whichever nodes they are. Kept as the roster of his own channel,
 * which nobody else enters. Thread-safe; never throws because the store is away: what it could not be told is made good later.
 */
public final class Online {
    private final Attendance attendance;

    /** @param attendance keeps rosters, and sees off the users of dead nodes */
    public Online(Attendance attendance) {
        this.attendance = attendance;
    }

    /** The connection is that user's from now on; somebody without a user id is nobody here. */
    public void connected(ConnectionId connection, Identity who) {
        who.user().ifPresent(user -> attendance.enterInTime(ownOf(user), connection, member(user)));
    }

    /** The connection has ended, or is that user's no more. */
    public void disconnected(ConnectionId connection, Identity who) {
        who.user().ifPresent(user -> attendance.leave(ownOf(user), connection, member(user)));
    }

    private static ChannelId ownOf(UserId user) {
        return new ChannelId(user.realm(), ChannelName.ownOf(user));
    }

    private static Member member(UserId user) {
        return new Member(user, Profile.UNKNOWN);
    }
}
