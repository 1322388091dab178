package io.parley.application.delivery;

import java.time.Duration;
import java.util.function.Function;

import io.parley.domain.channel.ChannelId;
import io.parley.domain.presence.Roster;

/**
 * How those who hear a channel are told who is there.
 *
 * @param rosters     says who is there now; may block, and throws {@link io.parley.application.Unavailable} if the store did not answer
 * @param rosterLimit members of larger rosters are only counted
 * @param typingFor   how long somebody counts as typing who has not said so again
 */
public record PresenceTerms(Function<ChannelId, Roster> rosters, int rosterLimit, Duration typingFor) {}
