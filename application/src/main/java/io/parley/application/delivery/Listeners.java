package io.parley.application.delivery;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.parley.application.protocol.EncodedMessage;
import io.parley.application.protocol.ServerMessage;
import io.parley.application.rule.Said;
import io.parley.domain.delivery.Position;

/** The subscriptions of a topic that want to hear alike: their filter is asked once a message, and they share its encoding. Thread-safe. */
final class Listeners {
    private final Hearing hearing;
    private final Set<Subscription> subscriptions = new LinkedHashSet<>(1); // A user's own channel has one on most nodes.
    /** All of them, in a row that is walked through at every message; null since one came or went. */
    private volatile Subscription @Nullable [] row;

    Listeners(Hearing hearing) {
        this.hearing = hearing;
    }

    Hearing hearing() {
        return hearing;
    }

    synchronized void add(Subscription subscription) {
        subscriptions.add(subscription);
        row = null;
    }

    synchronized void remove(Subscription subscription) {
        if (subscriptions.remove(subscription)) {
            row = null;
        }
    }

    synchronized boolean isEmpty() {
        return subscriptions.isEmpty();
    }

    Stream<Subscription> subscriptions() {
        return Arrays.stream(row());
    }

    private Subscription[] row() {
        Subscription[] known = row;
        return known == null ? linedUp() : known;
    }

    private synchronized Subscription[] linedUp() {
        Subscription[] all = subscriptions.toArray(Subscription[]::new);
        row = all;
        return all;
    }

    /** Whether they want it. */
    boolean want(Said said) {
        return hearing.wants(said);
    }

    /** The message by the name that they call the channel; the shared one if that is its own. */
    EncodedMessage encoded(EncodedMessage shared, ServerMessage.Event event) {
        return hearing.spelling().equals(event.channel())
                ? shared
                : new EncodedMessage(new ServerMessage.Event(event.event(), event.position(), hearing.spelling(), event.lossy()));
    }

    void deliver(EncodedMessage message, Optional<Position> position) {
        for (Subscription subscription : row()) {
            subscription.deliver(message, position);
        }
    }

    /** Delivers to those for whom it is; true if somebody for whom it is not has to be told how far the channel is. */
    boolean deliver(EncodedMessage message, Optional<Position> position, Predicate<Subscriber> forWhom) {
        boolean skipped = false;
        for (Subscription subscription : row()) {
            if (forWhom.test(subscription.subscriber())) {
                subscription.deliver(message, position);
            } else {
                skipped |= position.isPresent() && subscription.skip(position.get());
            }
        }
        return skipped;
    }
}
