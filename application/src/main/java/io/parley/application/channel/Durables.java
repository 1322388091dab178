package io.parley.application.channel;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

import io.parley.application.delivery.Backplane;
import io.parley.application.delivery.DurableHold;
import io.parley.application.delivery.Reading;
import io.parley.application.delivery.Subscription;
import io.parley.domain.channel.Channel;
import io.parley.domain.channel.ChannelId;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.channel.History;
import io.parley.domain.delivery.DurableName;
import io.parley.domain.delivery.Lineage;
import io.parley.domain.delivery.Position;
import io.parley.domain.delivery.TakenOver;
import io.parley.domain.identity.UserId;
import io.parley.domain.refusal.ErrorCode;
import io.parley.domain.refusal.Outcome;
import io.parley.domain.refusal.Refusal;

/**
 * Subscriptions whose place is kept for the user: what he has not acknowledged is told again to whichever device of his subscribes next under the
 * same name. That one takes the subscription over, on whatever node the other is. Thread-safe.
 */
public final class Durables {
    private static final Refusal NOBODYS = Refusal.of(ErrorCode.PERMISSION_DENIED, "A durable subscription belongs to a user");
    private static final int MAX_FORGETS = 100;

    private final DurableCursors cursors;
    private final Backplane backplane;
    private final InstantSource clock;

    /** Places from the cursors; who loses a subscription hears it from the backplane. */
    public Durables(DurableCursors cursors, Backplane backplane, InstantSource clock) {
        this.cursors = cursors;
        this.backplane = backplane;
        this.clock = clock;
    }

    /** Why that wish cannot be; empty: it can, or it is for nothing durable. */
    static Optional<Refusal> refusal(Participant who, Channel channel, Wish wish) {
        if (wish.durable().isEmpty()) {
            return Optional.empty();
        }
        if (who.identity().user().isEmpty()) {
            return Optional.of(NOBODYS);
        }
        return channel.policy().history().archived()
                ? Optional.empty()
                : Optional.of(Refusal.invalid("$.durable", "a channel that is archived", channel.id().name().value()));
    }

    /**
     * Takes the subscription over from whoever had it, if the wish is for a durable one.
     *
     * @return the wish, with the place from which is recovered, unless he knows a better one; refused with RT_008 if he has too many
     * @throws io.parley.application.Unavailable if a store did not answer
     */
    Outcome<Wish> take(Participant who, Subscription subscription, Wish wish) {
        if (wish.durable().isEmpty()) {
            subscription.hold(Optional.empty());
            return Outcome.done(wish);
        }
        DurableName name = wish.durable().get();
        if (subscription.hold().filter(held -> held.name().equals(name)).isPresent()) {
            return Outcome.done(wish); // What he was sent here is not sent again.
        }
        return take(key(who, subscription, name), subscription, wish);
    }

    private Outcome<Wish> take(DurableCursors.Key key, Subscription subscription, Wish wish) {
        Lineage history = history(key.channel());
        Optional<DurableCursors.Taken> cursor = cursors.take(key, history.newest(), clock.instant());
        if (cursor.isEmpty()) {
            return Outcome.refused(new Refusal(ErrorCode.CHANNEL_CAPACITY_EXCEEDED,
                    "A user has at most " + DurableCursors.MAX_PER_USER + " durable subscriptions",
                    Map.of("limit", DurableCursors.MAX_PER_USER)));
        }
        DurableCursors.Taken taken = cursor.get();
        subscription.hold(Optional.of(new DurableHold(key.name(), taken.term(), taken.position(), history)));
        backplane.publish(new TakenOver(key.channel(), key.user(), key.name(), taken.term()), History.NONE);
        return Outcome.done(wish.recover().isPresent() ? wish : wish.recovering(taken.position()));
    }

    /**
     * All up to that position need not be told again. One that is not of the channel's history, or before what was acknowledged, changes nothing.
     *
     * @return up to where all is acknowledged; refused with RT_004 if he does not hear the channel durably on this connection
     * @throws io.parley.application.Unavailable if a store did not answer
     */
    Outcome<Position> acknowledge(Participant who, ChannelName name, Position upTo) {
        Optional<Subscription> subscription = Optional.ofNullable(who.entered().get(name.canonical()));
        Optional<DurableHold> hold = subscription.flatMap(Subscription::hold);
        return hold.isEmpty() ? Outcome.refused(notDurable(name)) : acknowledge(who, subscription.orElseThrow(), hold.get(), upTo);
    }

    private Outcome<Position> acknowledge(Participant who, Subscription subscription, DurableHold hold, Position upTo) {
        ChannelId channel = subscription.channel();
        Lineage history = hold.known().holds(upTo) ? hold.known() : history(channel);
        if (!hold.isNews(upTo, history)) {
            return Outcome.done(hold.acknowledged());
        }
        DurableCursors.Key key = key(who, subscription, hold.name());
        if (!cursors.move(key, hold.term(), upTo, clock.instant())) {
            // The news of it was lost on its way, or is still to come.
            who.happened(new TakenOver(channel, key.user(), hold.name(), hold.term() + 1));
            return Outcome.refused(notDurable(subscription.hearing().spelling()));
        }
        subscription.hold(Optional.of(hold.upTo(upTo, history)));
        return Outcome.done(upTo);
    }

    private static Refusal notDurable(ChannelName name) {
        return Refusal.of(ErrorCode.CHANNEL_NOT_FOUND, "You have no durable subscription to " + name + " on this connection");
    }

    private static DurableCursors.Key key(Participant who, Subscription subscription, DurableName name) {
        UserId user = who.identity().user().orElseThrow();
        return new DurableCursors.Key(user, name, subscription.channel());
    }

    private Lineage history(ChannelId channel) {
        return backplane.read(channel, Reading.last(0)).lineage();
    }

    /**
     * Forgets the places that nobody has used for long, or a good part of them; how many they were.
     *
     * @throws io.parley.application.Unavailable if the store did not answer
     */
    public int forget() {
        Instant unusedSince = clock.instant().minus(DurableCursors.KEPT);
        int forgotten = 0;
        for (int i = 0; i < MAX_FORGETS; i++) {
            int some = cursors.forget(unusedSince);
            if (some == 0) {
                break;
            }
            forgotten += some;
        }
        return forgotten;
    }
}
