package io.parley.application.limit;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

import io.parley.application.realm.Realms;
import io.parley.domain.channel.Channel;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.identity.Identity;
import io.parley.domain.identity.UserId;
import io.parley.domain.limit.Rate;
import io.parley.domain.refusal.ErrorCode;
import io.parley.domain.refusal.Refusal;

/**
 * How often a user may say something, on whatever devices and nodes: in all channels together, and in those of one policy. Servers may as often as
 * they like; who has no user id is held by the limit of his connection. Thread-safe; may block for a round trip.
 */
public final class MessageLimits {
    private final Allowances allowances;
    private final Realms realms;

    /** Limits that all nodes share. */
    public MessageLimits(Allowances allowances, Realms realms) {
        this.allowances = allowances;
        this.realms = realms;
    }

    /** Why he may not say anything now: RT_006; empty: he may, and it counts. */
    public Optional<Refusal> refuse(Identity who) {
        return who.user().flatMap(user -> realms.of(user.realm()).limits().messages()
                .flatMap(rate -> refuse("messages:" + name(user), rate, "messages of a user")));
    }

    /** As {@link #refuse(Identity)}, in that channel. */
    public Optional<Refusal> refuse(Identity who, Channel channel) {
        String pattern = channel.policy().pattern().toString();
        return who.user().flatMap(user -> channel.policy().rate().flatMap(rate -> refuse(
                "messages:" + name(user) + ":" + ChannelName.escape(pattern), rate, "messages of a user in " + pattern)));
    }

    private static String name(UserId user) {
        return user.realm() + ":" + ChannelName.escape(user.subject());
    }

    private Optional<Refusal> refuse(String bucket, Rate rate, String limit) {
        return allowances.take(bucket, rate).map(wait -> exceeded(limit, wait));
    }

    /** RT_006: come back after that time. */
    public static Refusal exceeded(String limit, Duration wait) {
        long millis = Math.max(wait.plusNanos(999_999).toMillis(), 1);
        return new Refusal(ErrorCode.RATE_LIMIT_EXCEEDED, "Too many " + limit + "; try again in " + millis + " ms",
                Map.of("limit", limit, Refusal.RETRY_AFTER, millis));
    }
}
