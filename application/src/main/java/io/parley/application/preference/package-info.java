/**
 * What users want to hear, and whether they want to be seen: {@link io.parley.application.preference.Preferring} keeps it in the
 * {@link io.parley.application.preference.PreferenceStore} and tells all of a user's connections, each of which knows it as
 * {@link io.parley.application.preference.HeldPreferences}. What follows from it happens where channels are heard and rosters kept.
 */
@NullMarked
package io.parley.application.preference;

import org.jspecify.annotations.NullMarked;
