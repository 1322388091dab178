package io.parley.domain.delivery;

/**
 * What makes a message the same when it is sent again: in its channel one key of one sender stands for one message.
 *
 * @param sender      who sends it, by a name that nobody else has in the realm
 * @param key         the sender's own word for it, 1–{@value #MAX_KEY_LENGTH} characters
 * @param fingerprint of what is said; the same key with another fingerprint is a mistake of the sender
 */
public record Once(String sender, String key, String fingerprint) {
    /** Twice a UUID and more: keys are kept for minutes. */
    public static final int MAX_KEY_LENGTH = 128;

    /** @throws IllegalArgumentException for an empty key, or one that is too long */
    public Once {
        if (key.isEmpty() || key.length() > MAX_KEY_LENGTH) {
            throw new IllegalArgumentException("An idempotency key has 1-" + MAX_KEY_LENGTH + " characters");
        }
    }
}
