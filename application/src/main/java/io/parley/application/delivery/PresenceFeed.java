package io.parley.application.delivery;

import org.jspecify.annotations.Nullable;

import io.parley.domain.channel.ChannelId;
import io.parley.domain.delivery.RosterChange;
import io.parley.domain.delivery.Typing;
import io.parley.domain.identity.UserId;
import io.parley.domain.presence.Roster;

/**
 * What a topic has to tell of presence. Most topics have nobody to tell it to, every user's own channel among them: nothing is kept before the first
 * comes. All but {@link #begin} is done between two events of the channel.
 */
final class PresenceFeed {
    private final ChannelId channel;
    private final Station station;
    private final Following following;
    private final Gathering gathering;
    /** Null: there was never anybody. */
    private @Nullable PresenceHearers hearers;

    PresenceFeed(ChannelId channel, Station station, Following following, Gathering gathering) {
        this.channel = channel;
        this.station = station;
        this.following = following;
        this.gathering = gathering;
    }

    void arrived(RosterChange change) {
        if (hearers != null) {
            hearers.arrived(change);
        }
    }

    void arrived(Typing typing) {
        if (hearers != null) {
            hearers.arrived(typing);
        }
    }

    /** He has said what he was typing. */
    void said(UserId user) {
        if (hearers != null) {
            hearers.said(user);
        }
    }

    /** Something may have been missed. */
    void check() {
        if (hearers != null) {
            hearers.check();
        }
    }

    /** From now on the subscription hears presence. Who is there by now; blocks for a round trip unless that is known. */
    Roster begin(Subscription subscription) {
        return following.between(() -> hearersWith(subscription)).roster(subscription.attendedAt());
    }

    private PresenceHearers hearersWith(Subscription newcomer) {
        newcomer.hearPresence();
        PresenceHearers known = hearers == null ? new PresenceHearers(channel, station, following, gathering) : hearers;
        hearers = known;
        return known;
    }

    /** Who is there, for a subscription that is about to go live: what changes after is held back for it, and nothing of before. */
    Roster now(Subscription subscription, Roster known) {
        subscription.restartPresence();
        return hearers == null ? known : hearers.rosterOr(known);
    }
}
