package io.parley.domain.preference;

/** Whether a user stands in the rosters that others see. */
public enum Visibility {
    /** He does, wherever he is. */
    VISIBLE,
    /** He stands in none. He sees others all the same. */
    INVISIBLE
}
