package io.parley.application.presence;

import java.util.List;
import java.util.Optional;

import io.parley.domain.channel.ChannelId;
import io.parley.domain.connection.ConnectionId;
import io.parley.domain.delivery.MemberJoined;
import io.parley.domain.delivery.MemberLeft;
import io.parley.domain.presence.Member;
import io.parley.domain.presence.Roster;

/**
 * Port: the rosters of all channels, seen alike from every node.
 *
 * <p>A user is in a roster as long as one of his connections is. Each change is atomic and returns the difference it made, so that of many
 * at once exactly one is told that it was the first or the last. What a node entered is leased: a node that does not renew its lease for the
 * lease's length is dead, and any other takes its entries out, once. Thread-safe; methods block for a few round trips and throw
 * {@link io.parley.application.Unavailable} if the store did not answer.
 */
public interface PresenceDirectory {
    /** Enters a connection of this node; the join if it is the user's first there. Idempotent per connection. */
    Optional<MemberJoined> join(ChannelId channel, ConnectionId connection, Member member);

    /** Takes a connection out; the leave if it was the user's last there. Idempotent. */
    Optional<MemberLeft> leave(ChannelId channel, ConnectionId connection, Member member);

    /** Who is there now. */
    Roster roster(ChannelId channel);

    /** Says that this node lives. */
    void renewLease();

    /** Takes out what dead nodes had entered; each leave is returned on one node only. */
    List<MemberLeft> evictDeadNodes();
}
