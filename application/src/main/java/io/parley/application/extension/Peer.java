package io.parley.application.extension;

import io.parley.domain.connection.ConnectionId;
import io.parley.domain.identity.Identity;

/**
 * A client's connection.
 *
 * @param identity who is behind it
 */
public record Peer(ConnectionId connection, Identity identity) {}
