package io.parley.application.extension;

import io.parley.domain.connection.ConnectionId;
import io.parley.domain.identity.Identity;
import io.parley.domain.payload.Payload;

/**
 * An event that a client sent.
 *
 * @param connection over which it came
 * @param sender     who sent it, as the hub knows him
 * @param event      its name, one that the handler has registered
 * @param data       what came with it, one JSON value: the client's word, which nobody has looked into
 */
public record ClientEvent(ConnectionId connection, Identity sender, String event, Payload data) {}
