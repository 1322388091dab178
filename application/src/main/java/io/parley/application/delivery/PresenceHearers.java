package io.parley.application.delivery;

import java.util.Optional;
import java.util.function.Predicate;

import io.parley.application.protocol.EncodedMessage;
import io.parley.application.protocol.ServerMessage;
import io.parley.domain.channel.ChannelId;
import io.parley.domain.delivery.Audible;
import io.parley.domain.delivery.MemberJoined;
import io.parley.domain.delivery.MemberLeft;
import io.parley.domain.delivery.MemberUpdated;
import io.parley.domain.delivery.RosterChange;
import io.parley.domain.delivery.Typing;
import io.parley.domain.identity.UserId;
import io.parley.domain.presence.Roster;
import io.parley.domain.presence.RosterVersion;

/**
 * Those subscribers of a topic who hear presence, and what they are told: who is there, what changes, and who is typing. Nobody is told that he
 * came or went himself, nor that he is typing. All but {@link #roster} is done between two events of the channel.
 */
final class PresenceHearers implements RosterFollowing.Hearers {
    private final ChannelId channel;
    private final Gathering gathering;
    private final RosterFollowing roster;
    private final UpdatePace updates;
    private final CountPace counts;
    private final Typists typists;

    PresenceHearers(ChannelId channel, Station station, Following following, Gathering gathering) {
        this.channel = channel;
        this.gathering = gathering;
        Later later = (wait, step) -> station.timers().at(station.clock().instant().plus(wait),
                () -> station.executor().execute(() -> following.between(step)));
        roster = new RosterFollowing(channel, station, following, this, later);
        updates = new UpdatePace(update -> show(update, _ -> true), later);
        counts = new CountPace(count -> tell(new ServerMessage.PresenceCount(channel.name(), count), _ -> true), later);
        typists = new Typists(channel, station.presence().typingFor(), typing -> show(typing, isNot(typing.user())), later,
                station.clock());
    }

    void arrived(RosterChange change) {
        if (change instanceof MemberLeft) {
            typists.ended(change.member().user());
        }
        roster.arrived(change);
    }

    void arrived(Typing typing) {
        typists.heard(typing);
    }

    /** He has said what he was typing. */
    void said(UserId user) {
        typists.ended(user);
    }

    /** Something may have been missed. */
    void check() {
        roster.check();
    }

    /** Who is there by now, what that version has included; blocks for a round trip unless that is known. */
    Roster roster(Optional<RosterVersion> version) {
        return roster.require(version);
    }

    /** Who is there as far as it was told. */
    Roster rosterOr(Roster known) {
        return roster.rosterOr(known);
    }

    @Override
    public boolean isEmpty() {
        return gathering.subscriptions().noneMatch(Subscription::hearsPresence);
    }

    @Override
    public void told(RosterChange change) {
        switch (change) {
            case MemberJoined joined -> show(joined, isNot(joined.member().user()));
            case MemberLeft left -> {
                updates.drop(left.member().user());
                show(left, isNot(left.member().user()));
            }
            case MemberUpdated updated -> updates.updated(updated);
        }
    }

    @Override
    public void told(Roster whole) {
        counts.stop();
        tell(new ServerMessage.Presence(Optional.empty(), channel.name(), whole), _ -> true);
    }

    @Override
    public void counted(int count) {
        counts.counted(count);
    }

    private void show(Audible event, Predicate<Subscription> toWhom) {
        tell(new ServerMessage.Event(event, Optional.empty(), channel.name()), toWhom);
    }

    private void tell(ServerMessage message, Predicate<Subscription> toWhom) {
        EncodedMessage encoded = new EncodedMessage(message);
        gathering.each(hearer -> {
            if (hearer.hearsPresence() && toWhom.test(hearer)) {
                hearer.deliver(encoded, Optional.empty());
            }
        });
    }

    private static Predicate<Subscription> isNot(UserId user) {
        return hearer -> hearer.subscriber().identity().user().filter(user::equals).isEmpty();
    }
}
