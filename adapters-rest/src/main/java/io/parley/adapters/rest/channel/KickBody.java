package io.parley.adapters.rest.channel;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import io.parley.adapters.rest.RequestBodies;
import io.parley.domain.delivery.MemberKicked;
import io.parley.domain.identity.RealmId;
import io.parley.domain.identity.UserId;

/** {@code {"userId", "reason"?, "banSeconds"?}}. */
record KickBody(@Nullable String userId, @Nullable String reason, @Nullable Long banSeconds) {
    /** Ten years: for ever, in a number that every clock understands. */
    private static final Duration LONGEST_BAN = Duration.ofDays(3_650);

    UserId user(RealmId realm) {
        return new UserId(realm, RequestBodies.text("$.userId", userId, UserId.MAX_LENGTH));
    }

    String words() {
        return reason == null || reason.isEmpty() ? "" : RequestBodies.text("$.reason", reason, MemberKicked.MAX_REASON_LENGTH);
    }

    Duration ban() {
        long seconds = banSeconds == null ? 0 : banSeconds;
        if (seconds < 0 || seconds > LONGEST_BAN.toSeconds()) {
            throw RequestBodies.invalid("$.banSeconds", "0-" + LONGEST_BAN.toSeconds(), Long.toString(seconds));
        }
        return Duration.ofSeconds(seconds);
    }
}
