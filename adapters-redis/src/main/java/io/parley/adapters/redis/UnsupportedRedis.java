package io.parley.adapters.redis;

/** Redis answers, and is too old for what the hub needs. */
public final class UnsupportedRedis extends RuntimeException {
    UnsupportedRedis(String message) {
        super(message);
    }
}
