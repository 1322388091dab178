package io.parley.application.presence;

import java.util.Optional;

import io.parley.domain.delivery.MemberJoined;
import io.parley.domain.presence.RosterVersion;

/**
 * What came of entering a roster.
 *
 * @param joined  the change, if it was the user's first connection there
 * @param version the roster's version then; who has read that one, or a later one, sees the user in it
 */
public record Entered(Optional<MemberJoined> joined, RosterVersion version) {}
