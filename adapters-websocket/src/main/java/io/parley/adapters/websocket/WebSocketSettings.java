package io.parley.adapters.websocket;

import java.time.Duration;

import io.parley.domain.connection.Heartbeat;

/**
 * How the WebSocket transport behaves.
 *
 * @param heartbeat       ping interval and how long a silent client is waited for
 * @param maxFrameBytes   a message that is larger is not read at all: close 1009. Well above the hub's own limit, which is an error reply
 * @param maxBacklogBytes how much may wait for one client before it counts as a slow consumer
 * @param closeGrace      how long a client that the hub closes may take to read what is left and answer, before its line is cut
 * @param compressAbove   messages of so many bytes and more are compressed for clients who take that
 */
public record WebSocketSettings(Heartbeat heartbeat, int maxFrameBytes, long maxBacklogBytes, Duration closeGrace, int compressAbove) {}
