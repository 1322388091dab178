package io.parley.domain.channel;

import java.time.Instant;
import java.util.Map;

import io.parley.domain.identity.UserId;

/**
 * Who was sent away from a channel and may not come back yet.
 *
 * @param until by subject
 */
public record Bans(Map<String, Instant> until) {
    /** Nobody. */
    public static final Bans NONE = new Bans(Map.of());

    /** Keeps a copy. */
    public Bans {
        until = Map.copyOf(until);
    }

    /** Whether that user is banned at that moment. */
    public boolean hold(UserId user, Instant now) {
        Instant end = until.get(user.subject());
        return end != null && now.isBefore(end);
    }
}
