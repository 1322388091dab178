package io.parley.domain.presence;

import java.util.List;

/**
 * The members of a channel at one moment, each once, ordered by user id.
 *
 * @param members all of them, or the first
 * @param version the newest change that is in it
 * @param count   how many users are there, not how many connections
 */
public record Roster(List<Member> members, RosterVersion version, int count) {
    /** Nobody is there. */
    public static final Roster EMPTY = new Roster(List.of());

    /** All who are there. */
    public Roster(List<Member> members, RosterVersion version) {
        this(members, version, members.size());
    }

    /** Of a version that does not matter. */
    public Roster(List<Member> members) {
        this(members, RosterVersion.UNKNOWN);
    }

    /** Whether there are more than these. */
    public boolean isPartial() {
        return members.size() < count;
    }

    /** At most so many of them, the first. */
    public Roster first(int most) {
        return members.size() <= most ? this : new Roster(members.subList(0, most), version, count);
    }
}
