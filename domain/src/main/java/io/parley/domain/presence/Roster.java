package io.parley.domain.presence;

import java.util.List;

/** The members of a channel at one moment, each once, ordered by user id. */
public record Roster(List<Member> members) {
    /** Nobody is there. */
    public static final Roster EMPTY = new Roster(List.of());

    /** How many users are there, not how many connections. */
    public int count() {
        return members.size();
    }
}
