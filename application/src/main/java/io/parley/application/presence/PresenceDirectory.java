package io.parley.application.presence;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

import io.parley.domain.channel.ChannelId;
import io.parley.domain.connection.ConnectionId;
import io.parley.domain.delivery.MemberLeft;
import io.parley.domain.delivery.MemberUpdated;
import io.parley.domain.identity.UserId;
import io.parley.domain.presence.Member;
import io.parley.domain.presence.MemberState;
import io.parley.domain.presence.MemberUpdate;
import io.parley.domain.presence.Roster;
import io.parley.domain.refusal.ErrorCode;
import io.parley.domain.refusal.Outcome;
import io.parley.domain.refusal.Refusal;

/**
 * Port: the rosters of all channels, seen alike from every node.
 *
 * <p>A user is in a roster as long as one of his connections is. Each change is atomic and returns the difference it made, so that of many
 * at once exactly one is told that it was the first or the last. Where {@link Publicity} says that the channel hears of it, the same step gives
 * the change the roster's next version and broadcasts it: those who hear the channel hear every change once, in the order of the versions, and
 * of nothing that did not happen. Other rosters have no version: {@link io.parley.domain.presence.RosterVersion#UNKNOWN}; nor have their
 * members a state. Of several profiles of a user's connections the one that was entered last is his.
 *
 * <p>Thread-safe; methods block for a few round trips and throw {@link io.parley.application.Unavailable} if the store did not answer.
 *
 * <p>What a node entered is leased: a node that does not renew its lease for the lease's length is dead, and any other takes its entries out,
 * once. A node that was only slow is a new one from then on, whose entries no late eviction of the old one touches; what it had entered before it
 * has to enter again.
 */
public interface PresenceDirectory {
    /**
     * Enters a user with a connection of this node, that does something; with the join if it is his first there. If not, and it shows another
     * profile or is the only one that does something, that is a {@link MemberUpdated}. Idempotent per connection and user.
     */
    Entered join(ChannelId channel, ConnectionId connection, Member member);

    /**
     * Takes a user's connection out; the leave if it was his last there, and with him goes his state. If those that stay do nothing, that is a
     * {@link MemberUpdated}. Idempotent.
     */
    Optional<MemberLeft> leave(ChannelId channel, ConnectionId connection, Member member);

    /** Who is there now, with states and the version of the same moment. */
    Roster roster(ChannelId channel);

    /** How many are there now. */
    int count(ChannelId channel);

    /**
     * Changes what a user says of himself there.
     *
     * @return the change, which names what has another value now; empty: nothing has. Refused with RT_009 if he is not there or others change
     *         the same too fast, with RT_005 if it would be more than {@link MemberState#MAX_BYTES}
     */
    Outcome<Optional<MemberUpdated>> update(ChannelId channel, UserId user, MemberUpdate update);

    /**
     * The connection has done nothing since then. With it the user is away if none of his connections there does anything: since the last time
     * that one did. Nothing if the connection is not there or is idle already.
     */
    Optional<MemberUpdated> idle(ChannelId channel, ConnectionId connection, UserId user, Instant lastActive);

    /** The connection does something; its user is not away, the change if he was. Nothing if the connection is not there or was not idle. */
    Optional<MemberUpdated> active(ChannelId channel, ConnectionId connection, UserId user);

    /** When a user who is not in the roster of his own channel left it last, in the last 30 days; empty if he is there. */
    Optional<Instant> lastSeen(ChannelId own);

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

    /** The answer to who would change what is seen of him where he is not. */
    static Refusal notThere(ChannelId channel) {
        return Refusal.of(ErrorCode.PRESENCE_UPDATE_FAILED, "You are not present in " + channel.name());
    }

    /** What a member says after an update; refused with RT_005 if that would be too much. */
    static Outcome<MemberState> changed(MemberState before, MemberUpdate update) {
        MemberState after = before.with(update);
        int bytes = after.bytes();
        return bytes <= MemberState.MAX_BYTES
                ? Outcome.done(after)
                : Outcome.refused(new Refusal(ErrorCode.MESSAGE_TOO_LARGE,
                        "What a member says of himself has at most " + MemberState.MAX_BYTES + " bytes, this would be " + bytes,
                        Map.of("limit", MemberState.MAX_BYTES, "got", bytes)));
    }
}
