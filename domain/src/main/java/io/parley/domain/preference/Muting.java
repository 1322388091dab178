package io.parley.domain.preference;

import java.util.Set;

/**
 * What of a channel a user does not want to hear. It concerns messages alone: who is there and what becomes of the room he is told all the same,
 * so that what he knows of it stays true.
 *
 * @param everything nothing that is said there is for him
 * @param events     otherwise the events that are not
 */
public record Muting(boolean everything, Set<String> events) {
    /** He hears all of it. */
    public static final Muting NOTHING = new Muting(false, Set.of());
    /** He hears none of it. */
    public static final Muting EVERYTHING = new Muting(true, Set.of());

    /** Whether a message with that event is not for him. */
    public boolean silences(String event) {
        return everything || events.contains(event);
    }
}
