package io.parley.domain.presence;

import java.util.List;

/**
 * The members of a channel at one moment, each once, ordered by user id.
 *
 * @param version the newest change that is in it
 */
public record Roster(List<Member> members, RosterVersion version) {
    /** Nobody is there. */
    public static final Roster EMPTY = new Roster(List.of());

    /** Of a version that does not matter. */
    public Roster(List<Member> members) {
        this(members, RosterVersion.UNKNOWN);
    }

    /** How many users are there, not how many connections. */
    public int count() {
        return members.size();
    }
}
