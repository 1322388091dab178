package io.parley.adapters.sse;

import io.parley.domain.connection.Heartbeat;

/**
 * How the SSE transport behaves.
 *
 * @param heartbeat       how often {@code heartbeat} is sent; without time-out, for a client of a stream cannot answer
 * @param maxBacklogBytes how much may wait for one client, framing included, before it counts as a slow consumer
 */
public record SseSettings(Heartbeat heartbeat, long maxBacklogBytes) {}
