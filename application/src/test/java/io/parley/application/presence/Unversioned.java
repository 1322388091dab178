package io.parley.application.presence;

import java.util.List;

import io.parley.domain.delivery.ChannelEvent;
import io.parley.domain.delivery.MemberJoined;
import io.parley.domain.delivery.MemberLeft;
import io.parley.domain.delivery.MemberUpdated;
import io.parley.domain.presence.RosterVersion;

/** Changes of rosters, where it does not matter which version they made. */
public final class Unversioned {
    private Unversioned() {}

    /** The join. */
    public static MemberJoined of(MemberJoined change) {
        return new MemberJoined(change.channel(), change.member(), change.count());
    }

    /** The leave. */
    public static MemberLeft of(MemberLeft change) {
        return new MemberLeft(change.channel(), change.member(), change.count());
    }

    /** The update. */
    public static MemberUpdated of(MemberUpdated change) {
        return new MemberUpdated(change.channel(), change.member(), change.changed(), change.count(), RosterVersion.UNKNOWN);
    }

    /** The event, which may be a change. */
    public static ChannelEvent of(ChannelEvent event) {
        return switch (event) {
            case MemberJoined joined -> of(joined);
            case MemberLeft left -> of(left);
            case MemberUpdated updated -> of(updated);
            default -> event;
        };
    }

    /** All of them. */
    public static List<ChannelEvent> of(List<ChannelEvent> events) {
        return events.stream().map(Unversioned::of).toList();
    }
}
