package io.parley.domain.connection;

/** Why the hub ends a connection, and whether the client should come back by itself. The numbers are the protocol's. */
public enum CloseCode {
    NORMAL(1000, "closed by the client", false), GOING_AWAY(1001, "server going away", true), TOO_LARGE(1009, "message too large",
            false), AUTHENTICATION_FAILED(4401, "authentication failed or expired", true), HEARTBEAT_TIMEOUT(4408, "heartbeat time-out",
                    true), RATE_ABUSED(4429, "too many messages", true), INTERNAL(1011, "internal error",
                            true), SLOW_CONSUMER(4503, "slow consumer: recover from the last offset", true);

    private final int code;
    private final String reason;
    private final boolean reconnect;

    CloseCode(int code, String reason, boolean reconnect) {
        this.code = code;
        this.reason = reason;
        this.reconnect = reconnect;
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
