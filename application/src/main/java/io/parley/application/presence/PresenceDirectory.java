package io.parley.application.presence;

import java.util.Optional;
import java.util.function.Consumer;

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
 * at once exactly one is told that it was the first or the last. Thread-safe; methods block for a few round trips and throw
 * {@link io.parley.application.Unavailable} if the store did not answer.
 *
 * <p>What a node entered is leased: a node that does not renew its lease for the lease's length is dead, and any other takes its entries out,
 * once. A node that was only slow is a new one from then on, whose entries no late eviction of the old one touches; what it had entered before it
 * has to enter again.
 */
public interface PresenceDirectory {
    /** Enters a user with a connection of this node; the join if it is his first there. Idempotent per connection and user. */
    Optional<MemberJoined> join(ChannelId channel, ConnectionId connection, Member member);

    /** Takes a user's connection out; the leave if it was his last there. Idempotent. */
    Optional<MemberLeft> leave(ChannelId channel, ConnectionId connection, Member member);

    /** Who is there now. */
    Roster roster(ChannelId channel);

    /** How many are there now. */
    int count(ChannelId channel);

    /** Says that this node lives; false, once, if its lease had ended: what it had entered before may be gone. */
    boolean renewLease();

    /** This node is a new one from now on, as if its lease had ended; what it does not enter again goes when that ends. */
    void beginAnew();

    /**
     * Takes out what dead nodes had entered; none is taken for dead as long as this node is new or was just out of touch itself.
     *
     * @param seenOff is given each leave that this makes, and no other node is given it
     * @throws io.parley.application.Unavailable if not all could be taken out; what was has been told
     */
    void evictDeadNodes(Consumer<MemberLeft> seenOff);
}
