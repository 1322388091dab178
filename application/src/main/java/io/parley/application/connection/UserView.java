package io.parley.application.connection;

import java.time.Instant;
import java.util.Optional;

import io.parley.domain.identity.UserId;

/**
 * What servers see of a user.
 *
 * @param online   whether he has a connection, on whichever node, or had one a moment ago
 * @param lastSeen when he had one last, if he has none and it is still known
 */
public record UserView(UserId user, boolean online, Optional<Instant> lastSeen) {}
