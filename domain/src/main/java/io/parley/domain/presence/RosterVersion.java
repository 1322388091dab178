package io.parley.domain.presence;

/**
 * Which of a roster's states it is. Each change of a roster has the next number; a roster that the store had to begin anew begins a new era, and
 * nothing is known of what lies between two eras.
 *
 * @param era    a name that no other era has; empty: nobody said
 * @param number from 0 on
 */
public record RosterVersion(String era, long number) {
    /** Of a change that a node of an earlier release told, and of a roster that nobody has read. */
    public static final RosterVersion UNKNOWN = new RosterVersion("", 0);

    /** Whether the roster was at the other one and then changed once. */
    public boolean isNextAfter(RosterVersion other) {
        return isOfEra(other) && number == other.number + 1;
    }

    /** Whether a roster of this version has all that one of the other has. */
    public boolean isAtLeast(RosterVersion other) {
        return isOfEra(other) && number >= other.number;
    }

    private boolean isOfEra(RosterVersion other) {
        return !era.isEmpty() && era.equals(other.era);
    }
}
