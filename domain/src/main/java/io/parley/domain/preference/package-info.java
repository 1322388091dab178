/**
 * What a user wants to hear, and whether he wants to be seen: his {@link io.parley.domain.preference.Preferences}, the same on every device, and
 * the {@link io.parley.domain.preference.Muting} that follows from them for one channel.
 */
@NullMarked
package io.parley.domain.preference;

import org.jspecify.annotations.NullMarked;
