package io.parley.domain.identity;

/**
 * A user of a realm. The same subject in two realms is two users.
 *
 * @param realm   where the subject means something
 * @param subject the id claim of the token ({@code sub} by default), 1–128 characters, opaque to the hub
 */
public record UserId(RealmId realm, String subject) {
    /** Bounds keys, rosters and log lines; longer than any id in use (a UUID has 36, an e-mail address at most 254 but is no id). */
    public static final int MAX_LENGTH = 128;

    /** @throws IllegalArgumentException if the subject is empty or longer than {@value #MAX_LENGTH} characters */
    public UserId {
        if (subject.isEmpty() || subject.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("A user id has 1-" + MAX_LENGTH + " characters, not " + subject.length());
        }
    }

    @Override
    public String toString() {
        return subject;
    }
}
