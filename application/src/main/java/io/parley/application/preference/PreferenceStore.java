package io.parley.application.preference;

import io.parley.domain.identity.UserId;
import io.parley.domain.preference.Preferences;
import io.parley.domain.preference.PreferencesChange;

/**
 * Keeps users' preferences, for all nodes. What was changed is there for who asks after, on whatever node. Thread-safe; blocks for a round trip.
 * Every method throws {@link io.parley.application.Unavailable} if the store did not answer; a change may have happened then.
 */
public interface PreferenceStore {
    /**
     * Preferences as they are kept.
     *
     * @param version counts the user's changes; 0: there was none
     */
    record Kept(Preferences preferences, long version) {
        /** What is there of a user who never changed anything. */
        public static final Kept NOTHING = new Kept(Preferences.NONE, 0);
    }

    /** What a user wants; {@link Kept#NOTHING} if he never said. */
    Kept find(UserId user);

    /** Changes what the change names, and nothing else, in one step: of two at the same time neither is lost. What came of it. */
    Kept change(UserId user, PreferencesChange change);
}
