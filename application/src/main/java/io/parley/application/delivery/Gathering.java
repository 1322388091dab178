package io.parley.application.delivery;

import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All subscriptions of a topic, by how they want to hear it. Changed by one thread at a time; read by any, who sees the groups as they were at one
 * moment.
 */
final class Gathering {
    /** Each distinct filter is asked for every message of the channel. */
    static final int MAX_FILTERS = 64;

    private final Rounds rounds = new Rounds();
    private volatile List<Listeners> groups = List.of();

    /** The groups, each with at least one subscription. */
    List<Listeners> groups() {
        return groups;
    }

    /** Does it for each subscription: soon, and in the order in which this is called. For one thread at a time. */
    void each(Consumer<Subscription> step) {
        groups.forEach(group -> each(group, step));
    }

    /** As {@link #each(Consumer)}, for one of the groups. */
    void each(Listeners group, Consumer<Subscription> step) {
        group.each(rounds, step);
    }

    /** Waits until all has been done that is to be done for the subscription. For the thread that may call {@link #each} meanwhile. */
    void settle(Subscription subscription) {
        rounds.settle(subscription.subscriber().courier());
    }

    Stream<Subscription> subscriptions() {
        return groups.stream().flatMap(group -> group.subscriptions());
    }

    boolean isEmpty() {
        return groups.isEmpty();
    }

    /** Whether one more may ask for that: it asks for no filter, for one that is asked already, or there are not too many yet. */
    boolean takes(Hearing hearing) {
        return hearing.filter().isEmpty() || groups.stream().anyMatch(group -> group.hearing().filter().equals(hearing.filter()))
                || groups.stream().filter(group -> group.hearing().filter().isPresent()).count() < MAX_FILTERS;
    }

    /** Whether there is a seat for the subscriber. A user has one, however many connections; so has each connection without a user. */
    boolean seats(Subscriber newcomer, OptionalInt capacity) {
        if (capacity.isEmpty()) {
            return true;
        }
        var taken = subscriptions().map(subscription -> seatOf(subscription.subscriber())).collect(Collectors.toSet());
        return taken.contains(seatOf(newcomer)) || taken.size() < capacity.getAsInt();
    }

    private static Object seatOf(Subscriber subscriber) {
        return subscriber.identity().user().<Object>map(user -> user).orElseGet(subscriber::connection);
    }

    void add(Subscription subscription) {
        Hearing hearing = subscription.hearing();
        groups.stream().filter(group -> group.hearing().equals(hearing)).findFirst().orElseGet(() -> opened(hearing))
                .add(subscription);
    }

    private Listeners opened(Hearing hearing) {
        Listeners fresh = new Listeners(hearing);
        groups = Stream.concat(Stream.concat(alike(hearing, true), Stream.of(fresh)), alike(hearing, false)).toList();
        return fresh;
    }

    /** Groups of one filter stand together, so that it is asked once a message, however differently they mute. */
    private Stream<Listeners> alike(Hearing hearing, boolean alike) {
        return groups.stream().filter(group -> group.hearing().filter().equals(hearing.filter()) == alike);
    }

    void remove(Subscription subscription) {
        groups.forEach(group -> group.remove(subscription));
        if (groups.stream().anyMatch(Listeners::isEmpty)) {
            groups = groups.stream().filter(group -> !group.isEmpty()).toList();
        }
    }
}
