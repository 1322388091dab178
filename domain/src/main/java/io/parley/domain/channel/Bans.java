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
    /** They are looked through at every subscribe and publish in the channel: who bans more wants a rule. */
    public static final int MAX = 1_000;
    /** Nobody. */
    public static final Bans NONE = new Bans(Map.of());

    /** Keeps a copy. */
    public Bans {
        until = Map.copyOf(until);
    }

    /** Whether there is place for that user. */
    public boolean admit(UserId user) {
        return until.size() < MAX || until.containsKey(user.subject());
    }

    /** Whether that user is banned at that moment. */
    public boolean hold(UserId user, Instant now) {
        Instant end = until.get(user.subject());
        return end != null && now.isBefore(end);
    }
}
