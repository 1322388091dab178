package io.parley.application.presence;

import io.parley.domain.channel.ChannelId;
import io.parley.domain.identity.RealmId;

/** Who is told that a roster changed. */
public enum Publicity {
    /** Those who hear the channel, on every node, and who listens inside. */
    CHANNEL,
    /** Who listens inside: the roster of a user's own channel says whether he is online. */
    USER,
    /** Nobody: what the hub counts in rosters of its own. */
    HUB;

    /** That channel's roster's. */
    public static Publicity of(ChannelId channel) {
        if (channel.realm().equals(RealmId.HUB)) {
            return HUB;
        }
        return channel.name().isUnasked() ? USER : CHANNEL;
    }
}
