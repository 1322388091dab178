package io.parley.bootstrap.configuration;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import io.parley.bootstrap.start.StartFailure;

/**
 * Who is seen in channels. The defaults are the protocol's.
 *
 * @param grace       how long a user whose last connection ended is still there: who comes back within it has not left; zero: not at all
 * @param awayAfter   after how long a user none of whose connections does anything is away
 * @param typingFor   how long somebody counts as typing who has not said so again
 * @param rosterLimit members of larger rosters are counted, and not told one by one
 */
@ConfigurationProperties("parley.presence")
public record PresenceSettings(@DefaultValue("5s") Duration grace, @DefaultValue("300s") Duration awayAfter,
        @DefaultValue("3s") Duration typingFor, @DefaultValue("1000") int rosterLimit) {
    /** Below, one who types on would flicker: it is told once a second. */
    private static final Duration SHORTEST_TYPING = Duration.ofMillis(1_500);
    /** A roster is told in one message, which has to fit into the backlog of who reads it. */
    private static final int MOST_MEMBERS = 10_000;

    /** @throws StartFailure naming the setting that cannot be */
    public PresenceSettings {
        if (grace.isNegative()) {
            throw new StartFailure("parley.presence.grace must not be below 0, as " + grace + " is");
        }
        if (!awayAfter.isPositive()) {
            throw new StartFailure("parley.presence.away-after must be longer than 0, not " + awayAfter);
        }
        if (typingFor.compareTo(SHORTEST_TYPING) < 0) {
            throw new StartFailure("parley.presence.typing-for must be at least 1500ms, not " + typingFor);
        }
        if (rosterLimit < 1 || rosterLimit > MOST_MEMBERS) {
            throw new StartFailure("parley.presence.roster-limit is a number from 1 to " + MOST_MEMBERS + ", not " + rosterLimit);
        }
    }
}
