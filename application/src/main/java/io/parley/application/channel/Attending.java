package io.parley.application.channel;

import java.util.Optional;

import io.parley.application.delivery.Backplane;
import io.parley.application.delivery.Broadcaster;
import io.parley.application.delivery.Subscription;
import io.parley.application.presence.Attendance;
import io.parley.application.presence.Entered;
import io.parley.domain.channel.Channel;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.channel.History;
import io.parley.domain.channel.Room;
import io.parley.domain.channel.RoomUse;
import io.parley.domain.delivery.MemberJoined;
import io.parley.domain.delivery.RoomChanged;
import io.parley.domain.identity.User;
import io.parley.domain.presence.Member;
import io.parley.domain.presence.Roster;
import io.parley.domain.refusal.ErrorCode;
import io.parley.domain.refusal.Outcome;
import io.parley.domain.refusal.Refusal;

/** How those who hear a channel are seen there, and see who else is. */
record Attending(Permissions permissions, Backplane backplane, Attendance attendance, Broadcaster broadcaster) {
    /** Lets the subscriber see and be seen, if he may; who is there by now. Empty: he may not. */
    Optional<Roster> enter(Participant who, Channel channel, Subscription subscription) {
        // The roster of a user's own channel is that of his connections: whoever could leave it by unsubscribing would be offline.
        if (channel.id().name().isUnasked() || !permissions.seesPresence(subscription.identity(), channel)) {
            return Optional.empty();
        }
        attend(who, channel, subscription);
        return Optional.of(broadcaster.hearPresence(subscription));
    }

    /** Others see him, if he wants that, and sees them. */
    void show(Participant who, Channel channel, Subscription subscription) {
        if (subscription.hearsPresence()) {
            attend(who, channel, subscription);
        }
    }

    private void attend(Participant who, Channel channel, Subscription subscription) {
        if (subscription.attending().isEmpty() && who.identity() instanceof User user && who.preferences().isVisible()) {
            enter(who, channel, subscription, new Member(user.id(), user.profile()));
        }
    }

    private void enter(Participant who, Channel channel, Subscription subscription, Member member) {
        try {
            Entered entered = attendance.enter(channel.id(), who.connection(), member);
            if (opens(channel, entered.joined())) {
                backplane.publish(new RoomChanged(channel.id(), true, Room.NO_METADATA), History.NONE);
            }
            subscription.attendAs(member, entered.version());
        } catch (RuntimeException e) {
            attendance.leave(channel.id(), who.connection(), member); // The store may have entered him all the same.
            throw e;
        }
    }

    private static boolean opens(Channel channel, Optional<MemberJoined> joined) {
        return channel.policy().rooms() == RoomUse.ON_JOIN && channel.record().room().isEmpty()
                && joined.filter(change -> change.count() == 1).isPresent();
    }

    /** Who is there, as the subscriber may see it. */
    Outcome<Roster> see(Channel channel, Subscription subscription, ChannelName name) {
        return permissions.seesPresence(subscription.identity(), channel)
                ? Outcome.done(broadcaster.told(attendance.roster(channel.id())))
                : Outcome.refused(Refusal.of(ErrorCode.PERMISSION_DENIED, "You may not see who is in " + name));
    }

    /** Takes the subscriber off the roster if he may not see it any more; otherwise he is seen as his newest token says. */
    void judgeAgain(Participant who, Channel channel, Subscription subscription) {
        if (subscription.hearsPresence() && !permissions.seesPresence(subscription.identity(), channel)) {
            leave(who, subscription);
        } else if (who.identity() instanceof User user && subscription.attending().filter(seen -> isOld(seen, user)).isPresent()) {
            subscription.calledBy(user.profile());
            subscription.attending().ifPresent(member -> attendance.enterInTime(channel.id(), who.connection(), member));
        }
    }

    private static boolean isOld(Member seen, User user) {
        return seen.user().equals(user.id()) && !seen.profile().equals(user.profile());
    }

    /** He is not seen any more, and sees others still. */
    void hide(Participant who, Subscription subscription) {
        Optional<Member> member = subscription.attending();
        subscription.attendUnseen();
        member.ifPresent(gone -> attendance.leave(subscription.channel(), who.connection(), gone));
    }

    /** He is not seen any more, and sees nobody. */
    void leave(Participant who, Subscription subscription) {
        Optional<Member> member = subscription.attending();
        subscription.leavePresence();
        member.ifPresent(gone -> attendance.leave(subscription.channel(), who.connection(), gone));
    }

    /** His connection has ended: he is seen for a grace still. */
    void depart(Participant who, Subscription subscription) {
        Optional<Member> member = subscription.attending();
        subscription.leavePresence();
        member.ifPresent(gone -> attendance.depart(subscription.channel(), who.connection(), gone));
    }
}
