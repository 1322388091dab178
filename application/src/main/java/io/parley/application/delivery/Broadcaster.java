package io.parley.application.delivery;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

import io.parley.application.rule.RuleLanguage;
import io.parley.application.rule.Said;
import io.parley.application.time.Timers;
import io.parley.domain.channel.ChannelId;
import io.parley.domain.delivery.Delivery;
import io.parley.domain.delivery.Message;
import io.parley.domain.delivery.Position;
import io.parley.domain.presence.Roster;
import io.parley.domain.refusal.ErrorCode;
import io.parley.domain.refusal.Outcome;
import io.parley.domain.refusal.Refusal;

/**
 * Hands what the backplane brings to this node's subscribers, and keeps the node attached to just the channels that somebody here hears.
 * Thread-safe.
 */
public final class Broadcaster implements BackplaneListener {
    private final Station station;
    private final ConcurrentMap<ChannelId, Topic> topics = new ConcurrentHashMap<>();
    private final Consumer<Topic> forget = this::forget;

    /**
     * A broadcaster that hears nothing yet.
     *
     * @param histories where what was missed is read
     * @param rules     judges whom a message is for
     * @param watch     is told when a channel changes
     * @param executor  runs what may block
     * @param presence  how those who hear a channel are told who is there
     * @param slowConsumers what may be lost on the way to a subscriber who is slow
     * @param grace     how long a channel that nobody here hears any more is still followed: who reconnects, or changes pages, comes back to it;
     *                  zero: not at all
     */
    public Broadcaster(Backplane backplane, Histories histories, RuleLanguage rules, ChannelWatch watch, Timers timers, Executor executor,
            PresenceTerms presence, SlowConsumerTerms slowConsumers, Duration grace, InstantSource clock) {
        station = new Station(backplane, histories, rules, watch, timers, executor, new Semaphore(Station.MAX_REPAIRS), presence,
                slowConsumers, grace, clock);
    }

    /**
     * Registers the subscriber; what arrives is held back until {@link Subscription#goLive}.
     *
     * @param capacity how many users may hear the channel on this node at once; empty: any number
     * @return refused with RT_008 if there is no seat, or the channel has too many different filters
     * @throws io.parley.application.Unavailable if the channel cannot be attached; nothing is registered then
     */
    public Outcome<Subscription> subscribe(ChannelId channel, Subscriber subscriber, Hearing hearing, OptionalInt capacity) {
        Subscription subscription = new Subscription(channel, subscriber, hearing);
        Topic.Added added;
        do {
            added = topics.computeIfAbsent(channel, this::opened).add(subscription, capacity);
        } while (added == Topic.Added.CLOSED);
        return switch (added) {
            case YES -> Outcome.done(subscription);
            case NO_SEAT -> full("There is no place left in " + channel.name(), capacity.orElseThrow());
            case TOO_MANY_FILTERS, CLOSED -> tooManyFilters();
        };
    }

    private Topic opened(ChannelId channel) {
        return new Topic(channel, station, this, forget);
    }

    private void forget(Topic closed) {
        topics.remove(closed.channel(), closed);
    }

    /** Changes how a subscription is heard; refused with RT_008 if the channel has too many different filters. */
    public Outcome<Subscription> change(Subscription subscription, Hearing hearing) {
        Topic topic = topics.get(subscription.channel());
        return subscription.hearing().equals(hearing) || topic == null || topic.change(subscription, hearing)
                ? Outcome.done(subscription)
                : tooManyFilters();
    }

    /** Whether a message is for that subscriber and he wants it, for those who read it later than it was said. */
    public boolean isFor(Subscriber reader, Hearing hearing, Message message) {
        Said said = new Said(message);
        return hearing.wants(said) && Receivers.of(message, said, station.rules()).test(reader);
    }

    /**
     * Holds back what comes for a subscription that is live, so that its client can be told where it stands.
     *
     * @return up to where all has been offered to it; empty in a channel without positions
     */
    public Optional<Position> pause(Subscription subscription) {
        Topic topic = topics.get(subscription.channel());
        return topic == null ? subscription.floor() : topic.pause(subscription);
    }

    /**
     * Lets messages through to a subscription, first those that were held back.
     *
     * @param told up to where its client has heard the channel; empty in a channel without positions
     * @return false if something that came after is missing: it has to be read, and this called again
     */
    public boolean goLive(Subscription subscription, Optional<Position> told) {
        Topic topic = topics.get(subscription.channel());
        return topic == null || topic.goLive(subscription, told);
    }

    /**
     * From now on the subscriber hears who comes and goes; he is told before he goes live who {@link #presence} is there.
     *
     * @return who is there by now, himself included if he {@link Subscription#attendAs attends}
     * @throws io.parley.application.Unavailable if that had to be read, and the store did not answer
     */
    public Roster hearPresence(Subscription subscription) {
        Topic topic = topics.get(subscription.channel());
        return topic == null ? station.presence().rosters().apply(subscription.channel()) : topic.presence().begin(subscription);
    }

    /**
     * Who is there just now: what changes after is held back for the subscription until it goes live, and nothing that changed before. Never
     * blocks.
     *
     * @param known who was there when he began to hear it
     */
    public Roster presence(Subscription subscription, Roster known) {
        Topic topic = topics.get(subscription.channel());
        return topic == null ? known : topic.presence(subscription, known);
    }

    /** Ends the subscription. Idempotent; never throws. */
    public void unsubscribe(Subscription subscription) {
        Topic topic = topics.get(subscription.channel());
        if (topic != null) {
            topic.remove(subscription);
        }
    }

    @Override
    public void received(Delivery delivery) {
        Topic topic = topics.get(delivery.event().channel());
        if (topic != null) {
            topic.deliver(delivery);
        }
    }

    @Override
    public void interrupted(ChannelId channel) {
        Topic topic = topics.get(channel);
        if (topic != null) {
            topic.check();
        }
    }

    private static Outcome<Subscription> tooManyFilters() {
        return full("A channel has at most " + Gathering.MAX_FILTERS + " different filters", Gathering.MAX_FILTERS);
    }

    /** As much of a roster as one client is told at once. */
    public Roster told(Roster roster) {
        return roster.first(station.presence().rosterLimit());
    }

    private static Outcome<Subscription> full(String message, int limit) {
        return Outcome.refused(new Refusal(ErrorCode.CHANNEL_CAPACITY_EXCEEDED, message, Map.of("limit", limit)));
    }
}
