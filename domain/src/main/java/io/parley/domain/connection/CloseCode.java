package io.parley.domain.connection;

import io.parley.domain.refusal.ErrorCode;

/** Why the hub ends a connection, and whether the client should come back by itself. The numbers are the protocol's. */
public enum CloseCode {
    NORMAL(1000, "closed by the client", false), GOING_AWAY(1001, "server going away", true), TOO_LARGE(1009, "message too large",
            false), INTERNAL(1011, "internal error", true), PROTOCOL_VIOLATION(4400, "too many messages that are none of the protocol",
                    false), AUTHENTICATION_FAILED(4401, "authentication failed or expired", true), FORBIDDEN(4403, "forbidden",
                            false), HEARTBEAT_TIMEOUT(4408, "heartbeat time-out", true), DISMISSED(4409, "disconnected by an administrator",
                                    false), RATE_ABUSED(4429, "too many messages",
                                            true), SLOW_CONSUMER(4503, "slow consumer: recover from the last offset", true);

    private final int code;
    private final String reason;
    private final boolean reconnect;

    CloseCode(int code, String reason, boolean reconnect) {
        this.code = code;
        this.reason = reason;
        this.reconnect = reconnect;
    }

    /** How a connection ends to which nothing more can be said than that no. */
    public static CloseCode after(ErrorCode refusal) {
        return switch (refusal) {
            case AUTH_REQUIRED -> AUTHENTICATION_FAILED;
            case PERMISSION_DENIED, CHANNEL_NOT_FOUND -> FORBIDDEN;
            case RATE_LIMIT_EXCEEDED, CHANNEL_CAPACITY_EXCEEDED -> RATE_ABUSED;
            case MESSAGE_TOO_LARGE -> TOO_LARGE;
            case INVALID_MESSAGE -> PROTOCOL_VIOLATION;
            case CONNECTION_LOST, UNAVAILABLE -> GOING_AWAY;
            case PRESENCE_UPDATE_FAILED, INTERNAL -> INTERNAL;
        };
    }

    /** The WebSocket close code. */
    public int code() {
        return code;
    }

    /** For a person. */
    public String reason() {
        return reason;
    }

    /** Whether coming back may help. */
    public boolean reconnect() {
        return reconnect;
    }
}
