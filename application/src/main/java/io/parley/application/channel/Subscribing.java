package io.parley.application.channel;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

import io.parley.application.delivery.Backplane;
import io.parley.application.delivery.Broadcaster;
import io.parley.application.delivery.Hearing;
import io.parley.application.delivery.Histories;
import io.parley.application.delivery.Page;
import io.parley.application.delivery.Reading;
import io.parley.application.delivery.Subscription;
import io.parley.application.extension.Hooks;
import io.parley.application.presence.Attendance;
import io.parley.application.rule.CompiledRule;
import io.parley.application.rule.Filter;
import io.parley.application.rule.Question;
import io.parley.application.rule.RuleLanguage;
import io.parley.domain.channel.Channel;
import io.parley.domain.channel.ChannelId;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.channel.Room;
import io.parley.domain.channel.Rule;
import io.parley.domain.delivery.Position;
import io.parley.domain.presence.Roster;
import io.parley.domain.refusal.ErrorCode;
import io.parley.domain.refusal.Outcome;
import io.parley.domain.refusal.Refusal;
import io.parley.domain.refusal.Verdict;

/** Use case: a connection enters and leaves channels. */
public final class Subscribing {
    /** The protocol's limit of a connection, beside what it hears without asking. */
    public static final int MAX_SUBSCRIPTIONS = 100;
    /** Each filter is asked for every message of its channel. */
    public static final int MAX_FILTERS = 10;

    private final Channels channels;
    private final Permissions permissions;
    private final RuleLanguage rules;
    private final ChannelRecords records;
    private final Broadcaster broadcaster;
    private final ReadingHistory readings;
    private final Remembering remembering;
    private final CatchingUp catchingUp;
    private final Attending attending;
    private final Durables durables;
    private final Hooks hooks;
    private final Honouring honouring;

    /** Channels and what holds in them, messages from the broadcaster, what was said before from the histories, rosters from the attendance. */
    public Subscribing(Channels channels, Permissions permissions, RuleLanguage rules, ChannelRecords records, Broadcaster broadcaster,
            Backplane backplane, Histories histories, Attendance attendance, Durables durables, Hooks hooks, Executor executor) {
        this.channels = channels;
        this.permissions = permissions;
        this.rules = rules;
        this.records = records;
        this.broadcaster = broadcaster;
        readings = new ReadingHistory(channels, histories);
        remembering = new Remembering(histories, broadcaster);
        catchingUp = new CatchingUp(histories, broadcaster, executor);
        this.durables = durables;
        this.hooks = hooks;
        attending = new Attending(permissions, backplane, attendance, broadcaster);
        honouring = new Honouring(channels, broadcaster, attending);
    }

    /**
     * Enters the channel, or looks again at one that was entered before; then only the name by which it is heard and the filter may change.
     *
     * @throws io.parley.application.Unavailable if the store did not answer; the channel is not entered then
     */
    public Outcome<Entry> enter(Participant who, Wish wish) {
        return channels.find(who.identity().realm(), wish.channel()).then(channel -> enter(who, channel, wish));
    }

    private Outcome<Entry> enter(Participant who, Channel channel, Wish wish) {
        if (permissions.subscribing(wish.shown().orElseGet(who::identity), channel) instanceof Verdict.Refused(Refusal refusal)) {
            return Outcome.refused(refusal);
        }
        Optional<Refusal> notDurable = Durables.refusal(who, channel, wish);
        if (notDurable.isPresent()) {
            return Outcome.refused(notDurable.get());
        }
        Optional<Refusal> minded = hooks.refuse(who.connection(), who.identity(), channel);
        if (minded.isPresent()) {
            return Outcome.refused(minded.get());
        }
        return hearing(who, wish).then(hearing -> registered(who, channel, hearing)).then(subscription -> {
            subscription.judgeAs(wish.shown());
            return upToDate(who, channel, subscription).then(now -> orLeave(who, subscription, () -> durables.take(who, subscription, wish))
                    .then(whole -> Outcome.done(entry(who, now, subscription, whole))));
        });
    }

    /** The channel as it is once its changes are heard of, if he may hear that: a change before then may have been missed. */
    private Outcome<Channel> upToDate(Participant who, Channel channel, Subscription subscription) {
        return subscription.isGreeted() ? Outcome.done(channel) : orLeave(who, subscription, () -> allowed(subscription));
    }

    /** A step on the way in; who does not take it, and was not in before, has not entered. */
    private <T> Outcome<T> orLeave(Participant who, Subscription subscription, Supplier<Outcome<T>> step) {
        boolean fresh = !subscription.isGreeted();
        boolean done = false;
        try {
            Outcome<T> outcome = step.get();
            done = outcome instanceof Outcome.Done<T>;
            return outcome;
        } finally {
            if (fresh && !done) {
                leave(who, subscription.channel().name());
            }
        }
    }

    private Outcome<Hearing> hearing(Participant who, Wish wish) {
        return filtered(who, wish).then(hearing -> Outcome.done(hearing.muting(Honouring.muting(who, wish.channel().canonical()))));
    }

    private Outcome<Hearing> filtered(Participant who, Wish wish) {
        if (wish.filter().isEmpty()) {
            return Outcome.done(Hearing.all(wish.channel()));
        }
        ChannelName name = wish.channel().canonical();
        long others = who.entered().entrySet().stream()
                .filter(entered -> !entered.getKey().equals(name) && entered.getValue().hearing().filter().isPresent()).count();
        if (others >= MAX_FILTERS) {
            return Outcome.refused(full("A connection has at most " + MAX_FILTERS + " filters", MAX_FILTERS));
        }
        Rule rule = wish.filter().get();
        return rules.compile("$.filter", rule, Question.FILTER)
                .then((CompiledRule compiled) -> Outcome.done(new Hearing(wish.channel(), Optional.of(new Filter(rule, compiled)))));
    }

    private Outcome<Subscription> registered(Participant who, Channel channel, Hearing hearing) {
        ChannelName name = channel.id().name();
        Subscription known = who.entered().get(name);
        if (known != null) {
            return broadcaster.change(known, hearing);
        }
        if (isFull(who, name)) {
            return Outcome.refused(full("A connection hears at most " + MAX_SUBSCRIPTIONS + " channels", MAX_SUBSCRIPTIONS));
        }
        return broadcaster.subscribe(channel.id(), who, hearing, channel.capacity()).then(subscription -> {
            records.heard(channel.id());
            who.entered().put(name, subscription);
            return Outcome.done(subscription);
        });
    }

    private static boolean isFull(Participant who, ChannelName name) {
        return !name.isUnasked() && who.entered().keySet().stream().filter(other -> !other.isUnasked()).count() >= MAX_SUBSCRIPTIONS;
    }

    private static Refusal full(String message, int limit) {
        return new Refusal(ErrorCode.CHANNEL_CAPACITY_EXCEEDED, message, Map.of("limit", limit));
    }

    private Entry entry(Participant who, Channel channel, Subscription subscription, Wish wish) {
        try {
            Optional<Roster> known = wish.presence() ? attending.enter(who, channel, subscription) : Optional.empty();
            Optional<Entry.Past> past = channel.policy().history().kept()
                    ? Optional.of(past(who, channel, subscription, wish))
                    : Optional.empty();
            Optional<Roster> roster = known.map(before -> broadcaster.presence(subscription, before)); // Last: from there on he hears changes.
            return new Entry(subscription, past, roster, channel.record().room().map(Room::metadata));
        } catch (RuntimeException e) {
            if (!subscription.isGreeted()) {
                leave(who, channel.id().name());
            }
            throw e;
        }
    }

    private Entry.Past past(Participant who, Channel channel, Subscription subscription, Wish wish) {
        if (!subscription.isGreeted()) {
            return remembering.toNewcomer(who, channel, subscription, wish);
        }
        Optional<Position> now = catchingUp.pause(subscription);
        try {
            return now.isPresent()
                    ? remembering.toHearer(who, channel, subscription, wish, now.get())
                    : remembering.toNewcomer(who, channel, subscription, wish);
        } catch (RuntimeException e) {
            catchingUp.goOn(who, subscription, now); // He is told that this failed, and hears the channel as before.
            throw e;
        }
    }

    /** Lets messages through to one who entered, once the client has been told what stands in the entry. Never blocks for a store. */
    public void goLive(Participant who, Entry entry) {
        boolean fresh = !entry.subscription().isGreeted();
        catchingUp.goLive(who, entry);
        if (fresh) {
            hooks.subscribed(who.connection(), who.identity(), entry.subscription().channel());
        }
    }

    /**
     * Reads a part of the history of a channel that the participant hears.
     *
     * @throws io.parley.application.Unavailable if the store did not answer
     */
    public Outcome<Page> history(Participant who, ChannelName name, Reading reading) {
        Subscription subscription = who.entered().get(name.canonical());
        if (subscription == null) {
            return Outcome.refused(notSubscribed(name));
        }
        return readings.page(who.identity().realm(), name, reading)
                .then(page -> Outcome.done(new Page(page.newest(), remembering.forHim(who, subscription, page.deliveries()))));
    }

    /** Enters the channel in which is said what is for all. Nobody is told of it. */
    public void enterAll(Participant who) {
        ChannelId all = new ChannelId(who.identity().realm(), ChannelName.ALL);
        if (!who.entered().containsKey(all.name()) && broadcaster.subscribe(all, who, Hearing.all(all.name()),
                OptionalInt.empty()) instanceof Outcome.Done<Subscription>(Subscription subscription)) {
            records.heard(all);
            who.entered().put(all.name(), subscription);
            subscription.greet(Optional.empty());
            broadcaster.goLive(subscription, Optional.empty());
        }
    }

    /**
     * The participant need not be told again what was said up to that position.
     *
     * @return up to where all is acknowledged; refused with RT_004 if he does not hear the channel durably
     * @throws io.parley.application.Unavailable if a store did not answer
     */
    public Outcome<Position> acknowledge(Participant who, ChannelName name, Position upTo) {
        return durables.acknowledge(who, name, upTo);
    }

    /** Leaves the channel; false if it was not entered. The participant hears nothing of it any more, even if the store is away. */
    public boolean leave(Participant who, ChannelName name) {
        return leave(who, name, attending::leave);
    }

    private boolean leave(Participant who, ChannelName name, BiConsumer<Participant, Subscription> roster) {
        Subscription subscription = who.entered().remove(name.canonical());
        if (subscription == null) {
            return false;
        }
        records.heardNoMore(subscription.channel());
        broadcaster.unsubscribe(subscription);
        catchingUp.stop(subscription);
        if (subscription.isGreeted()) {
            hooks.unsubscribed(who.connection(), who.identity(), subscription.channel());
        }
        roster.accept(who, subscription);
        return true;
    }

    /**
     * Who is in a channel that the participant hears.
     *
     * @throws io.parley.application.Unavailable if the store did not answer
     */
    public Outcome<Roster> whoIsIn(Participant who, ChannelName name) {
        Subscription subscription = who.entered().get(name.canonical());
        if (subscription == null) {
            return Outcome.refused(notSubscribed(name));
        }
        return channels.find(who.identity().realm(), name).then(channel -> attending.see(channel, subscription, name));
    }

    /**
     * Asks again whether the participant may hear a channel that he hears; if not, he has left it when this returns. Who may hear it still, and
     * not see any more who is there, is not seen either from then on.
     *
     * @return why he may not hear it
     */
    public Optional<Refusal> judgeAgain(Participant who, ChannelName name) {
        Subscription subscription = who.entered().get(name);
        if (subscription == null || name.equals(ChannelName.ALL)) {
            return Optional.empty();
        }
        return switch (allowed(subscription)) {
            case Outcome.Refused<Channel>(Refusal refusal) -> {
                leave(who, name);
                yield Optional.of(refusal);
            }
            case Outcome.Done<Channel>(Channel channel) -> {
                attending.judgeAgain(who, channel, subscription);
                yield Optional.empty();
            }
        };
    }

    /** The channel that is heard, if it may be heard still. */
    private Outcome<Channel> allowed(Subscription subscription) {
        ChannelId id = subscription.channel();
        return channels.find(id.realm(), id.name())
                .then(channel -> permissions.subscribing(subscription.identity(), channel) instanceof Verdict.Refused(Refusal refusal)
                        ? Outcome.refused(refusal)
                        : Outcome.done(channel));
    }

    /**
     * The participant wants something else than before: from now on he hears, and is seen, in every channel as he wants it.
     *
     * @throws io.parley.application.Unavailable if the store did not answer; what does not need it is done, and to ask again does the rest
     */
    public void honour(Participant who) {
        honouring.everywhere(who);
    }

    /** The answer to somebody who asks for what only subscribers get. */
    public static Refusal notSubscribed(ChannelName name) {
        return Refusal.of(ErrorCode.CHANNEL_NOT_FOUND, "You are not subscribed to " + name);
    }

    /** Leaves every channel, those too that come after one at which the hub fails; it throws then, once all are left. */
    public void leaveAll(Participant who) {
        leaveAll(who, attending::leave);
    }

    /** As {@link #leaveAll}, for a connection that has ended: others are told that its user left if he is not back soon. */
    public void departAll(Participant who) {
        leaveAll(who, attending::depart);
    }

    private void leaveAll(Participant who, BiConsumer<Participant, Subscription> roster) {
        Optional<RuntimeException> failure = Optional.empty();
        for (ChannelName name : List.copyOf(who.entered().keySet())) {
            try {
                leave(who, name, roster);
            } catch (RuntimeException e) {
                failure = Optional.of(e);
            }
        }
        if (failure.isPresent()) {
            throw failure.get();
        }
    }
}
