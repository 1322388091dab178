package io.parley.domain.delivery;

import io.parley.domain.channel.ChannelId;
import io.parley.domain.identity.UserId;
import io.parley.domain.preference.Preferences;

/**
 * A user wants something else than before. Said in his own channel, to his own connections.
 *
 * @param preferences all that he wants now
 * @param version     counts the changes: of two the higher one is true
 */
public record PreferencesChanged(ChannelId channel, UserId user, Preferences preferences, long version) implements ChannelEvent {}
