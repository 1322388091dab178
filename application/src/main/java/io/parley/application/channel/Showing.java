package io.parley.application.channel;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

import io.parley.application.Unavailable;
import io.parley.application.delivery.Backplane;
import io.parley.application.delivery.Subscription;
import io.parley.application.presence.Attendance;
import io.parley.domain.channel.Channel;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.channel.History;
import io.parley.domain.delivery.MemberUpdated;
import io.parley.domain.delivery.Message;
import io.parley.domain.delivery.Typing;
import io.parley.domain.identity.UserId;
import io.parley.domain.payload.Payload;
import io.parley.domain.presence.Member;
import io.parley.domain.presence.MemberUpdate;
import io.parley.domain.refusal.ErrorCode;
import io.parley.domain.refusal.Outcome;
import io.parley.domain.refusal.Refusal;
import io.parley.domain.refusal.Verdict;

/** Use case: somebody who is in the roster of a channel shows others something of himself there: what he says he is, and that he is typing. */
public final class Showing {
    /** What a channel's rule for publishing is asked about who types: whether he may say a message of this event, without data. */
    static final String TYPING = "typing";
    /** Who types says so at every key; others need to hear it often enough to believe that he still does. */
    static final Duration REPEAT = Duration.ofSeconds(1);

    private static final Refusal UNREACHABLE = Refusal.of(ErrorCode.PRESENCE_UPDATE_FAILED,
            "The hub cannot reach the roster; what you say of yourself may have been accepted. Try again");

    private final Channels channels;
    private final Permissions permissions;
    private final Attendance attendance;
    private final Backplane backplane;
    private final InstantSource clock;

    /** Rosters are changed by the attendance, typing is told over the backplane. */
    public Showing(Channels channels, Permissions permissions, Attendance attendance, Backplane backplane, InstantSource clock) {
        this.channels = channels;
        this.permissions = permissions;
        this.attendance = attendance;
        this.backplane = backplane;
        this.clock = clock;
    }

    /** Changes what he says of himself; refused with RT_009 if he is not in the roster, or it cannot be reached. Empty: nothing is different. */
    public Outcome<Optional<MemberUpdated>> update(Participant who, ChannelName name, MemberUpdate update) {
        return attending(who, name).then(subscription -> {
            try {
                return attendance.update(subscription.channel(), userOf(subscription), update);
            } catch (Unavailable e) {
                return Outcome.refused(UNREACHABLE);
            }
        });
    }

    /**
     * Tells the others that he is typing, or is not any more; not as often as he says so. Refused with RT_009 if he is not in the roster, and with
     * RT_003 if he may not say anything there.
     *
     * @throws Unavailable if the store did not answer
     */
    public Outcome<ChannelName> typing(Participant who, ChannelName name, boolean typing) {
        return attending(who, name).then(subscription -> channels.find(who.identity().realm(), name)
                .then(channel -> typing(who, channel, subscription, typing)));
    }

    private Outcome<ChannelName> typing(Participant who, Channel channel, Subscription subscription, boolean typing) {
        Instant now = clock.instant();
        Message asIfSaid = new Message(channel.id(), TYPING, Payload.NULL, now, who.identity().user());
        if (permissions.publishing(subscription.identity(), channel, asIfSaid) instanceof Verdict.Refused(Refusal refusal)) {
            return Outcome.refused(refusal);
        }
        if (isNews(subscription, typing, now)) {
            backplane.publish(new Typing(channel.id(), userOf(subscription), typing), History.NONE);
            subscription.toldTyping(typing ? Optional.of(now) : Optional.empty());
        }
        return Outcome.done(channel.id().name());
    }

    private static boolean isNews(Subscription subscription, boolean typing, Instant now) {
        Optional<Instant> told = subscription.toldTyping();
        return typing ? told.filter(since -> now.isBefore(since.plus(REPEAT))).isEmpty() : told.isPresent();
    }

    /** He has said something, and so what he was typing. */
    public void said(Participant who, ChannelName name) {
        Optional.ofNullable(who.entered().get(name.canonical())).ifPresent(subscription -> subscription.toldTyping(Optional.empty()));
    }

    private static Outcome<Subscription> attending(Participant who, ChannelName name) {
        return Optional.ofNullable(who.entered().get(name.canonical())).filter(subscription -> subscription.attending().isPresent())
                .map(Outcome::done).orElseGet(() -> Outcome.refused(
                        Refusal.of(ErrorCode.PRESENCE_UPDATE_FAILED,
                                "You are not present in " + name + ": subscribe to it with presence")));
    }

    private static UserId userOf(Subscription subscription) {
        return subscription.attending().map(Member::user).orElseThrow();
    }
}
