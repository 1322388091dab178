package io.parley.domain.connection;

import java.time.Duration;
import java.util.Optional;

/**
 * How a connection is kept alive and found dead.
 *
 * @param interval how often the hub says something of its own accord
 * @param timeout  after how much silence of the client it counts as gone; empty where a client cannot answer, so that only a failing
 *                 write shows its end
 */
public record Heartbeat(Duration interval, Optional<Duration> timeout) {}
