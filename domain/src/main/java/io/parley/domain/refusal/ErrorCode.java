package io.parley.domain.refusal;

/** The error codes of the protocol. The enum's name is the protocol's {@code name}, {@link #code()} its {@code code}. */
public enum ErrorCode {
    /** The connection failed: node full, draining, not ready. */
    CONNECTION_LOST("RT_001"),
    /** No, bad or expired credentials. */
    AUTH_REQUIRED("RT_002"),
    /** A rule, role, scope, ban, origin or address forbids it. */
    PERMISSION_DENIED("RT_003"),
    /** No such channel, room or subscription. */
    CHANNEL_NOT_FOUND("RT_004"),
    /** Over the configured size of a message. */
    MESSAGE_TOO_LARGE("RT_005"),
    /** Too often; details: {@code limit}, {@code retryAfterMs}. */
    RATE_LIMIT_EXCEEDED("RT_006"),
    /** Not what the protocol expects; details: {@code expected}, {@code got}, {@code path}. */
    INVALID_MESSAGE("RT_007"),
    /** A room, a connection's subscriptions, or the connections of a user or address are at their bound. */
    CHANNEL_CAPACITY_EXCEEDED("RT_008"),
    /** Not present in the channel, or the roster cannot be reached. */
    PRESENCE_UPDATE_FAILED("RT_009"),
    /** The store did not answer: the message may have been accepted, send it again with the same idempotency key. */
    UNAVAILABLE("RT_010"),
    /** An extension or the hub failed; nothing of it is the client's fault. */
    INTERNAL("RT_011");

    private final String code;

    ErrorCode(String code) {
        this.code = code;
    }

    /** {@code RT_001} … {@code RT_011}. */
    public String code() {
        return code;
    }
}
