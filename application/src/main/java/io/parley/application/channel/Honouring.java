package io.parley.application.channel;

import java.util.List;
import java.util.Optional;

import io.parley.application.Unavailable;
import io.parley.application.delivery.Broadcaster;
import io.parley.application.delivery.Subscription;
import io.parley.domain.channel.Channel;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.preference.Muting;
import io.parley.domain.refusal.Outcome;

/** Lets what somebody wants to hear, and whether he wants to be seen, hold in the channels that he hears already. */
record Honouring(Channels channels, Broadcaster broadcaster, Attending attending) {
    /** What he does not want to hear of a channel; for those that cannot be muted nobody is asked. */
    static Muting muting(Participant who, ChannelName channel) {
        return channel.isUnasked() ? Muting.NOTHING : who.preferences().mutingIn(channel);
    }

    /** What is muted first: it needs no store. */
    void everywhere(Participant who) {
        List<Subscription> entered = List.copyOf(who.entered().values());
        entered.forEach(subscription -> hear(who, subscription));
        if (who.preferences().isVisible()) {
            show(who, entered);
        } else {
            entered.forEach(subscription -> attending.hide(who, subscription));
        }
    }

    /** Of a filter that is there already one more is never too many. */
    private void hear(Participant who, Subscription subscription) {
        var _ = broadcaster.change(subscription, subscription.hearing().muting(muting(who, subscription.channel().name())));
    }

    private void show(Participant who, List<Subscription> entered) {
        Optional<Unavailable> failure = Optional.empty();
        for (Subscription subscription : entered) {
            try {
                show(who, subscription);
            } catch (Unavailable e) {
                failure = Optional.of(e);
            }
        }
        if (failure.isPresent()) {
            throw failure.get();
        }
    }

    private void show(Participant who, Subscription subscription) {
        if (subscription.hearsPresence() && subscription.attending().isEmpty() && channels.find(subscription.channel().realm(),
                subscription.channel().name()) instanceof Outcome.Done<Channel>(Channel channel)) {
            attending.show(who, channel, subscription);
        }
    }
}
