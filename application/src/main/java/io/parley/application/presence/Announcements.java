package io.parley.application.presence;

import io.parley.application.delivery.Backplane;
import io.parley.application.event.EventBus;
import io.parley.application.event.HubEvent;
import io.parley.domain.channel.ChannelId;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.channel.History;
import io.parley.domain.delivery.MemberJoined;
import io.parley.domain.delivery.MemberLeft;
import io.parley.domain.identity.RealmId;
import io.parley.domain.presence.Member;

/**
 * Who is told that a roster changed: those who hear the channel, on every node, and who listens inside. The roster of a user's own channel says
 * whether he is online; of that nobody is told but who listens inside. What the hub counts in rosters of its own nobody is told at all.
 */
record Announcements(Backplane backplane, EventBus events) {
    /** @throws io.parley.application.Unavailable if those who hear the channel could not be told; then nobody was */
    void joined(MemberJoined change) {
        if (isTheHubs(change.channel())) {
            return;
        }
        if (isOwn(change.channel(), change.member())) {
            events.publish(new HubEvent.UserOnline(change.member().user()));
        } else {
            backplane.publish(change, History.NONE);
            events.publish(new HubEvent.UserJoined(change.channel(), change.member(), change.count()));
        }
    }

    /** Tells those who listen inside. */
    void leftInside(MemberLeft change) {
        if (!isTheHubs(change.channel())) {
            events.publish(isOwn(change.channel(), change.member())
                    ? new HubEvent.UserOffline(change.member().user())
                    : new HubEvent.UserLeft(change.channel(), change.member(), change.count()));
        }
    }

    /**
     * Tells those who hear the channel.
     *
     * @throws io.parley.application.Unavailable if they could not be told
     */
    void left(MemberLeft change) {
        if (!isTheHubs(change.channel()) && !isOwn(change.channel(), change.member())) {
            backplane.publish(change, History.NONE);
        }
    }

    private static boolean isTheHubs(ChannelId channel) {
        return channel.realm().equals(RealmId.HUB);
    }

    private static boolean isOwn(ChannelId channel, Member member) {
        return channel.name().equals(ChannelName.ownOf(member.user()));
    }
}
