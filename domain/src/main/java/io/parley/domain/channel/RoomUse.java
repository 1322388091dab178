package io.parley.domain.channel;

/** What part rooms play in the channels of a policy. */
public enum RoomUse {
    /** They have none. */
    NONE,
    /** A server may make one, and then its rules, members and capacity hold. */
    OPTIONAL,
    /** As {@link #OPTIONAL}; without a server's room the channel itself counts as one, made by the first join and closed with the last leave. */
    ON_JOIN,
    /** There is no channel without a room that a server made. */
    REQUIRED;

    /** Whether a server may make one. */
    public boolean allowed() {
        return this != NONE;
    }
}
