package io.parley.domain.delivery;

import io.parley.domain.presence.Member;
import io.parley.domain.presence.RosterVersion;

/** One change of who is in a channel and of what is seen of them. */
public sealed interface RosterChange extends Audible permits MemberJoined, MemberLeft, MemberUpdated {
    /** Whom it is about, as he is after it. */
    Member member();

    /** How many users are there after it. */
    int count();

    /** The roster's version after it. */
    RosterVersion version();
}
