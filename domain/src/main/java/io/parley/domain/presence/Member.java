package io.parley.domain.presence;

import io.parley.domain.identity.Profile;
import io.parley.domain.identity.UserId;

/** A user who is present in a channel, and what others see of him: what his token says, and beside it what he says himself. */
public record Member(UserId user, Profile profile, MemberState state) {
    /** A user who has said nothing of himself. */
    public Member(UserId user, Profile profile) {
        this(user, profile, MemberState.NONE);
    }

    /** The same, who says that of himself. */
    public Member as(MemberState other) {
        return new Member(user, profile, other);
    }
}
