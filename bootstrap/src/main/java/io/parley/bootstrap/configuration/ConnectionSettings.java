package io.parley.bootstrap.configuration;

import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

import io.parley.bootstrap.start.StartFailure;

/**
 * How connections behave. The defaults are the protocol's.
 *
 * @param authDeadline      how long a connection may stay unknown
 * @param heartbeatInterval how often a WebSocket is pinged
 * @param heartbeatTimeout  after how much silence a WebSocket client counts as gone
 * @param sseHeartbeat      how often a stream says {@code heartbeat}
 * @param maxMessage        larger messages are refused with RT_005
 * @param maxFrame          larger messages are not read at all: close 1009
 * @param maxBacklog        how much may wait for one client before it is closed as a slow consumer
 * @param compressAbove     messages of so many bytes and more are compressed for clients who take that
 * @param closeGrace        how long a client that the hub closes may take before its line is cut
 * @param reconnectSpread   when this node goes away, its clients are told to come back within this, each at another moment
 * @param drainWindow       when this node goes away, its clients are sent away over this time; 0: all at once
 * @param acceptBacklog     how many connections the system accepts for a hub that has not got to them yet
 * @param path              where the WebSocket is beside {@code /realtime} and {@code /ws}; blank: nowhere
 */
@ConfigurationProperties("parley.connections")
public record ConnectionSettings(@DefaultValue("10s") Duration authDeadline, @DefaultValue("25s") Duration heartbeatInterval,
        @DefaultValue("60s") Duration heartbeatTimeout, @DefaultValue("30s") Duration sseHeartbeat,
        @DefaultValue("128KB") DataSize maxMessage, @DefaultValue("1MB") DataSize maxFrame, @DefaultValue("1MB") DataSize maxBacklog,
        @DefaultValue("1KB") DataSize compressAbove,
        @DefaultValue("5s") Duration closeGrace, @DefaultValue("10s") Duration reconnectSpread,
        @DefaultValue("5s") Duration drainWindow, @DefaultValue("4096") int acceptBacklog,
        @Nullable String path) {

    /** @throws StartFailure naming the setting that cannot be */
    public ConnectionSettings {
        positive("auth-deadline", authDeadline);
        positive("heartbeat-interval", heartbeatInterval);
        positive("sse-heartbeat", sseHeartbeat);
        positive("close-grace", closeGrace);
        positive("reconnect-spread", reconnectSpread);
        if (drainWindow.isNegative()) {
            throw new StartFailure("parley.connections.drain-window is a time from 0s on, not " + drainWindow);
        }
        if (acceptBacklog < 1) {
            throw new StartFailure("parley.connections.accept-backlog is a number from 1 on, not " + acceptBacklog);
        }
        if (heartbeatTimeout.compareTo(heartbeatInterval) <= 0) {
            throw new StartFailure("parley.connections.heartbeat-timeout (" + heartbeatTimeout.toSeconds()
                    + "s) must be longer than heartbeat-interval (" + heartbeatInterval.toSeconds() + "s)");
        }
        if (maxFrame.compareTo(maxMessage) < 0 || maxBacklog.compareTo(maxMessage) < 0 || maxMessage.toBytes() < 1) {
            throw new StartFailure("parley.connections.max-message must be positive and no larger than max-frame and max-backlog");
        }
    }

    private static void positive(String key, Duration value) {
        if (value.isZero() || value.isNegative()) {
            throw new StartFailure("parley.connections." + key + " must be longer than 0, not " + value);
        }
    }
}
