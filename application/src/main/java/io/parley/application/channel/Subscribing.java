package io.parley.application.channel;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.parley.application.delivery.Backplane;
import io.parley.application.delivery.Broadcaster;
import io.parley.application.delivery.Subscription;
import io.parley.application.presence.Attendance;
import io.parley.domain.channel.ChannelId;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.channel.ChannelPolicy;
import io.parley.domain.channel.PolicyBook;
import io.parley.domain.delivery.Position;
import io.parley.domain.identity.User;
import io.parley.domain.presence.Member;
import io.parley.domain.presence.Roster;
import io.parley.domain.refusal.ErrorCode;
import io.parley.domain.refusal.Outcome;
import io.parley.domain.refusal.Refusal;
import io.parley.domain.refusal.Verdict;

/** Use case: a connection enters and leaves channels. */
public final class Subscribing {
    /** The protocol's limit of a connection. */
    public static final int MAX_SUBSCRIPTIONS = 100;

    private final PolicyBook policies;
    private final Broadcaster broadcaster;
    private final Backplane backplane;
    private final Attendance attendance;

    /** Rules from the book, messages from the broadcaster, positions from the backplane, rosters from the attendance. */
    public Subscribing(PolicyBook policies, Broadcaster broadcaster, Backplane backplane, Attendance attendance) {
        this.policies = policies;
        this.broadcaster = broadcaster;
        this.backplane = backplane;
        this.attendance = attendance;
    }

    /**
     * What a participant finds who entered: to be told to its client before {@link #goLive}.
     *
     * @param newest the channel's newest position; empty without history
     * @param roster who is there; empty where the channel has no presence or it was not asked for
     */
    public record Entry(Subscription subscription, Optional<Position> newest, Optional<Roster> roster) {
        /** Lets messages through, once the client has been told what stands in this entry. */
        public void goLive() {
            subscription.goLive(newest);
        }
    }

    /**
     * Enters the channel, or looks again at one that was entered before, without a change.
     *
     * @param presence whether to be seen and see others, where the channel has presence; may be asked for later, and not taken back
     * @throws io.parley.application.Unavailable if the store did not answer; the channel is not entered then
     */
    public Outcome<Entry> enter(Participant who, ChannelName name, boolean presence) {
        return switch (policies.maySubscribe(who.identity(), name)) {
            case Verdict.Refused(Refusal refusal) -> Outcome.refused(refusal);
            case Verdict.Granted _ when full(who, name) -> Outcome.refused(new Refusal(ErrorCode.CHANNEL_CAPACITY_EXCEEDED,
                    "A connection hears at most " + MAX_SUBSCRIPTIONS + " channels", Map.of("limit", MAX_SUBSCRIPTIONS)));
            case Verdict.Granted _ -> Outcome.done(enter(who, policies.policyOf(name).orElseThrow(), name, presence));
        };
    }

    private static boolean full(Participant who, ChannelName name) {
        return who.entered().size() >= MAX_SUBSCRIPTIONS && !who.entered().containsKey(name);
    }

    private Entry enter(Participant who, ChannelPolicy policy, ChannelName name, boolean presence) {
        ChannelId channel = new ChannelId(who.identity().realm(), name);
        Subscription known = who.entered().get(name);
        Subscription subscription = known != null ? known : broadcaster.subscribe(channel, who);
        who.entered().put(name, subscription);
        try {
            Optional<Roster> roster = policy.presence() && presence ? attend(who, subscription) : Optional.empty();
            return new Entry(subscription, policy.history().kept() ? Optional.of(backplane.newest(channel)) : Optional.empty(), roster);
        } catch (RuntimeException e) {
            if (known == null) {
                leave(who, name);
            }
            throw e;
        }
    }

    private Optional<Roster> attend(Participant who, Subscription subscription) {
        subscription.hearPresence();
        if (subscription.attending().isEmpty() && who.identity() instanceof User user) {
            attend(who, subscription, new Member(user.id(), user.profile()));
        }
        return Optional.of(attendance.roster(subscription.channel()));
    }

    private void attend(Participant who, Subscription subscription, Member member) {
        try {
            attendance.enter(subscription.channel(), who.connection(), member);
            subscription.attendAs(member);
        } catch (RuntimeException e) {
            attendance.leave(subscription.channel(), who.connection(), member); // The store may have entered him all the same.
            throw e;
        }
    }

    /** Leaves the channel; false if it was not entered. The participant hears nothing of it any more, even if the store is away. */
    public boolean leave(Participant who, ChannelName name) {
        Subscription subscription = who.entered().remove(name);
        if (subscription == null) {
            return false;
        }
        broadcaster.unsubscribe(subscription);
        subscription.attending().ifPresent(member -> attendance.leave(subscription.channel(), who.connection(), member));
        return true;
    }

    /**
     * Who is in a channel that the participant hears.
     *
     * @throws io.parley.application.Unavailable if the store did not answer
     */
    public Outcome<Roster> whoIsIn(Participant who, ChannelName name) {
        Subscription subscription = who.entered().get(name);
        if (subscription == null) {
            return Outcome.refused(notSubscribed(name));
        }
        boolean shown = policies.policyOf(name).filter(ChannelPolicy::presence).isPresent();
        return shown
                ? Outcome.done(attendance.roster(subscription.channel()))
                : Outcome.refused(Refusal.of(ErrorCode.PERMISSION_DENIED, "The channel " + name + " shows nobody's presence"));
    }

    /** The answer to somebody who asks for what only subscribers get. */
    public static Refusal notSubscribed(ChannelName name) {
        return Refusal.of(ErrorCode.CHANNEL_NOT_FOUND, "You are not subscribed to " + name);
    }

    /** Leaves every channel. */
    public void leaveAll(Participant who) {
        List.copyOf(who.entered().keySet()).forEach(name -> leave(who, name));
    }
}
