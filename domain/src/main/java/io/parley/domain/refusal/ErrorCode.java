package io.parley.domain.refusal;

/** The error codes of the protocol. The enum's name is the protocol's {@code name}, {@link #code()} its {@code code}. */
public enum ErrorCode {
    /** The connection failed: node full, draining, not ready. */
    CONNECTION_LOST("RT_001", 503),
    /** No, bad or expired credentials. */
    AUTH_REQUIRED("RT_002", 401),
    /** A rule, role, scope, ban, origin or address forbids it. */
    PERMISSION_DENIED("RT_003", 403),
    /** No such channel, room or subscription. */
    CHANNEL_NOT_FOUND("RT_004", 404),
    /** Over the configured size of a message. */
    MESSAGE_TOO_LARGE("RT_005", 413),
    /** Too often; details: {@code limit}, {@code retryAfterMs}. */
    RATE_LIMIT_EXCEEDED("RT_006", 429),
    /** Not what the protocol expects; details: {@code expected}, {@code got}, {@code path}. */
    INVALID_MESSAGE("RT_007", 400),
    /** A room, a connection's subscriptions, or the connections of a user or address are at their bound. */
    CHANNEL_CAPACITY_EXCEEDED("RT_008", 409),
    /** Not present in the channel, or the roster cannot be reached. */
    PRESENCE_UPDATE_FAILED("RT_009", 409),
    /** The store did not answer: the message may have been accepted, send it again with the same idempotency key. */
    UNAVAILABLE("RT_010", 503),
    /** An extension or the hub failed; nothing of it is the client's fault. */
    INTERNAL("RT_011", 500);

    private final String code;
    private final int httpStatus;

    ErrorCode(String code, int httpStatus) {
        this.code = code;
        this.httpStatus = httpStatus;
    }

    /** {@code RT_001} … {@code RT_011}. */
    public String code() {
        return code;
    }

    /** The status of an HTTP answer that says it. */
    public int httpStatus() {
        return httpStatus;
    }
}
