package io.parley.application.delivery;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.parley.application.protocol.EncodedMessage;
import io.parley.application.protocol.ServerMessage;
import io.parley.application.rule.Said;

/** The subscriptions of a topic that want to hear alike: their filter is asked once a message, and they share its encoding. Thread-safe. */
final class Listeners {
    private final Hearing hearing;
    private final Set<Subscription> subscriptions = new LinkedHashSet<>(1); // A user's own channel has one on most nodes.
    /** All of them, as they are walked through at every message; null since one came or went. */
    private volatile @Nullable List<Row> rows;

    /** Those of one courier. */
    private record Row(Executor courier, List<Subscription> subscriptions) {
        void each(Consumer<Subscription> step) {
            subscriptions.forEach(step);
        }
    }

    Listeners(Hearing hearing) {
        this.hearing = hearing;
    }

    Hearing hearing() {
        return hearing;
    }

    synchronized void add(Subscription subscription) {
        subscriptions.add(subscription);
        rows = null;
    }

    synchronized void remove(Subscription subscription) {
        if (subscriptions.remove(subscription)) {
            rows = null;
        }
    }

    synchronized boolean isEmpty() {
        return subscriptions.isEmpty();
    }

    Stream<Subscription> subscriptions() {
        return rows().stream().flatMap(row -> row.subscriptions().stream());
    }

    private List<Row> rows() {
        List<Row> known = rows;
        return known == null ? linedUp() : known;
    }

    private synchronized List<Row> linedUp() {
        Map<Executor, List<Subscription>> couriers = new LinkedHashMap<>();
        subscriptions.forEach(one -> couriers.computeIfAbsent(one.subscriber().courier(), _ -> new ArrayList<>()).add(one));
        List<Row> all = couriers.entrySet().stream().map(row -> new Row(row.getKey(), List.copyOf(row.getValue()))).toList();
        rows = all;
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

    /** Has their couriers do it for each of them. */
    void each(Rounds rounds, Consumer<Subscription> step) {
        for (Row row : rows()) {
            rounds.send(row.courier(), () -> row.each(step));
        }
    }
}
